/** Does something to the page while what stands at the top of the viewport stays where it is. */
export function keepPlace(action: () => void): void {
  if (scrollY === 0) {
    action();
    return;
  }
  const places = elementsAtTop().map((element) => ({ element, top: element.getBoundingClientRect().top }));
  action();
  const kept = places.find(({ element }) => element.isConnected);
  if (kept === undefined) return;
  const moved = kept.element.getBoundingClientRect().top - kept.top;
  if (moved !== 0) scrollBy({ top: moved, behavior: 'instant' });
}

/** The elements that the viewport's upper edge passes through or comes before, the innermost first. */
function elementsAtTop(): Element[] {
  const chain: Element[] = [];
  for (let parent: Element | undefined = document.querySelector('main')!; parent !== undefined; ) {
    chain.unshift(parent);
    // What is inside a plot is drawn anew.
    if (parent.matches('[data-plot]')) break;
    parent = [...parent.children].find((child) => child.getBoundingClientRect().bottom > 0);
  }
  return chain;
}

const remembered = 'superposition-place';

/** Loads the page itself anew; `restorePlace` then brings the reader back. */
export function reloadInPlace(): void {
  sessionStorage.setItem(remembered, String(scrollY));
  // The browser's own restoration may scroll smoothly, and end elsewhere when a plot is drawn meanwhile.
  history.scrollRestoration = 'manual';
  location.reload();
}

/** Scrolls to where the reader was before the page loaded itself anew, if it did. */
export function restorePlace(): void {
  const top = sessionStorage.getItem(remembered);
  if (top === null) return;
  sessionStorage.removeItem(remembered);
  history.scrollRestoration = 'auto';
  scrollTo({ top: Number(top), behavior: 'instant' });
}
