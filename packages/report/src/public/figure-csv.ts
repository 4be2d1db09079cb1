import { checkOptions } from '@superposition/core/internal/public/arguments';
import { figuresCsv } from '../csv/figure-csv.js';
import type { Figure } from '../figure.js';
import { checkView, figureAlone, type OwnFigure } from './own-figure.js';

/** Options of `figureCsv`. */
export interface FigureCsvOptions {
  /** Which view, of a figure that has several; the first by default. */
  readonly view?: string | undefined;
}

/**
 * What a figure draws, as comma-separated values (RFC 4180): a row for each point, and for each cell of a heatmap. The columns are the
 * panel, the series, and what the axes show, by their titles. Numbers have all digits of the figure. The same figure gives the same text.
 *
 * @param figure one of ours, or one of your own
 * @throws TypeError or RangeError for another figure, and for wrong options
 */
export function figureCsv(figure: Figure | OwnFigure, options: FigureCsvOptions = {}): string {
  const checked = figureAlone(figure);
  checkOptions('options', options, 'view');
  checkView(checked, options.view);
  return figuresCsv([checked], options.view);
}
