import type { Figure } from '../figure.js';
import { needsTrainingCaption } from '../sentences/left-out.js';
import type { Sentence } from '../sentences/rule.js';

/** For a figure that compares trained models, in a report whose weights were given. */
export interface NeedsTrainingParams {
  readonly number: number;
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
    id: `figure-${number}`,
    number,
    title,
    caption: [needsTrainingCaption(trains)],
    definitions: [],
    panels: [],
    tables: [],
  };
}
