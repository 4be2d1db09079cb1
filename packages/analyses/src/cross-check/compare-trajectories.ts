import type {
  InnerEngine,
  InnerProgress,
  TrainingRequest,
} from '@superposition/core/internal/training/engine';
import { randomStream } from '@superposition/core/internal/numbers/random';
import { initialWeights, type Weights } from '@superposition/core/internal/network/weights';
import type { Progress } from '../models/progress.js';
import { relativeDifference, relativeDistance, squaredNorm } from './relative-distance.js';
import { rounding } from './rounding.js';
import { undecidedUnits } from './undecided-units.js';

/**
 * Where a gradient is zero up to rounding, rounding decides the direction of Adam's first step. A large matrix always
 * has such an entry, so we leave one entry in a thousand out of the judgement.
 */
const judgedShare = 0.999;

/** The parts that we compare: the loss of a step's batch before its update, and W_in and W_out after it. */
export const comparedParts = ['loss', 'input', 'output'] as const;

export type ComparedPart = (typeof comparedParts)[number];

/** Distances between trainings that began with the same weights and saw the same batches, relative to ours. */
export interface Differences {
  /** From our training to theirs. */
  readonly whole: number;
  /** From our training to ours with Adam's powers of β in float32. This is the effect of that rounding alone. */
  readonly adam: number;
  /** From ours with Adam's powers in float32 to theirs. This is the rest of the difference. */
  readonly rest: number;
  /**
   * From our training to ours begun with weights changed in the last place, both with powers in float32. This is the
   * effect of rounding on this training.
   */
  readonly nudged: number;
  /** The rest as we judge it. A distance of weights leaves out the entries that differ most, see `relativeDistance`. */
  readonly judged: number;
  /**
   * The part of the rest that rounding explains: `nudged`, plus the roundings during the training. For weights these
   * are u·√Σ‖W_r‖² / ‖W_t‖ over the steps r up to t, which is u√t while their size stays the same. For the loss, a mean
   * of B·n terms, they are u√(B·n). u = 2⁻²⁴.
   */
  readonly scale: number;
}

/** The trainings after one more step. */
export interface ComparedStep extends Readonly<Record<ComparedPart, Differences>> {
  /** Number of finished steps, from 1. */
  readonly step: number;
  readonly losses: { readonly ours: number; readonly theirs: number };
  /**
   * The number of hidden units on this batch whose activity is decided by rounding; null after the first step with one.
   */
  readonly undecided: number | null;
}

/** Trajectories of two engines, step by step. */
export interface ComparedTrajectories {
  readonly steps: readonly ComparedStep[];
  /** The step after which a number was not finite, and in whose training. The comparison ends before that step. */
  readonly diverged: { readonly step: number; readonly ours: boolean; readonly theirs: boolean } | null;
}

/** Two engines and what they train. */
export interface TrajectoriesRequest extends Pick<TrainingRequest, 'config' | 'seed' | 'signal'> {
  readonly ours: InnerEngine;
  readonly theirs: InnerEngine;
  /** The first so many steps of the training, or all of them. */
  readonly steps: number;
}

/**
 * Trains by both engines in lockstep, from identical weights on identical batches, and compares them after every step.
 * It also trains twice more by our engine, to measure the effects of two known causes: Adam's powers of β in float32,
 * and rounding. It never keeps the weights of more than two steps. Yields after every step.
 */
export function* compareTrajectories({
  ours,
  theirs,
  ...request
}: TrajectoriesRequest): Generator<Progress, ComparedTrajectories> {
  const { config, seed, signal } = request;
  const total = Math.min(request.steps, config.training.steps);
  const terms = config.training.batchSize * config.model.features;
  const checkpoints = Array.from({ length: total + 1 }, (_, step) => step);
  const open = (engine: InnerEngine, change: Partial<TrainingRequest> = {}) =>
    snapshots(engine({ config, seed, signal, reportEvery: 1, checkpoints, ...change }));
  const trainings = [
    open(ours),
    open(theirs),
    open(ours, { betaPowers: 'float32' }),
    open(ours, { betaPowers: 'float32', initial: nudged(initialWeights(config.model, seed), seed) }),
  ] as const;
  // No training ends before its last checkpoint, and we never go beyond it.
  const next = () =>
    trainings.map((training) => training.next().value) as [Snapshot, Snapshot, Snapshot, Snapshot];

  const steps: ComparedStep[] = [];
  try {
    let before = next();
    const sizes = {
      input: passedSizes(before[2].weights.input),
      output: passedSizes(before[2].weights.output),
    };
    let undecided: number | null = 0;
    for (let step = 1; step <= total; step++) {
      const batch = { seed, index: step - 1 };
      undecided =
        undecided === 0 ? undecidedUnits(config, batch, before[2].weights, before[1].weights) : null;
      const after = next();
      const [own, their, rounded, moved] = after;
      const diverged = { step, ours: !isWhole(own), theirs: !isWhole(their) };
      if (diverged.ours || diverged.theirs) return { steps, diverged };
      const differences = (roundings: number, distance: Distance): Differences => ({
        whole: distance(their, own),
        adam: distance(rounded, own),
        rest: distance(their, rounded),
        nudged: distance(moved, rounded),
        judged: distance(their, rounded, judgedShare),
        scale: distance(moved, rounded) + rounding * roundings,
      });
      steps.push({
        step,
        losses: { ours: own.loss, theirs: their.loss },
        loss: differences(Math.sqrt(terms), (a, b) => relativeDifference(a.loss, b.loss)),
        input: differences(sizes.input(rounded.weights.input), (a, b, share) =>
          relativeDistance(a.weights.input, b.weights.input, share),
        ),
        output: differences(sizes.output(rounded.weights.output), (a, b, share) =>
          relativeDistance(a.weights.output, b.weights.output, share),
        ),
        undecided,
      });
      before = after;
      yield { done: step, total };
    }
    return { steps, diverged: null };
  } finally {
    for (const training of trainings) training.return();
  }
}

/** The distance of the first snapshot from the second, over this share of the entries. */
type Distance = (a: Snapshot, b: Snapshot, share?: number) => number;

interface Snapshot {
  readonly loss: number;
  readonly weights: Weights;
}

/** Yields the weights at every checkpoint, with the loss of the batch before it. */
function* snapshots(training: Generator<InnerProgress, unknown>): Generator<Snapshot, void> {
  let loss = 0;
  for (const progress of training) {
    loss = progress.loss ?? loss;
    if (progress.weights !== undefined) yield { loss, weights: progress.weights };
  }
}

/**
 * Returns a function to call with the matrix after each step. It gives √Σ‖W_r‖² / ‖W_t‖ over all steps so far, where t
 * is the current one.
 */
function passedSizes(start: Float32Array): (matrix: Float32Array) => number {
  let sum = squaredNorm(start);
  return (matrix) => {
    const now = squaredNorm(matrix);
    sum += now;
    return now === 0 ? 0 : Math.sqrt(sum / now);
  };
}

/**
 * Changes every weight by about one unit in the last place, 2⁻²³ of itself, and those of W_out by two, so that the two
 * changes do not cancel in a product. A random stream decides the signs.
 */
function nudged(start: Weights, seed: number): Weights {
  const stream = randomStream(seed, 'nudged weights');
  const by = (roundings: number) => (weight: number) =>
    weight * (1 + Math.sign(stream.signedUnit()) * roundings * rounding);
  return { ...start, input: start.input.map(by(2)), output: start.output.map(by(4)) };
}

function isWhole({ loss, weights: { input, output } }: Snapshot): boolean {
  return Number.isFinite(loss) && input.every(Number.isFinite) && output.every(Number.isFinite);
}
