import type {
  Convergence,
  ConvergencePoint,
  JudgedComparison,
} from '@superposition/analyses/internal/sweeps/convergence';
import { counted, decimals, listing, significant, whole } from '../text/format.js';
import { rule } from './rule.js';

/** Whether longer training lowers the loss as little as it raises it: it may also end in a worse optimum, which counts as converged. */
function isAlike({ comparisons }: ConvergencePoint, { limits }: Convergence): boolean {
  return comparisons.every(({ lossRatio }) => (lossRatio?.ratio ?? 1) * limits.lossRatio >= 1);
}

/** What the longest training does beside shorter ones that have converged: `change little`. */
export function besideLongest(convergence: Convergence, points: readonly ConvergencePoint[]): string {
  return points.every((point) => isAlike(point, convergence)) ? 'change little' : 'give no lower loss';
}

/** From how many steps on trainings have converged. */
export const fromWhereConverged = rule(
  'every training of at least so many steps, but the longest, meets all four criteria for all seeds',
  (convergence: Convergence) => {
    const { points, from } = convergence;
    const longest = points.at(-1);
    if (longest === undefined) return '';
    const converged = points.slice(0, -1).filter(({ steps }) => from !== null && steps >= from);
    const length = counted(longest.steps, 'step');
    if (points.length === 1)
      return `One length of training, ${length}, cannot tell whether it has converged.`;
    return from === null
      ? `No shorter training agrees with the longest (${length}) for good, so whether that one has converged cannot be told.`
      : `From ${counted(from, 'step')} on, trainings have converged: ${converged.every((point) => isAlike(point, convergence)) ? `they agree with the longest (${length})` : `the longest (${length}) has no lower loss`}.`;
  },
);

/** Whether the report’s own length of training has converged, with the numbers that decide it. */
export const ownLength = rule(
  'the report’s number of steps is among those compared with the longest; each criterion is given with its value',
  (convergence: Convergence, own: number) => {
    const point = convergence.points.find(({ steps }) => steps === own);
    if (point === undefined) return '';
    const isLongest = point === convergence.points.at(-1);
    if (isLongest)
      return convergence.points.length === 1
        ? ''
        : `The ${counted(own, 'step')} of this report are the longest training here, so whether they have converged cannot be told.`;
    const [first] = point.comparisons;
    if (point.converged === null || first === undefined) {
      const open = point.comparisons.find(({ converged }) => converged === null);
      const seed = open !== undefined && point.comparisons.length > 1 ? ` (seed ${open.seed})` : '';
      return `Whether the ${counted(own, 'step')} of this report have converged cannot be told: ${open?.reason ?? 'no comparison'}${seed}.`;
    }
    const shown = point.comparisons.find(({ converged }) => converged === point.converged) ?? first;
    const seed = point.comparisons.length > 1 ? ` (seed ${shown.seed})` : '';
    const found = `${comparison(shown)}${seed}`;
    return point.converged
      ? `The ${counted(own, 'step')} of this report have converged: ${found}.`
      : `*The models of this report have not converged:* after their ${counted(own, 'step')}, ${found}.`;
  },
);

function comparison({ lossRatio, gain, outputMinusOne, neuronUsage }: JudgedComparison): string {
  return listing([
    `the loss is ${ratio(lossRatio)} times that of the longest training`,
    `the gain differs by ${signed(gain)}`,
    `the output at x = −1 by ${signed(outputMinusOne)}`,
    `the number of neurons that a feature uses by ${signed(neuronUsage, 2)}`,
  ]);
}

function ratio(value: JudgedComparison['lossRatio']): string {
  if (value === null) return 'n/a';
  return `${decimals(value.ratio, 4)}\u00a0±\u00a0${decimals(value.standardError, 4)}`;
}

function signed(value: number | null, count = 4): string {
  if (value === null) return 'n/a';
  const text = decimals(value, count);
  return value > 0 ? `+${text}` : text;
}

/** When a training counts as converged. */
export const whenConverged = rule(
  'the limits are those that the analysis applied',
  ({ limits, points }: Convergence) => {
    const longest = points.at(-1);
    if (longest === undefined) return '';
    const samples = Math.max(0, ...points.flatMap((point) => point.comparisons.map((each) => each.samples)));
    return (
      `Converged: against the longest training of the same seed, ${counted(longest.steps, 'step')}, the loss over all entries is at most ${decimals(limits.lossRatio, 3)} times as large, on the same ${counted(samples, 'input')} for both; ` +
      `and the mean gain and the mean output at x = −1 differ by at most ${significant(limits.gain, 1)}, the mean number of neurons that a feature uses (W_in[k,i] more than a quarter of the root mean square of W_in) by at most ${significant(limits.neuronUsage, 1)}. ` +
      'All of this must hold. The longest itself is not judged. The learning rate is annealed over each training’s own length, so a flat end of a loss curve would prove nothing.'
    );
  },
);

/** The rows of the table of convergence: a row for each length and seed. */
export function convergenceRows({ points }: Convergence): readonly (readonly string[])[] {
  const answer = (converged: boolean | null) => (converged === null ? 'n/a' : converged ? 'yes' : 'no');
  const row = ({ steps }: ConvergencePoint, each: JudgedComparison) => [
    whole(steps),
    String(each.seed),
    ratio(each.lossRatio),
    signed(each.gain),
    signed(each.outputMinusOne),
    signed(each.neuronUsage, 2),
    answer(each.converged),
  ];
  return points.flatMap((point) =>
    point.comparisons.length === 0
      ? [[whole(point.steps), '', '', '', '', '', 'not judged']]
      : point.comparisons.map((each) => row(point, each)),
  );
}
