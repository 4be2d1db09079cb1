import type { Bound, Contradiction } from './claim.js';

/*
 * What follows from the document's own printed numbers, whatever the weights: bounds that they break, and passages
 * that they cannot stand beside. The arithmetic is written out, so that a reader can repeat it.
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

/** The same with the smallest MSE that the document prints for any feature of the trained model, 0.0671. */
export const jensenForAttenuated: Bound = {
  kind: 'at least',
  value: 0.0671 * 0.0671,
  because:
    'a mean fourth power is at least the square of the mean square, and the smallest MSE of a feature is stated as 0.0671: at least 0.0671² ≈ 0.0045; the fourth power was taken of the MSE instead of the error',
};

/**
 * A matrix G of n features through m neurons has rank at most m, so ‖G‖² ≥ (tr G)²/m. With the stated diagonal the rest
 * of ‖G‖² is off it, and with entries of at most c in size the mean |entry| there is at least their mean square / c.
 * Stated numbers are taken at the end of their rounding that makes the bound weakest.
 */
export const leastMeanCrossGain: Bound = (() => {
  const gain = 0.425;
  const spread = 0.015;
  const range = 0.155;
  const trace = features * gain;
  const diagonalSquares = features * (gain * gain + spread * spread);
  const meanSquare = ((trace * trace) / neurons - diagonalSquares) / (features * (features - 1));
  return {
    kind: 'at least',
    value: meanSquare / range,
    because:
      'a map of 100 features through 10 neurons has rank 10, so a diagonal of 0.43 forces the off-diagonal to a root mean square of at least 0.128, and within the stated ±0.15 to a mean size of at least 0.105',
  };
})();

/** Passages that state another value for the same thing. */
export const apartInTheDocument = {
  l4: {
    section: '8',
    value: 0.1494 / 0.0743,
    passage: 'the two losses that section 8 compares, 0.1494 and 0.0743, are a factor of 2.0 apart',
  },
  perFeature: {
    section: '8',
    value: 8.5,
    passage:
      'section 8 itself puts the ratio at 8.5, and the losses that it compares are a factor of 2.0 apart',
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
