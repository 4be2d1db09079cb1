import { figuresOfBytes } from '../page/figures-of-bytes.js';
import type { PageFigure } from '../page/page-figure.js';
import { unpacked, unpackedNow } from './unpacked.js';

let source: string | undefined;
let figures: Promise<ReadonlyMap<string, PageFigure>> | undefined;

const byId = (bytes: Uint8Array): ReadonlyMap<string, PageFigure> =>
  new Map(figuresOfBytes(bytes).map((figure) => [figure.id, figure]));

async function read(element: Element): Promise<ReadonlyMap<string, PageFigure>> {
  return byId(new Uint8Array(await unpacked(element).arrayBuffer()));
}

/** The figures of the page by their ids. A newer edition of the page may bring others. */
export function figureData(): Promise<ReadonlyMap<string, PageFigure>> {
  const element = dataElement();
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

/** The same at once, for what cannot wait. */
export function figureDataNow(): ReadonlyMap<string, PageFigure> {
  return byId(unpackedNow(dataElement()));
}

const dataElement = () => document.getElementById('figure-data')!;
