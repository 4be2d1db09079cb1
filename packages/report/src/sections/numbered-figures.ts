import type { Figure } from '../figure.js';
import { figureId, type FigureNumber } from '../figure-number.js';
import type { Settled } from '../settled.js';
import type { ContentsEntry } from './contents.js';

/** A figure of a section, or what failed in its place, with its number. */
export interface NumberedFigure {
  readonly figure: Settled<Figure>;
  readonly number: FigureNumber;
}

/** The value of a figure has its number. A failed figure has no value, so its number follows from its place. */
export function numberedFigures(
  figures: readonly Settled<Figure>[],
  atPlace: (place: number) => FigureNumber,
): readonly NumberedFigure[] {
  return figures.map((figure, place) => ({
    figure,
    number: (figure.status === 'value' ? figure.value.number : null) ?? atPlace(place),
  }));
}

/** The lines of the contents for some figures. */
export function figureEntries(figures: readonly NumberedFigure[]): readonly ContentsEntry[] {
  return figures.map(({ figure, number }) => ({
    id: figureId(number),
    title: `${number}. ${figure.status === 'value' ? figure.value.title : 'could not be made'}`,
  }));
}
