import { cosines, type MeasuredAnew } from './measured-anew.js';
import { usage } from './neurons-used.js';
import { number, read, spread, type Truth, truth } from './truth.js';

/** Sentences about weights and angles, which are exact. */
export const truthsOfWeights: readonly Truth[] = [
  truth(
    'directions that lean',
    /[Dd]irections lean (towards each other|away from each other)/,
    ([, words], { offRandom }) =>
      (words === 'towards each other' ? offRandom.signed : -offRandom.signed) > 2.5
        ? null
        : `the mean cosine is ${offRandom.signed} standard deviations of chance off`,
  ),
  truth('orthogonal directions', /directions are orthogonal/, (_, { weights }) =>
    cosines(weights).magnitude < 1e-5 ? null : `mean |cosine| is ${cosines(weights).magnitude}`,
  ),
  truth(
    'angles that chance explains',
    /None of six statistics of the angles tells/,
    (_, { weights, neurons, offRandom: { magnitude, signed } }) =>
      (neurons === 1 || Math.abs(magnitude) < 8) && Math.abs(signed) < 8
        ? null
        : `off by ${magnitude} and ${signed} of ${weights.features} directions`,
  ),
  truth(
    'the fewest and the most neurons that features use',
    /feature uses .*?from (\d+) to (\d+)(?: of \d+ neurons)?\.$/,
    ([, low, high], { weights }) => {
      const counts = usage(weights);
      const [least, most] = [Math.min(...counts), Math.max(...counts)];
      return least >= Number(low) && most <= Number(high) ? null : `it is ${least} to ${most}`;
    },
  ),
  truth(
    'features that use so many neurons',
    /^(\d+) features? uses? (\d+) of \d+ neurons?[ ,.]/,
    ([, features, used], { weights }) => {
      const found = usage(weights).filter((count) => count === Number(used)).length;
      return found === Number(features) ? null : `${found} do`;
    },
  ),
  truth(
    'the diagonal of W_eff beside the gain',
    new RegExp(`of W_?eff, (${number}), lies (above|below) the gain of (${number})`),
    ([, linear, words, gain], { all }) => {
      const mean = (of: (each: MeasuredAnew, feature: number) => number) =>
        spread(all.flatMap((each) => each.atOne.map((_, feature) => of(each, feature)))).mean;
      const ours = {
        linear: mean((each, feature) => each.atOne[feature]! - each.atMinusOne[feature]!),
        gain: mean((each, feature) => each.atOne[feature]!),
      };
      const isRight =
        Math.abs(read(linear!) - ours.linear) < 0.001 &&
        Math.abs(read(gain!) - ours.gain) < 0.001 &&
        ours.linear > ours.gain === (words === 'above');
      return isRight ? null : `measured ${ours.linear} and ${ours.gain}`;
    },
  ),
  truth('a diagonal of W_eff that is the gain', /(?:diagonal|entry) of W_?eff is the gain/, (_, { all }) =>
    all.every(({ atOne, atMinusOne }) =>
      atMinusOne.every((each) => Math.abs(each) <= 1e-5 * Math.max(...atOne.map(Math.abs))),
    )
      ? null
      : 'a negative input reaches its own output',
  ),
  truth(
    'what a feature does to its own output',
    new RegExp(
      `(?:reaches its (?:own )?output with (?:a gain of )?|gain of a feature to its own output is )(${number})`,
    ),
    ([, gain], { all }) => {
      const { mean } = spread(all.flatMap(({ atOne }) => atOne));
      return Math.abs(read(gain!) - mean) <= 0.002 * Math.abs(mean) + 0.0006 ? null : `it is ${mean}`;
    },
  ),
];
