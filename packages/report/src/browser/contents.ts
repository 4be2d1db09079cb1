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
    for (const [index, link] of links.entries()) {
      if (index === Math.max(0, at)) link.setAttribute('aria-current', 'location');
      else link.removeAttribute('aria-current');
    }
    const name = document.querySelector('.contents-here');
    if (name !== null) name.textContent = links[Math.max(0, at)]?.textContent ?? '';
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
