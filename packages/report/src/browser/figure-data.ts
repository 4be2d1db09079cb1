import type { PageFigure } from '../page/page-figure.js';
import { unpacked } from './unpacked.js';

let source: string | undefined;
let figures: Promise<ReadonlyMap<string, PageFigure>> | undefined;

/** The figures of the page by their ids. A newer edition of the page may bring others. */
export function figureData(): Promise<ReadonlyMap<string, PageFigure>> {
  const element = document.getElementById('figure-data')!;
  if (figures === undefined || element.textContent !== source) {
    source = element.textContent!;
    figures = unpacked(element).then(
      (text) => new Map((JSON.parse(text) as PageFigure[]).map((figure) => [figure.id, figure])),
    );
  }
  return figures;
}
