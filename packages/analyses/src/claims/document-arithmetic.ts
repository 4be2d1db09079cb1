import { readable } from '../numbers/readable.js';
import type { Arithmetic, Bound, Contradiction } from './claim.js';

/*
 * Bounds that hold whatever the weights are, passages of the document that contradict its other numbers, and numbers
 * that follow from its own numbers. The arithmetic is written out, so that a reader can repeat it.
 */

const features = 100;
const neurons = 10;

/** E[relu(x)⁴] of an ignored feature: the L4 loss of the output that is always 0. */
export const mostFourthPower: Bound = {
  kind: 'at most',
  value: 1 / 10,
  because:
    'an ignored feature’s L4 loss is E[relu(x)⁴] = 1/10 and a served one’s is 0, so no number of ignored features averages above 0.1',
};

/** Jensen's inequality: E[e⁴] ≥ (E[e²])², here with the MSE of an ignored feature. */
export const jensenForIgnored: Bound = {
  kind: 'at least',
  value: 1 / 36,
  because:
    'a mean fourth power is at least the square of the mean square, here (1/6)² ≈ 0.028; the fourth power was taken of the MSE instead of the error (exact: 1/10)',
};

/** The MSE of a relu that has the gain stated by the document and no other error: (1 − 0.43)²·E[relu(x)²]. */
export const attenuationOfStatedGain: Arithmetic = {
  formula: '(1 − 0.43)²/6',
  value: ((1 - 0.43) * (1 - 0.43)) / 6,
  premise: {
    printed: '0.43',
    value: 0.43,
    lastDigit: 0.01,
    quantity: 'gain.positive',
    others: ['gain.effective'],
  },
};

/**
 * Jensen's inequality with the smallest MSE that the document prints for any feature of the trained model: the mean
 * fourth power of a feature's error cannot be below the square of its MSE.
 */
const leastFourthPower: Contradiction = {
  section: '3',
  value: 0.0671 * 0.0671,
  passage: `section 3 puts the smallest MSE of a feature at 0.0671, and a mean fourth power is at least the square of the mean square: 0.0671² = ${readable(0.0671 * 0.0671, 2)}; the fourth power was taken of the MSE instead of the error`,
};

/**
 * A matrix G of n features through m neurons has rank at most m, so ‖G‖² ≥ (tr G)²/m. We subtract the stated diagonal
 * and get what is off the diagonal. If entries there have at most the size c, their mean |entry| is at least their mean
 * square / c. From the rounding interval of each stated number we take the end that makes the bound weakest.
 */
const leastMeanCrossGain: Contradiction = (() => {
  const [gain, spread, range] = [0.425, 0.015, 0.155];
  const trace = features * gain;
  const diagonal = features * (gain * gain + spread * spread);
  const pairs = features * (features - 1);
  const meanSquare = ((trace * trace) / neurons - diagonal) / pairs;
  const least = meanSquare / range;
  return {
    section: '9',
    value: least,
    passage:
      `with the self-gain of 0.43 ± 0.01 and the range of ±0.15 that section 9 states it cannot be so small: a map of ${features} features through ${neurons} neurons has rank ${neurons}, ` +
      `so the squares of its entries sum to at least (${features} × ${gain})²/${neurons} = ${readable((trace * trace) / neurons, 4)}, of which the diagonal holds at most ` +
      `${features} × (${gain}² + ${spread}²) = ${readable(diagonal)}; the mean square of the ${pairs} others is then at least ${readable(meanSquare)}, and with none larger than ${range} ` +
      `their mean size at least ${readable(meanSquare)}/${range} = ${readable(least)} (0.425, 0.015 and ${range} are 0.43, 0.01 and 0.15 at the ends of their rounding that allow most)`,
  };
})();

/** Passages of the document that state another value for the same thing. */
export const apartInTheDocument = {
  l4: {
    section: '8',
    value: 0.1494 / 0.0743,
    passage: 'the two losses that section 8 compares, 0.1494 and 0.0743, are a factor of 2.0 apart',
  },
  leastFourthPower,
  leastMeanCrossGain,
  ignoredToAttenuated: {
    section: '8',
    value: 8.5 / 0.9,
    passage:
      'section 8 puts the naive solution, of which 90 % of the features are ignored and the others exact, at 8.5 times the mean loss of the trained model; so an ignored feature costs 8.5/0.9 = 9.4 times as much as an attenuated one',
  },
  l2: {
    section: '2',
    value: 0.1496 / 0.0745,
    passage: 'section 2 measures 0.1496 and 0.0745 in MSE, which is the L2 loss: a factor of 2.0',
  },
  isolated: { section: '10', value: 0.0642, passage: 'section 10 measures 0.0642' },
  isolatedShare: { section: '10', value: 0.86, passage: 'section 10 measures 86 %' },
  interference: { section: '10', value: 0.0103, passage: 'section 10 measures 0.0103' },
  interferenceShare: { section: '10', value: 0.14, passage: 'section 10 measures 14 %' },
} as const satisfies Record<string, Contradiction>;
