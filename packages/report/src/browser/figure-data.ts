import { figuresOfBytes } from '../page/figures-of-bytes.js';
import type { PageFigure } from '../page/page-figure.js';
import { unpacked } from './unpacked.js';

let source: string | undefined;
let figures: Promise<ReadonlyMap<string, PageFigure>> | undefined;

async function read(element: Element): Promise<ReadonlyMap<string, PageFigure>> {
  const buffer = await unpacked(element).arrayBuffer();
  return new Map(figuresOfBytes(new Uint8Array(buffer)).map((figure) => [figure.id, figure]));
}

/** The figures of the page by their ids. A newer edition of the page may bring others. */
export function figureData(): Promise<ReadonlyMap<string, PageFigure>> {
  const element = document.getElementById('figure-data')!;
  if (figures === undefined || element.textContent !== source) {
    source = element.textContent!;
    figures = read(element).catch((error: unknown) => {
      // The next touch tries again.
      figures = undefined;
      throw error;
    });
  }
  return figures;
}
