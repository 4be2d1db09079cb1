import type { Figure } from '../figure.js';

/** What stands in the place of a figure that compares trained models, when the weights were given. */
export interface NeedsTrainingParams {
  readonly number: number;
  readonly title: string;
  /** What the figure would train. */
  readonly trains: string;
}

/** A figure without anything drawn: its number and title, and why there is no more. */
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
