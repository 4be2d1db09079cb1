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

/** Whether the page shows a place: that for the present width. */
export function isShown(place: Element): boolean {
  return place.getClientRects().length > 0;
}

/** Calls back, when the browser has time, after the window has changed its width, and so the places that it shows. */
export function onPlacesShown(listener: () => void): void {
  let width = innerWidth;
  addEventListener('resize', () => {
    if (innerWidth === width) return;
    width = innerWidth;
    setTimeout(listener);
  });
}

/** Lets the browser do what else it has to do. */
export const nextTask = (): Promise<void> => new Promise((next) => setTimeout(next));
