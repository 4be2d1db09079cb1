/** Runs an action that changes the page, and scrolls so that the content at the top of the viewport stays in place. */
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

/** The elements at the upper edge of the viewport, or the first ones below it, the innermost first. */
function elementsAtTop(): Element[] {
  const chain: Element[] = [];
  for (let parent: Element | undefined = document.querySelector('main')!; parent !== undefined; ) {
    chain.unshift(parent);
    // Plotly replaces the elements inside a plot, so they cannot mark a place.
    if (parent.matches('[data-plot]')) break;
    parent = [...parent.children].find((child) => child.getBoundingClientRect().bottom > 0);
  }
  return chain;
}

const remembered = 'superposition-place';

/** Reloads the page. `restorePlace` then scrolls back to where the reader was. */
export function reloadInPlace(): void {
  sessionStorage.setItem(remembered, String(scrollY));
  // The browser may restore the place by smooth scrolling, and stop at the wrong place if a plot is drawn meanwhile.
  history.scrollRestoration = 'manual';
  location.reload();
}

/** After `reloadInPlace`, scrolls to where the reader was. */
export function restorePlace(): void {
  const top = sessionStorage.getItem(remembered);
  if (top === null) return;
  sessionStorage.removeItem(remembered);
  history.scrollRestoration = 'auto';
  scrollTo({ top: Number(top), behavior: 'instant' });
}
