import { type ComparedPart, type ComparedTrajectories, comparedParts } from './compare-trajectories.js';

/** At most so many steps are judged, and fewer when rounding decides something before. */
const mostSteps = 10;

/**
 * The rest of a difference may be at most so many times what rounding explains. In the first steps of more than a
 * thousand trainings it was at most a quarter of that (docs/decisions, D-024).
 */
const allowed = 50;

/** For losses above this, squares of gradients overflow float32, in one engine sooner than in the other. */
const largestLoss = 2 ** 50;

/**
 * Whether two engines agree up to rounding, over how many steps, and at which difference they come nearest to the
 * limit.
 */
export interface TrajectoryVerdict {
  readonly kind: 'agrees' | 'differs' | 'not judged';
  /** The number of steps that were judged, from the start. */
  readonly steps: number;
  /** The limit: the rest of a difference may be at most so many times its scale of rounding. */
  readonly allowed: number;
  /** The difference that is largest relative to its scale, among the judged steps. */
  readonly worst: {
    readonly part: ComparedPart;
    readonly step: number;
    readonly difference: number;
    readonly scale: number;
  } | null;
  /** The reason why nothing was judged, or why fewer steps were judged than possible. */
  readonly reason: string | null;
}

/**
 * Judges the rest of the differences, without Adam's known rounding, over the first ten steps. The first step is always
 * judged, unless its loss is too large or a training diverged. Judging then ends before the first step where a hidden
 * unit is so near to zero that rounding decides whether it is active. The gradient jumps there. After that, two correct
 * trainings may differ by more than rounding.
 */
export function judgeTrajectories({ steps, diverged }: ComparedTrajectories): TrajectoryVerdict {
  const undecided = steps.findIndex((step) => step.undecided !== 0);
  const tooLarge = steps.findIndex(({ losses }) => !(losses.ours < largestLoss));
  const ends = [
    {
      at: undecided === -1 ? steps.length : Math.max(1, undecided),
      reason: 'rounding decides which hidden units are active',
    },
    { at: tooLarge === -1 ? steps.length : tooLarge, reason: 'squares of gradients overflow float32' },
  ].sort((a, b) => a.at - b.at);
  const end = ends[0]!;
  const judged = steps.slice(0, Math.min(mostSteps, end.at));
  const stopsEarly = judged.length < Math.min(mostSteps, steps.length);
  const isParted = diverged !== null && judged.length === steps.length && judged.length < mostSteps;

  let worst: TrajectoryVerdict['worst'] = null;
  for (const step of judged) {
    for (const part of comparedParts) {
      const { judged: difference, scale } = step[part];
      if (worst === null || difference * worst.scale > worst.difference * scale) {
        worst = { part, step: step.step, difference, scale };
      }
    }
  }
  const found = { steps: judged.length, allowed, worst };
  if (isParted && diverged.ours !== diverged.theirs) {
    const who = diverged.ours ? 'our engine' : 'TensorFlow.js';
    return {
      ...found,
      kind: 'differs',
      reason: `only ${who} left the finite numbers, at step ${diverged.step}`,
    };
  }
  if (worst === null) {
    return {
      ...found,
      kind: 'not judged',
      reason: stopsEarly ? end.reason : 'both engines left the finite numbers at once',
    };
  }
  const reason = stopsEarly ? `at step ${judged.length + 1} ${end.reason}` : null;
  return { ...found, kind: worst.difference <= allowed * worst.scale ? 'agrees' : 'differs', reason };
}
