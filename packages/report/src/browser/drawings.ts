/** Whether a plot has no drawing in any width, because only Plotly can draw it. */
export function isForPlotlyAlone(part: Element): boolean {
  return part.querySelector('.drawing > svg:empty:not([data-later])') !== null;
}

/** The places of drawings in a part of the page. */
export function allPlaces(part: Element): readonly SVGSVGElement[] {
  return [...part.querySelectorAll<SVGSVGElement>('.drawing > svg:not(.images)')];
}

/** Those that are empty until the script draws in them, because the file leaves them so or another view is chosen. */
export function emptyPlaces(part: Element): readonly SVGSVGElement[] {
  return [...part.querySelectorAll<SVGSVGElement>('.drawing > svg[data-later]:empty')];
}

/** Those that the script has filled. */
export function filledPlaces(part: Element): readonly SVGSVGElement[] {
  return [...part.querySelectorAll<SVGSVGElement>('.drawing > svg[data-later]:not(:empty)')];
}

/** Whether the page shows a place: that for the present width. */
export function isShown(place: Element): boolean {
  return place.getBoundingClientRect().width > 0;
}

/** The drawing for the present width; undefined in a part of the page that is folded. */
export function visibleDrawing(plot: HTMLElement): SVGSVGElement | undefined {
  return allPlaces(plot).find(isShown);
}

/** Whether paper shows a place. The style sheet prints figures in one width. */
export function isOnPaper(place: Element): boolean {
  return place.matches('.middle');
}

/** Calls back, when the browser has time, after the column of the figures has changed its width, and so the places that it shows. */
export function onPlacesShown(column: Element, listener: () => void): void {
  let width = column.clientWidth;
  new ResizeObserver(() => {
    if (column.clientWidth === width) return;
    width = column.clientWidth;
    setTimeout(listener);
  }).observe(column);
}

/** Lets the browser do what else it has to do. */
export const nextTask = (): Promise<void> => new Promise((next) => setTimeout(next));
