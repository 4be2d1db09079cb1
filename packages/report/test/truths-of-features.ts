import { read, type Truth, truth } from './truth.js';

const sixth = 1 / 6;

/** Estimates of the test have errors of their own: only what is clearly otherwise is wrong. */
const slack = (error: number) => 4 * error + 1e-6;

/** What the headlines of figures 1, 2 and 9 say of features. */
export const truthsOfFeatures: readonly Truth[] = [
  truth(
    'errors that lie below a share of that of an ignored feature',
    /(?:its|every) error lies (below half of|more than a tenth below) 1\/6/,
    ([, words], { all }) => {
      const limit = words!.startsWith('below half') ? sixth / 2 : 0.9 * sixth;
      const above = all.flatMap(({ errors }) =>
        errors.filter(({ value, error }) => value - slack(error) > limit),
      );
      return above.length === 0 ? null : `errors are ${above.map(({ value }) => value).join(' ')}`;
    },
  ),
  truth(
    'features with nearly no error, and features with about that of an ignored one',
    /(\d+) of (\d+) features? (?:has|have) less than a hundredth of 1\/6[^;]*; the other (?:has|(\d+) have) about that/,
    ([, low, total, about], { shown: { errors } }) => {
      const none = errors.filter(({ value }) => value < 0.015 * sixth).length;
      const near = errors.filter(({ value }) => Math.abs(value - sixth) < 0.15 * sixth).length;
      return none === Number(low) && near === Number(about ?? 1) && errors.length === Number(total)
        ? null
        : `${none} have next to none, ${near} about 1/6`;
    },
  ),
  truth(
    'features with an error a tenth larger than that of an ignored one',
    /(?:(\d+) of \d+|all (\d+)) features? (?:has|have) an error more than a tenth larger than that of an ignored one/i,
    ([, some, every], { shown: { errors } }) => {
      const most = errors.filter(({ value, error }) => value + slack(error) > 1.1 * sixth).length;
      return Number(some ?? every) <= most ? null : `at most ${most} have`;
    },
  ),
  truth(
    'features that reach half of the gain of a relu',
    /(?:(none of|all) \d+|(\d+) of \d+) features? reach(?:es)? half of a relu’s gain\.$/i,
    ([, words, some], { shown: { atOne } }) => {
      const count = atOne.filter((gain) => gain >= 0.5).length;
      const said = words === undefined ? read(some!) : /none/i.test(words) ? 0 : atOne.length;
      return said === count ? null : `${count} do`;
    },
  ),
  truth(
    'features that get the same response',
    /^(?:Every feature gets (?:nearly )?the same|The feature gets a) (weak )?(relu|response)/,
    ([, weak, what], { all }) => {
      const gains = all.flatMap(({ atOne }) => atOne);
      const leaks = all.flatMap(({ atMinusOne }) => atMinusOne.map(Math.abs));
      const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
      const far = gains.filter((gain) => Math.abs(gain - mean) > 0.5 * mean).length;
      const isRight =
        far === 0 &&
        (weak !== undefined) === gains.every((gain) => gain < 0.75) &&
        (what === 'relu') === leaks.every((leak) => leak <= 0.25 * mean);
      return isRight ? null : `gains are ${gains.join(' ')}, at −1 ${leaks.join(' ')}`;
    },
  ),
  truth('features that do not answer', /^No feature answers to its own input/, (_, { shown }) =>
    [...shown.atOne, ...shown.atMinusOne].every((each) => each === 0) ? null : 'some do',
  ),
  truth(
    'the share of an error that is there alone',
    /^Alone, a feature already pays (?:about )?([\d.]+)\s%/,
    ([, share], { shown: { isolated, active } }) => {
      const alone = isolated.reduce((sum, each) => sum + each, 0) / isolated.length;
      const measured = alone / active.value;
      const margin = 0.006 + (slack(active.error) / active.value) * measured;
      return Math.abs(read(share!) / 100 - measured) <= margin ? null : `it is ${measured} ± ${margin}`;
    },
  ),
];
