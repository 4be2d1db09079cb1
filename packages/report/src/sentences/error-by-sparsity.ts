import type { SparsityPoint } from '@superposition/analyses/internal/error/sparsity-point';
import {
  leastChange,
  type Monotonicity,
  type SparsitySweep,
} from '@superposition/analyses/internal/error/sparsity-sweep';
import { listing, percent, significant } from '../text/format.js';
import { exactly, leastListed, listedStanding, type Standing, sampled } from './judge.js';
import { type ModelSeed, modelWord } from './model.js';
import type { Compared } from './level-with-naive.js';
import { definition, rule, stated } from './rule.js';

/** A line of figure 6. */
export type SparsityLine = keyof SparsitySweep['monotone'];

const names: Readonly<Record<SparsityLine, string>> = {
  active: 'The error over active entries',
  all: 'The error over all entries',
  allPerActive: 'The error over all entries divided by p′',
};

const least = percent(leastChange);

const small = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

/** How a line runs. It names only its two ends, so no list of points depends on the samples. */
export const howLineRuns = rule(
  'a change between two points is more than six standard errors of their difference and more than 5 % of the larger value, or between exact values; the ends are named with their values, and called alike only where samples would have shown a change of 5 %',
  (line: SparsityLine, run: Monotonicity, points: readonly SparsityPoint[]) => {
    const { ends, constant, overall, rises } = run;
    if (ends === null) return `${names[line]} has no value at any p′.`;
    const [first, last] = ends;
    if (first.at === last.at)
      return `${names[line]} is ${significant(first.value)} at p′ = ${first.at}, the only p′ tried.`;
    if (constant) return `${names[line]} is ${significant(first.value)} at every p′, exactly.`;
    const values = `${significant(first.value)} at p′ = ${first.at} and ${significant(last.value)} at p′ = ${last.at}`;
    if (rises) return `${names[line]} rises with p′: it is ${values}.`;
    switch (overall) {
      case 'above':
        return `${names[line]} does not rise throughout: it is ${values}, but falls in between.`;
      case 'below':
        return `${names[line]} ends lower than it begins: it is ${values}.`;
      case 'alike':
        return endsAreKnown(line, run, points)
          ? `${names[line]} shows no certain change of more than ${least} from end to end: it is ${values}.`
          : `Whether ${small(names[line])} ends higher than it begins cannot be told: it is ${values}, and the samples are too few to show a change of ${least}.`;
    }
  },
);

/** Whether a change of `leastChange` between the ends would be certain: it is at least six standard errors of their difference. */
function endsAreKnown(line: SparsityLine, { ends }: Monotonicity, points: readonly SparsityPoint[]): boolean {
  if (ends === null) return false;
  const [first, last] = ends.map(({ at, value }) => ({
    value,
    error: points.find(({ activeProbability }) => activeProbability === at)?.[line].standardError ?? null,
  })) as [LineEndWithError, LineEndWithError];
  if (first.error === null || last.error === null) return false;
  const error = Math.sqrt(first.error * first.error + last.error * last.error);
  return 6 * error <= leastChange * Math.max(Math.abs(first.value), Math.abs(last.value));
}

interface LineEndWithError {
  readonly value: number;
  readonly error: number | null;
}

const lines = ['active', 'all', 'allPerActive'] as const satisfies readonly SparsityLine[];

/** That the lines contradict each other. */
export const linesDisagree = rule(
  'one line rises throughout; whether the error grows depends on the denominator where another line falls or is constant, and how it changes where samples would have shown a change of 5 % and did not',
  (monotone: SparsitySweep['monotone'], points: readonly SparsityPoint[]) => {
    if (!lines.some((line) => monotone[line].rises)) return '';
    if (lines.some((line) => monotone[line].overall === 'below' || monotone[line].constant))
      return 'So whether the error grows with density depends on its denominator.';
    const isAlike = (line: SparsityLine) =>
      monotone[line].overall === 'alike' && endsAreKnown(line, monotone[line], points);
    return lines.some(isAlike) ? 'So how the error changes with density depends on its denominator.' : '';
  },
);

/** How a model stands to `it`, in words. Estimates count as different only by more than `leastListed`. */
function besideWords(found: Standing, plain: boolean, it: string): string {
  const by = plain ? '' : ` by more than ${percent(leastListed)}`;
  switch (found) {
    case 'less':
      return `better than ${it}${by}`;
    case 'more':
      return `worse than ${it}${by}`;
    case 'equal':
      return `exactly as good as ${it}`;
    case 'undecided':
      return `not certainly ${percent(leastListed)} away from ${it}`;
  }
}

/** At which p′ the model is better than the naive solution. */
export const besideNaiveByDensity = rule(
  'a point counts as better or worse only beyond six standard errors of its own error and 5 % of it, so that other samples give the same list (the naive error is exact); the other points are named as well',
  (points: readonly SparsityPoint[], naive: number, seed: ModelSeed) => {
    const lines = ['active', 'allPerActive'] as const;
    const [active, all] = lines.map((line) => standingsInWords(points, line, naive));
    const model = `the ${modelWord(seed)} model is`;
    if (active === all)
      return active === '' ? '' : `Over active entries, and over all entries too, ${model} ${active}.`;
    const sentences = [
      active === '' ? '' : `Over active entries, ${model} ${active}.`,
      all === '' ? '' : `Over all entries, it is ${all}.`,
    ];
    return sentences.filter((each) => each !== '').join(' ');
  },
);

/** How neighbouring points that stand alike stand to the naive solution. */
function standingsInWords(
  points: readonly SparsityPoint[],
  line: 'active' | 'allPerActive',
  naive: number,
): string {
  const runs: { found: Standing; first: number; last: number }[] = [];
  let isExact = true;
  for (const point of points) {
    const ours = sampled(point[line].value, point[line].standardError);
    if (ours === null) continue;
    if (ours.margin > 0) isExact = false;
    const at = point.activeProbability;
    const found = listedStanding(ours, exactly(naive));
    const before = runs.at(-1);
    if (before?.found === found) before.last = at;
    else runs.push({ found, first: at, last: at });
  }
  if (runs.length === 0) return '';
  // No error at all is better by any percentage.
  const plain = isExact || naive === 0;
  if (runs.length === 1)
    return `${besideWords(runs[0]!.found, plain, 'the naive solution')} at every p′ tried`;
  const spans = runs.map(({ found, first, last }, index) => {
    const words = besideWords(found, plain, index === 0 ? 'the naive solution' : 'it');
    return `${words} ${first === last ? `at p′ = ${first}` : `from p′ = ${first} to ${last}`}`;
  });
  return `${listing(spans)}, among the p′ tried`;
}

/** The title of the panel, and of its axis. */
export const sparsityTitles = {
  panel: ({ name }: Compared) =>
    stated(
      'describes what the errors are divided by',
      `Mean squared error divided by that of ${name === 'naive' ? 'the naive solution' : 'the output 0'}`,
    ),
  up: ({ name }: Compared) =>
    stated(
      'describes what the errors are divided by',
      `mean squared error / ${name === 'naive' ? 'naive' : 'output 0'} (↑ worse, ↓ better)`,
    ),
  axis: definition('probability p′ that a feature is active, when measured'),
};

/** Labels on the figure. */
export const sparsityLabels = {
  sharedEnd: (ratio: number) =>
    stated(
      'settings of the evaluation and exact numbers of the naive solution',
      `both end<br>at ${significant(ratio)}`,
    ),
};

/** What the figure shows. */
export const sparsityDefinitions = ({
  seed,
  activeProbability,
  naive,
  points,
}: {
  readonly seed: ModelSeed;
  readonly activeProbability: number;
  readonly naive: number;
  readonly points: readonly SparsityPoint[];
}) => {
  const subject =
    seed === null ? 'The given model' : `The model trained at p = ${activeProbability} (seed ${seed})`;
  const zero = naive === 0 || points.some(({ active, all }) => active.value === 0 || all.value === 0);
  return [
    stated(
      'settings of the evaluation and exact numbers of the naive solution',
      `${subject} is evaluated, as it is, on data in which each feature is active with probability p′.`,
    ),
    definition(
      'Active: mean of (y − t)² over active entries. All: over every entry of the output. All / p′: the latter divided by p′, so that it is the error per active feature and comparable across p′.',
    ),
    stated(
      'settings of the evaluation and exact numbers of the naive solution',
      `Naive: (1 − min(m, n)/n)/6 = ${significant(naive)} over active entries at every p′, and the same for all / p′, because its output for an inactive feature is exactly 0.`,
    ),
    stated(
      'settings of the evaluation and exact numbers of the naive solution',
      `A change between two p′, or a difference from the naive solution, counts when it is more than six standard errors and more than ${least} of the larger error, so that other samples would show the same; between exact values, any counts.`,
    ),
    ...(zero ? [definition('An error of 0 has no place on a logarithmic axis, so it is not drawn.')] : []),
  ];
};

/** The panel for readers who cannot see it. */
export const sparsityLines = rule(
  'gives the ratios at the ends of each line',
  ({ active, allPerActive }: SparsitySweep['monotone'], { name, error }: Compared) => {
    const ends = ({ ends: found }: Monotonicity) =>
      found === null
        ? 'no values'
        : found.map(({ at, value }) => `${significant(value / error)} at p′ = ${at}`).join(' to ');
    return `Lines on logarithmic axes, relative to the ${name === 'naive' ? 'naive solution' : 'output 0'} at 1. Active entries: ${ends(active)}. All entries: ${ends(allPerActive)}.`;
  },
);
