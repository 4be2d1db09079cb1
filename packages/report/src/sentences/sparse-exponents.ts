import { boundaryIsTwo } from '@superposition/analyses/internal/conclusions/boundary';
import {
  type Explained,
  findingOf,
  limits,
  lineOf,
} from '@superposition/analyses/internal/conclusions/explained';
import { decimals, listing, percent, significant } from '../text/format.js';
import { definition, rule } from './rule.js';

/** One model on sparse data. */
export interface ExponentPoint {
  readonly at: number;
  readonly gain: number;
  readonly gainSpread: number;
  /** The gain of least loss in theory. */
  readonly predicted: number;
  /** The loss over that of the naive solution, measured and in theory. */
  readonly ratio: number;
  readonly margin: number;
  readonly predictedRatio: number;
}

/** The models that have all these numbers. */
export function exponentPoints(explained: Explained): readonly ExponentPoint[] {
  return lineOf(explained, 'sparse.lossExponent').flatMap(({ at, id }) => {
    const number = (part: string) => findingOf(explained, id(part));
    const point = {
      at,
      gain: number('gain'),
      gainSpread: number('gain.sd'),
      predicted: number('sparseLimit.gain'),
      ratio: number('lossOverNaive'),
      margin: 3 * (explained.converged[id('lossOverNaive')]?.standardError ?? 0),
      predictedRatio: number('sparseLimit.lossOverNaive'),
    };
    return Object.values(point).every(Number.isFinite) ? [point] : [];
  });
}

/** The headline. */
export const sharingPays = rule(
  'on sparse data every model with q above 2 loses less than the naive solution beyond three standard errors, and serves all features; there is one at q = 2',
  (explained: Explained) => {
    if (boundaryIsTwo(explained).outcome !== 'holds') return '';
    const points = exponentPoints(explained).filter(({ at }) => at >= 2);
    const [two, last] = [points.find(({ at }) => at === 2), points.at(-1)];
    if (two === undefined || last === undefined || last.at === 2) return '';
    return `On sparse data, sharing neurons pays above q = 2: at q = 2 the loss is ${significant(two.ratio, 2)} times that of the naive solution, and at q = ${last.at} ${significant(last.ratio, 2)} times.`;
  },
);

/** How well the theory predicts the gain. */
export const sparseTheoryError = rule(
  'the largest error of the predicted gain over models whose features have one gain; the range for which the theory is made is at most 0.2 active features on average; other models are named, because their mean is not the gain of a feature',
  (explained: Explained, sparseProbability: number) => {
    const all = exponentPoints(explained);
    const hasOne = ({ gain, gainSpread }: ExponentPoint) =>
      gainSpread < limits.describedByMean * Math.abs(gain);
    const points = all.filter(hasOne);
    const named = (some: readonly ExponentPoint[]) => `q = ${listing(some.map(({ at }) => String(at)))}`;
    const others = all.filter((each) => !hasOne(each));
    const unequal =
      others.length === 0
        ? ''
        : `At ${named(others)} the features of a model have different gains, and their mean is the gain of hardly any. `;
    if (points.length === 0) return unequal.trim();
    const errors = points.map(({ at, gain, predicted }) => ({ at, error: predicted / gain - 1 }));
    const most = errors.reduce((a, b) => (Math.abs(b.error) > Math.abs(a.error) ? b : a));
    const active = explained.features * sparseProbability;
    const where =
      active > limits.sparse * (1 + 1e-9)
        ? ` With ${significant(active, 2)} active features on average, these data are denser than the theory is made for, which is 0.2 or fewer.`
        : '';
    return `${unequal}Where all features have one gain, at ${named(points)}, the theory misses it by at most ${percent(Math.abs(most.error), 1)} (q = ${most.at}).${where}`;
  },
);

/** What is drawn. */
export const exponentMarks = rule(
  'describes the lines from their parameters',
  (points: readonly ExponentPoint[], sparseProbability: number) =>
    `Marks: one model for each q, trained at p = ${sparseProbability}${points.some(({ margin }) => margin > 0) ? '; whiskers: ± 3 standard errors' : ''}. The line called theory is that of at most one active feature, with K, which tells how much a feature disturbs all others, measured on each model.`,
);

/** In the place of the figure. */
export const withoutSparseSweep = rule(
  'the report has fewer than two models on sparse data',
  () =>
    'This report has no converged models with several exponents on sparse data, so there is nothing to draw.',
);

/** A panel for readers who cannot see it. */
export const exponentSummary = rule(
  'reads the points',
  (what: string, points: readonly { readonly at: number; readonly value: number }[]) =>
    `${what}: ${listing(points.map(({ at, value }) => `${decimals(value, 3)} at q = ${at}`))}.`,
);

export const exponentDefinitions = [
  definition(
    'K = (n−1)·mean|off|^q/|d̄|^q, where off are the entries of R⁺ off its diagonal and d̄ is the mean gain. With at most one active feature, the loss of a network of this shape and gain β is proportional to (1−β)^q + Kβ^q, which is least at β = 1/(1 + K^(1/(q−1))).',
  ),
  definition(
    'If all entries off the diagonal have one size, and R⁺ is as near to a multiple of the identity as rank m allows, then the best loss over that of the naive solution is 1 at q = 2, above 1 below it and below 1 above it, for any n and m.',
  ),
];
