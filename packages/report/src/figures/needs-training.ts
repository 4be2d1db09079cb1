import type { Figure } from '../figure.js';

/** For a figure that compares trained models, in a report whose weights were given. */
export interface NeedsTrainingParams {
  readonly number: number;
  readonly title: string;
  /** Words for the models that the figure would train. */
  readonly trains: string;
}

/** A figure without panels. It has its number and title, and says why it shows nothing more. */
export function needsTraining(_inputs: object, { number, title, trains }: NeedsTrainingParams): Figure {
  return {
    id: `figure-${number}`,
    number,
    title,
    caption: [
      `*This figure needs training.* It trains ${trains}; the weights of this report were given, so there is nothing to set beside them.`,
    ],
    definitions: [],
    panels: [],
    tables: [],
  };
}
