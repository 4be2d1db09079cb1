import { measuredAnew } from './measured-anew.js';
import type { TrialFacts } from './trial-facts.js';
import { inDigits, number, read, spread, type Truth, truth } from './truth.js';

/** The gains of all models of the first seed that are at the settings of the report but for the exponent and the steps. */
function candidates({ models, weights, features, neurons, p }: TrialFacts): readonly (readonly number[])[] {
  const trained = [...models].flatMap(([name, each]) =>
    /^model\[(lossExponent=[\d.]+,)?(steps=\d+,)?seed=0\]$/.test(name) ? [each] : [],
  );
  const naive = Array.from({ length: features }, (_, feature) => (feature < neurons ? 1 : 0));
  const measured = (trained.length === 0 ? [weights] : trained).map(
    (each) => measuredAnew(each, { p, q: 2, samples: 40 }).atOne,
  );
  return [naive, ...measured];
}

const above = (gains: readonly number[], share: number) => {
  const greatest = Math.max(...gains);
  return gains.filter((gain) => gain > share * greatest).length;
};
const sumOf = (gains: readonly number[]) => gains.reduce((sum, gain) => sum + gain, 0);
const near = (said: string, measured: number) =>
  Math.abs(read(said) - measured) <= 0.005 * Math.abs(measured) + 0.0006;

/** A sentence about gains that must be true of one of the models that the top of the page shows. */
function ofSomeModel(
  about: string,
  pattern: RegExp,
  holds: (found: RegExpExecArray, gains: readonly number[]) => boolean,
): Truth {
  return truth(about, pattern, (found, facts) => {
    const all = candidates(facts);
    return all.some((gains) => holds(found, gains))
      ? null
      : `gains are ${all.map((gains) => gains.map((gain) => gain.toFixed(3)).join(' ')).join('; ')}`;
  });
}

/** What the question, its answer and the figure at the top say. */
export const truthsOfTheStory: readonly Truth[] = [
  ofSomeModel(
    'the part of its value that each feature keeps',
    /Each feature keeps about (\w+) tenths? of its value/,
    ([, tenths], gains) => {
      const { mean, sd } = spread(gains);
      return Math.abs(10 * mean - inDigits(tenths!)) <= 0.51 && sd <= 0.26 * mean;
    },
  ),
  ofSomeModel(
    'features that take most of the gain',
    /(\d+) of (\d+) features? takes? (\d+) % of the total gain/,
    ([, served, total, share], gains) => {
      const taken = sumOf(gains.filter((gain) => gain > Math.max(...gains) / 4));
      return (
        gains.length === Number(total) &&
        above(gains, 0.25) === Number(served) &&
        Math.abs(Number(share) - (100 * taken) / sumOf(gains)) <= 0.6
      );
    },
  ),
  ofSomeModel(
    'features that keep their value',
    /(\d+) features? keeps? (?:its|their) value, the other (\w+) keeps? next to nothing/,
    ([, served, rest], gains) =>
      gains.filter((gain) => gain >= 0.89).length === Number(served) &&
      gains.filter((gain) => Math.abs(gain) <= 0.06).length === inDigits(rest!),
  ),
  ofSomeModel(
    'a network that serves nobody',
    /No feature keeps more than a twentieth of its value/,
    (_, gains) => gains.every((gain) => gain <= 0.051),
  ),
  ofSomeModel(
    'the ends of gains',
    new RegExp(
      `[Gg]ains (?:of seed \\d+ )?(?:go from|lie between) (${number}) (?:to|and) (${number})[,.](?: |$)`,
    ),
    ([, low, high], gains) => near(low!, Math.min(...gains)) && near(high!, Math.max(...gains)),
  ),
  ofSomeModel('the sum of gains', new RegExp(`^Their sum is (${number})\\.$`), ([, sum], gains) =>
    near(sum!, sumOf(gains)),
  ),
  ofSomeModel(
    'an area of gains that are alike',
    new RegExp(`as one area: all between (${number}) and (${number})\\.$`),
    ([, low, high], gains) => near(low!, Math.min(...gains)) && near(high!, Math.max(...gains)),
  ),
  ofSomeModel(
    'an area of which few take most',
    /as one area: (\d+) above a quarter of the greatest\.$/,
    ([, served], gains) => above(gains, 0.25) === Number(served),
  ),
];
