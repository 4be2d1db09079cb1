import { type Explained, findingOf } from '@superposition/analyses/internal/conclusions/explained';
import {
  ofSquares,
  squaresAreUnequal,
  squaresGainIsLower,
  squaresGainIsShare,
  startsMeet,
  stepsOfSquares,
} from '@superposition/analyses/internal/conclusions/squares';
import { counted, decimals, listing, percent, significant, whole } from '../text/format.js';
import { definition, rule } from './rule.js';

/** The headline. */
export const squaresShareUnequally = rule(
  'the mean gain is within 5 % of m/n and below that with the exponent of the report; unequal where the deviation is above half of it, and more than 10 % of the features have less than a quarter of the greatest',
  (explained: Explained) => {
    const isShare =
      squaresGainIsShare(explained).outcome === 'holds' && squaresGainIsLower(explained).outcome === 'holds';
    const isUnequal = squaresAreUnequal(explained).outcome === 'holds';
    const gain = `Under L2 the mean gain is about m/n, ${significant(findingOf(explained, 'trained.squares.gain'))}`;
    const few = `after ${counted(explained.convergedSteps, 'step')}, ${percent(findingOf(explained, 'trained.squares.belowQuarter'))} of the features get less than a quarter of the greatest`;
    if (isShare) return isUnequal ? `${gain}, and not shared equally: ${few}.` : `${gain}.`;
    return isUnequal ? `Under L2 the gain is not shared equally: ${few}.` : '';
  },
);

/** Where both starts lead. */
export const startsOfSquares = rule(
  'after the longest training from both starts, the deviations of the gain differ by less than 10 %, and the shares of features below a quarter of the greatest by less than 5 points; else only their numbers are read',
  (explained: Explained) => {
    const steps = stepsOfSquares(explained).at(-1);
    if (steps === undefined) return '';
    const [spread, other] = (['squares', 'squaresNaiveStart'] as const).map((start) =>
      findingOf(explained, ofSquares(explained, start, steps, 'gain.sd')),
    );
    if (![spread, other].every(Number.isFinite)) return '';
    const meet =
      startsMeet(explained).outcome === 'holds'
        ? 'Both starts drift to one kind of solution'
        : 'Both starts do not certainly lead to one kind of solution';
    return `${meet}: after ${counted(steps, 'step')} the deviation of the gain is ${decimals(spread!, 3)} from a normal start and ${decimals(other!, 3)} from the naive one.`;
  },
);

/** What L2 and the exponent of the report are good at. */
export const squaresBesideOwn = rule(
  'reads the mean squares of both trainings, over all entries and over active ones',
  (explained: Explained) => {
    const ids = ['l2', 'mse.active'].flatMap((part) => [`trained.squares.${part}`, `trained.twins.${part}`]);
    const values = ids.map((id) => findingOf(explained, id));
    if (!values.every(Number.isFinite)) return '';
    const [all, ownAll, active, ownActive] = values.map((value) => significant(value));
    return `The mean square over all entries, divided by p, is ${all} under L2 and ${ownAll} with q = ${explained.lossExponent}; over active entries it is ${active} and ${ownActive}.`;
  },
);

/** What is drawn. */
export const squaresMarks = rule('describes the trainings from their parameters', (explained: Explained) => {
  const steps = stepsOfSquares(explained);
  return `Trainings on |y − t|^2 from two starts, over ${listing(steps.map(whole))} steps, and with q = ${explained.lossExponent}, over ${counted(explained.convergedSteps, 'step')}. Whether ${counted(steps.at(-1) ?? 0, 'step')} are enough under L2 was not tested.`;
});

/** In the place of the figure, where the models are trained on L2 themselves. */
export const alreadySquares = rule(
  'the exponent of the report is 2',
  (lossExponent: number) =>
    `The models of this report are trained with q = ${lossExponent} themselves, so there is nothing to compare.`,
);

/** A panel for readers who cannot see it. */
export const squaresSummary = rule(
  'reads the points',
  (name: string, points: readonly { readonly at: number; readonly value: number }[]) =>
    points.length === 0
      ? ''
      : `${name}: ${listing(points.map(({ at: steps, value }) => `${decimals(value, 3)} after ${whole(steps)} steps`))}.`,
);

export const squaresDefinitions = [
  definition(
    'Deviation of the gain: the standard deviation of R⁺ᵢᵢ over features. The share counts features whose gain is below a quarter of the greatest. If almost no features are active together, the best solution under L2 is a projection of rank m, of which the mean gain is m/n.',
  ),
];
