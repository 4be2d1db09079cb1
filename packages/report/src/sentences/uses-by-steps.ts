import { convergenceLimits } from '@superposition/analyses/internal/sweeps/convergence';
import type { SweepSummary } from '@superposition/analyses/internal/sweeps/sweep-summary';
import { counted, listing, significant, whole } from '../text/format.js';
import { rule } from './rule.js';

/** How many neurons a feature uses on average over features, after a number of steps. */
export interface UsedAfter {
  readonly steps: number;
  readonly mean: number;
  /** Of each seed. */
  readonly seeds: readonly number[];
}

/** The counts of a sweep over steps, where all of its models have one. */
export function usedAfterSteps({ points }: SweepSummary): readonly UsedAfter[] {
  const known = points.flatMap(({ settings: { steps }, parameters }) => {
    const { mean, seeds } = parameters['neuronUsage.mean'];
    const counts = seeds.flatMap((count) => count ?? []);
    return mean === null || counts.length < seeds.length ? [] : [{ steps, mean, seeds: counts }];
  });
  return known.length === points.length ? known : [];
}

/** The lengths of training that the headline names: that of the report, and the two longest. */
export function namedLengths(points: readonly UsedAfter[], own: number): readonly number[] {
  const lengths = points.map(({ steps }) => steps).filter((steps) => steps >= own);
  return lengths.length <= 3 ? lengths : [lengths[0]!, ...lengths.slice(-2)];
}

/** That longer training changes how many neurons a feature uses. */
export const usesOverSteps = rule(
  'exact, of the models of the sweep over steps; from the steps of the report on, the mean count of every seed falls (or rises) from each length to the next, and from end to end by more than what convergence allows',
  (points: readonly UsedAfter[], own: number, seeds: readonly number[]) => {
    const from = points.filter(({ steps }) => steps >= own);
    const [first] = from;
    const last = from.at(-1);
    if (first?.steps !== own || last === undefined || last === first) return '';
    const goes = (way: 1 | -1) =>
      seeds.every((_, seed) => {
        const counts = from.map((point) => way * point.seeds[seed]!);
        return (
          counts.every((count, index) => index === 0 || count > counts[index - 1]!) &&
          counts.at(-1)! - counts[0]! > convergenceLimits.neuronUsage
        );
      });
    const direction = goes(-1) ? 'falls' : goes(1) ? 'rises' : null;
    if (direction === null) return '';
    const named = namedLengths(points, own);
    const counts = from.filter(({ steps }) => named.includes(steps)).map(({ mean }) => significant(mean));
    const whose =
      seeds.length === 1 ? `with seed ${seeds[0]}` : `in the mean over ${whole(seeds.length)} seeds`;
    const lengths = named.map((steps, index) =>
      index === named.length - 1 ? counted(steps, 'step') : whole(steps),
    );
    return `The count ${direction} with more steps: ${whose}, it is ${listing(counts)} after ${listing(lengths)}.`;
  },
);

/** The line for readers who cannot see it. */
export const usesInWords = rule(
  'gives the count at each length',
  (points: readonly UsedAfter[]) =>
    `Neurons that a feature uses, on average over features: ${listing(points.map(({ steps, mean }) => `${significant(mean)} after ${counted(steps, 'step')}`))}.`,
);
