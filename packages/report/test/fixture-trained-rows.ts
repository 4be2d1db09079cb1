import { type TrainedRow, trainedRow } from '@superposition/analyses/internal/variants/trained-row';
import type { Config } from '@superposition/core/internal/config/config';
import { initialWeights } from '@superposition/core/internal/network/weights';
import { madeOnce } from './made-once.js';

interface Asked {
  readonly model: Config['model'];
  readonly activeProbability: number;
  readonly lossExponent: number;
  readonly seed: number;
  readonly index: number;
}

/** What a training led to, with a network of random weights: the one after so many others, beside the first. */
export function trainedRowOf({ model, data, training }: Config, seed: number, index: number): TrainedRow {
  const { activeProbability } = data;
  return knownRow({ model, activeProbability, lossExponent: training.lossExponent, seed, index });
}

const knownRow = madeOnce(({ model, seed, index, ...params }: Asked) => {
  const networkOf = (each: number) => ({ weights: initialWeights(model, each) });
  return trainedRow({ model: networkOf(seed + index), twin: networkOf(seed) }, params);
});
