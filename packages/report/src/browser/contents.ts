/** Marks the line of the contents that leads to the part of the page that the reader looks at. */
export function watchContents(): { readonly update: () => void } {
  const seen = new Set<Element>();
  const mark = () => {
    const links = [...document.querySelectorAll<HTMLAnchorElement>('.contents > ol > li > a')];
    const parts = links.map(({ hash }) => document.getElementById(hash.slice(1)));
    // The last part that begins in the upper half of the screen.
    const at = parts.findLastIndex(
      (part) => part !== null && part.getBoundingClientRect().top < innerHeight / 2,
    );
    const here = links[Math.max(0, at)];
    for (const link of links) {
      if (link !== here) link.removeAttribute('aria-current');
      else if (!link.hasAttribute('aria-current')) {
        link.setAttribute('aria-current', 'location');
        bringIntoSight(link);
      }
    }
    const name = document.querySelector('.contents-here');
    if (name !== null) name.textContent = here?.textContent ?? '';
  };
  const crossings = new IntersectionObserver(mark, { rootMargin: '0px 0px -50% 0px' });
  const observe = () => {
    for (const part of document.querySelectorAll('#abstract, main > section')) {
      if (seen.has(part)) continue;
      seen.add(part);
      crossings.observe(part);
    }
  };
  observe();
  mark();
  return {
    update() {
      observe();
      mark();
    },
  };
}

/** Contents that are longer than the screen scroll by themselves. The page stays where it is, as it would not with `scrollIntoView`. */
function bringIntoSight(link: Element): void {
  const list = link.closest('.contents');
  if (list === null || list.scrollHeight <= list.clientHeight) return;
  const [frame, line] = [list.getBoundingClientRect(), link.getBoundingClientRect()];
  if (line.top < frame.top || line.bottom > frame.bottom)
    list.scrollTop += line.top - frame.top - list.clientHeight / 3;
}
