import { capital, whole } from '../text/format.js';
import { linesOfSeeds } from './model.js';
import { rule } from './rule.js';

/** What the dots and lines of the diagonal of several models are. */
export const stripMarks = rule(
  'describes the marks: as many dots as are drawn, and a line for each further model',
  (features: number, dots: number, further: number) => {
    const shown =
      features === 1
        ? 'The dot is the feature.'
        : dots < features
          ? `The ${whole(dots)} dots are features, evenly spaced by rank among the ${whole(features)}.`
          : 'Each dot is a feature.';
    return further === 0 ? shown : `${shown} ${capital(linesOfSeeds(further))}.`;
  },
);
