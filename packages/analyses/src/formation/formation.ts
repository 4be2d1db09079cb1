import type { TrainedModel } from '@superposition/core/internal/training/engine';
import { trainKernel } from '@superposition/core/internal/training/train-kernel';
import type { Progress, TaskContext } from '../models/progress.js';
import type { TrainingParams } from '../models/training-steps.js';
import { codewordOrder } from '../weights/feature-orders.js';
import type { HeatmapShape } from '../weights/heatmap.js';
import { formationSteps } from './formation-steps.js';
import { type NetworkState, networkState } from './network-state.js';

/**
 * How a model formed: its states after some of the steps of its training, the first before any step, the last the model. Without a
 * state where the training, repeated, ends at other weights: then nothing is known of how this model formed.
 */
export interface Formation {
  readonly facts: FormationFacts;
  /** R⁺ᵢᵢ, states × features, row by row. */
  readonly positive: Float64Array;
  /** R⁻ᵢᵢ, states × features, row by row. */
  readonly negative: Float64Array;
  /** W_in as drawn, states × rows × columns of `facts.shape`, row by row. */
  readonly input: Float32Array;
}

export interface FormationFacts {
  readonly features: number;
  readonly neurons: number;
  /** The numbers of finished steps. */
  readonly steps: readonly number[];
  /** By state, the mean over features of the neurons that a feature uses. */
  readonly neuronsUsed: readonly number[];
  /** The order of the features across, by the codewords of the model. */
  readonly order: readonly number[];
  /** Its minimum and maximum are over all states; null where there is none. */
  readonly shape: HeatmapShape | null;
  /** The loss of the batch before step t. */
  readonly curve: TrainedModel['curve'];
}

export interface FormationParams extends TrainingParams {
  /** The number of states, at most. */
  readonly states: number;
}

/**
 * Repeats the training of a model with the kernel, and keeps what it was like on the way. A model of other settings, as a frozen one
 * may be, ends at other weights than the repeated training, and has no states.
 */
export function* formation(
  { model }: { readonly model: TrainedModel },
  { states: count, seed, variant, ...config }: FormationParams,
  { signal }: Partial<TaskContext> = {},
): Generator<Progress, Formation, void> {
  const order = codewordOrder(model.weights);
  const checkpoints = formationSteps(config.training.steps, count);
  const training = trainKernel({ config, seed, variant, checkpoints, signal });
  const states: NetworkState[] = [];
  for (;;) {
    const { done, value } = training.next();
    if (done) {
      return joined(isSame(value, model) ? states : [], order, model);
    }
    if (value.weights !== undefined) states.push(networkState(value.weights, value.step, order));
    yield { done: value.step, total: value.steps };
  }
}

function isSame(a: TrainedModel, b: TrainedModel): boolean {
  return (['input', 'output'] as const).every((name) =>
    a.weights[name].every((weight, index) => Object.is(weight, b.weights[name][index])),
  );
}

function joined(
  states: readonly NetworkState[],
  order: readonly number[],
  { weights, curve }: TrainedModel,
): Formation {
  const shapes = states.map(({ input }) => input.shape);
  const [shape] = shapes;
  return {
    facts: {
      features: weights.features,
      neurons: weights.neurons,
      steps: states.map(({ step }) => step),
      neuronsUsed: states.map(({ neuronsUsed }) => neuronsUsed),
      order,
      shape:
        shape === undefined
          ? null
          : {
              ...shape,
              minimum: Math.min(...shapes.map(({ minimum }) => minimum)),
              maximum: Math.max(...shapes.map(({ maximum }) => maximum)),
            },
      curve,
    },
    positive: Float64Array.from(states.flatMap(({ positive }) => [...positive])),
    negative: Float64Array.from(states.flatMap(({ negative }) => [...negative])),
    input: Float32Array.from(states.flatMap(({ input }) => [...input.values])),
  };
}
