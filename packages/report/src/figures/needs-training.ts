import { figureId, type FigureNumber } from '../figure-number.js';
import type { Figure } from '../figure.js';
import { needsTrainingCaption } from '../sentences/left-out.js';
import type { Sentence } from '../sentences/rule.js';

/** For a figure that compares trained models, in a report whose weights were given. */
export interface NeedsTrainingParams {
  readonly number: FigureNumber;
  readonly title: string;
  /** Words for the models that the figure would train. */
  readonly trains: string;
}

/** A figure without panels. It has its number and title, and says why it shows nothing more. */
export function needsTraining(
  _inputs: object,
  { number, title, trains }: NeedsTrainingParams,
): Figure<Sentence> {
  return {
    id: figureId(number),
    number,
    title,
    caption: [needsTrainingCaption(trains)],
    definitions: [],
    panels: [],
    tables: [],
  };
}
