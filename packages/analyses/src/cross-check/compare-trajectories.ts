import type { TrainingEngine, TrainingProgress, TrainingRequest } from '@superposition/core/engine';
import { randomStream } from '@superposition/core/random';
import { initialWeights, type Weights } from '@superposition/core/weights';
import type { Progress } from '@superposition/pipeline/task';
import { relativeDifference, relativeDistance, squaredNorm } from './relative-distance.js';
import { rounding } from './rounding.js';
import { undecidedUnits } from './undecided-units.js';

/**
 * Where a gradient cancels to within rounding, Adam's first step goes one way or the other. Of a large matrix there is always
 * such an entry, so one in a thousand is not judged.
 */
const judgedShare = 0.999;

/** What is compared: the loss of a step's batch before its update, W_in and W_out after it. */
export const comparedParts = ['loss', 'input', 'output'] as const;

export type ComparedPart = (typeof comparedParts)[number];

/** How far apart trainings are that began with the same weights and saw the same batches, relative to ours. */
export interface Differences {
  /** Their engine from ours. */
  readonly whole: number;
  /** Ours with Adam's powers of β in float32 from ours as it is: what that rounding alone does. */
  readonly adam: number;
  /** Their engine from ours with Adam's powers in float32: what is left. */
  readonly rest: number;
  /** Ours, begun with weights changed in the last place, from ours; powers in float32 in both: what rounding does to this training. */
  readonly nudged: number;
  /** The rest as it is judged: a distance of weights leaves out the entries that differ most, see `relativeDistance`. */
  readonly judged: number;
  /**
   * What rounding explains of the rest: `nudged`, and what is rounded on the way. That is u·√Σ‖W_r‖² / ‖W_t‖ over the steps r
   * up to t for weights, which is u√t where their size stays, and u√(B·n) for the loss, a mean of B·n terms; u = 2⁻²⁴.
   */
  readonly scale: number;
}

/** The trainings after one more step. */
export interface ComparedStep extends Readonly<Record<ComparedPart, Differences>> {
  /** Number of finished steps, from 1. */
  readonly step: number;
  readonly losses: { readonly ours: number; readonly theirs: number };
  /** Hidden units on this batch whose activity rounding decides; null once there was one. */
  readonly undecided: number | null;
}

/** Trajectories of two engines, step by step. */
export interface ComparedTrajectories {
  readonly steps: readonly ComparedStep[];
  /** The step after which something was no finite number, and whose; the comparison ends before it. */
  readonly diverged: { readonly step: number; readonly ours: boolean; readonly theirs: boolean } | null;
}

/** Two engines and what they train. */
export interface TrajectoriesRequest extends Pick<TrainingRequest, 'config' | 'seed' | 'signal'> {
  readonly ours: TrainingEngine;
  readonly theirs: TrainingEngine;
  /** The first so many steps of the training, or all of them. */
  readonly steps: number;
}

/**
 * Trains by both engines in lockstep, from identical weights on identical batches, and compares them after every step; and
 * twice more by ours, to tell what two known causes do: Adam's powers of β in float32, and rounding. Memory does not grow
 * with the steps. Yields after every step.
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
  const open = (engine: TrainingEngine, change: Partial<TrainingRequest> = {}) =>
    snapshots(engine({ config, seed, signal, reportEvery: 1, checkpoints, ...change }));
  const trainings = [
    open(ours),
    open(theirs),
    open(ours, { betaPowers: 'float32' }),
    open(ours, { betaPowers: 'float32', initial: nudged(initialWeights(config.model, seed), seed) }),
  ] as const;
  // None of them ends before its last checkpoint, which is never passed.
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

/** How far the first is from the second, over this share of the entries. */
type Distance = (a: Snapshot, b: Snapshot, share?: number) => number;

interface Snapshot {
  readonly loss: number;
  readonly weights: Weights;
}

/** The weights at every checkpoint, with the loss of the batch before it. */
function* snapshots(training: Generator<TrainingProgress, unknown>): Generator<Snapshot, void> {
  let loss = 0;
  for (const progress of training) {
    loss = progress.loss ?? loss;
    if (progress.weights !== undefined) yield { loss, weights: progress.weights };
  }
}

/** A function to be told a matrix step by step: the root of the sum of its squared norms so far, by its norm now. */
function passedSizes(start: Float32Array): (matrix: Float32Array) => number {
  let sum = squaredNorm(start);
  return (matrix) => {
    const now = squaredNorm(matrix);
    sum += now;
    return now === 0 ? 0 : Math.sqrt(sum / now);
  };
}

/**
 * Every weight up or down by about one unit in the last place, 2⁻²³ of itself, those of W_out by two, so that the two do not
 * cancel in a product; which way, a stream decides.
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
