/** Whether a plot has no drawing in any width, because only Plotly can draw it. */
export function isForPlotlyAlone(part: Element): boolean {
  return part.querySelector('.drawing > svg:empty:not([data-later])') !== null;
}

/** The places of drawings in a part of the page that the file leaves empty, and that are still empty. */
export function emptyPlaces(part: Element): readonly SVGSVGElement[] {
  return [...part.querySelectorAll<SVGSVGElement>('.drawing > svg[data-later]:empty')];
}

/** Those that the script has filled. */
export function filledPlaces(part: Element): readonly SVGSVGElement[] {
  return [...part.querySelectorAll<SVGSVGElement>('.drawing > svg[data-later]:not(:empty)')];
}

/** Whether the page shows a place. It shows that for the present width, and none in a part that is folded. */
export function isShown(place: Element): boolean {
  return place.getClientRects().length > 0;
}

/** Calls back, when the browser has time, after anything that can show another place: the window has another width, or a part unfolds. */
export function onPlacesShown(listener: () => void): void {
  let isWaiting = false;
  const soon = () => {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      listener();
    });
  };
  new ResizeObserver(soon).observe(document.documentElement);
  document.addEventListener('toggle', soon, { capture: true });
}

/** Lets the browser do what else it has to do. */
export const nextTask = (): Promise<void> => new Promise((next) => setTimeout(next));
