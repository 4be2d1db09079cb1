import { figuresCsv } from '../../csv/figure-csv.js';
import { type Figure, firstView } from '../../figure.js';
import { figureToTake } from '../../page/page-figure.js';
import { figureFile } from '../../svg/figure-file.js';
import { figureName } from '../../text/figure-name.js';
import { fileName } from '../../text/file-name.js';
import { plainProse } from '../../text/plain-prose.js';
import { figureData } from '../figure-data.js';
import { viewSlider } from '../view-slider.js';
import { pictureOf } from './picture.js';

/** The forms in which a reader takes a figure. */
export const fileKinds = ['svg', 'png', 'csv'] as const;
export type FileKind = (typeof fileKinds)[number];

/** A file for the reader. */
export interface TakenFile {
  readonly name: string;
  readonly content: Blob;
}

/** The view that the page shows of a figure; undefined for one without views. */
function chosenView(figure: HTMLElement): string | undefined {
  const slider = viewSlider(figure);
  if (slider !== undefined) return slider.view();
  return figure.querySelector<HTMLButtonElement>('.views [aria-pressed=true]')?.value;
}

/** A figure of the page with all that its files need. @throws Error for one that the page does not have */
export async function figureOf({ id }: Element): Promise<Figure> {
  const figure = (await figureData()).get(id);
  if (figure === undefined) throw new Error(`there are no data of ${id}`);
  return figureToTake(figure);
}

/** A figure as a file, as the page shows it. */
export async function fileOf(element: HTMLElement, kind: FileKind): Promise<TakenFile> {
  const figure = await figureOf(element);
  const view = chosenView(element);
  return { name: fileName(wordsOf(figure, view), kind), content: await contentOf(figure, view, kind) };
}

/** The name and the title, and the view where it is not the first. */
function wordsOf({ id, title, views }: Figure, view: string | undefined): readonly (string | undefined)[] {
  const chosen = view === firstView(views) ? undefined : views?.options.find((option) => option.id === view);
  return [figureName(id), plainProse(title), chosen && plainProse(chosen.label)];
}

async function contentOf(figure: Figure, view: string | undefined, kind: FileKind): Promise<Blob> {
  if (kind === 'csv') return new Blob([figuresCsv([figure], view)], { type: 'text/csv;charset=utf-8' });
  const svg = figureFile(figure, view);
  return kind === 'png' ? pictureOf(svg) : new Blob([svg], { type: 'image/svg+xml' });
}
