import { evaluateKernel } from '@superposition/core/internal/evaluation/evaluate-kernel';
import { ownResponses } from '@superposition/core/internal/network/responses';
import { missing, quotient, type QuantityValue } from '@superposition/core/internal/quantities/missing';
import { type ModelQuantities, modelQuantities } from '@superposition/core/internal/quantities/quantities';
import type { Progress, TaskContext } from '../models/progress.js';
import type { Model } from '../models/model.js';
import { type OrderParameter, orderParameterIds } from './order-parameters.js';

export interface SweepPointParams {
  /** The p and q that the model was trained with. We measure it on the same data and under the same loss. */
  readonly activeProbability: number;
  readonly lossExponent: number;
  /**
   * The expected number of active entries in all samples together. With it, sparse and dense points are known equally
   * well.
   */
  readonly activeEntries: number;
  /** Names the streams of the samples. It is the seed of the model. */
  readonly seed: number;
}

/** One model of a sweep: its order parameters, each with its standard error, and the accuracy of its losses. */
export interface SweepPoint {
  readonly parameters: Readonly<Record<OrderParameter, QuantityValue>>;
  /** R⁺[i,i] of every feature i, the output at x = 1 with only that feature active; ascending. */
  readonly gains: readonly number[];
  readonly samples: number;
  /** The largest Monte-Carlo standard error of its losses, relative to the loss; `null` where there is none. */
  readonly relativeError: number | null;
}

/** With fewer samples a standard error means nothing. */
const fewestSamples = 32;
/** Where more samples would be needed, the data are so sparse that most samples have no active feature. */
const mostSamples = 1_000_000;

/**
 * Measures the model of one point. Quantities that follow from its weights are exact. Its losses are measured by Monte
 * Carlo on activeEntries/(n·p) samples, but at least 32 and at most a million. If the training diverged, all values are
 * missing, with that reason. Progress counts samples.
 */
export function* sweepPoint(
  { model: { weights } }: { readonly model: Model },
  { activeProbability, lossExponent, activeEntries, seed }: SweepPointParams,
  { signal }: Partial<TaskContext> = {},
): Generator<Progress, SweepPoint, void> {
  if (![weights.input, weights.output].every((matrix) => matrix.every(Number.isFinite))) {
    const diverged = missing('the training diverged: a weight is not a finite number');
    return { parameters: parametersOf(() => diverged), gains: [], samples: 0, relativeError: null };
  }
  const wanted = Math.floor(activeEntries / (weights.features * activeProbability));
  const samples = Math.min(mostSamples, Math.max(fewestSamples, wanted));
  const evaluation = evaluateKernel({ weights, activeProbability, samples, lossExponent, seed, signal });
  for (;;) {
    const { done, value } = evaluation.next();
    if (!done) {
      yield { done: value.samples, total: value.total };
      continue;
    }
    const errors = (['mse.active', 'mse.all', 'lq.active', 'lq.all'] as const).flatMap((loss) => {
      const { mean, standardError } = value.losses[loss];
      return mean === null || standardError === null || mean === 0 ? [] : [standardError / mean];
    });
    const quantities = modelQuantities(weights, value);
    return {
      parameters: parametersOf((id) => parameterOf(id, quantities)),
      gains: [...ownResponses(weights).positive.sort()],
      samples,
      relativeError: errors.length === 0 ? null : Math.max(...errors),
    };
  }
}

function parametersOf(value: (id: OrderParameter) => QuantityValue): SweepPoint['parameters'] {
  return Object.fromEntries(orderParameterIds.map((id) => [id, value(id)])) as SweepPoint['parameters'];
}

function parameterOf(id: OrderParameter, quantities: ModelQuantities): QuantityValue {
  switch (id) {
    case 'gain.spread':
      return shareOf(quantities['gain.positive.sd'], quantities['gain.positive'], 'the mean gain');
    case 'relative.mse.active':
    case 'relative.lq.active':
    case 'relative.mse.all': {
      const loss = id.slice('relative.'.length) as 'mse.active' | 'lq.active' | 'mse.all';
      return shareOf(quantities[loss], quantities[`naive.${loss}`], 'the naive solution’s loss');
    }
    default:
      return quantities[id];
  }
}

function shareOf(part: QuantityValue, whole: QuantityValue, name: string): QuantityValue {
  const none = `${name} is not positive, so a share of it says nothing`;
  if (part.value !== null && whole.value !== null && whole.value < 0) return missing(none);
  const share = quotient(part, whole, none);
  if (share.value === null || Number.isFinite(share.value)) return share;
  return missing(`not a finite number (${share.value})`);
}
