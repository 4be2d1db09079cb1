import type { ExperimentSettings } from '@superposition/core/internal/training/engine';
import { gapTable, openBatch } from '@superposition/core/internal/training/sparse-batch';
import type { Weights } from '@superposition/core/internal/network/weights';
import { rounding } from './rounding.js';

/**
 * Counts the hidden units, over the samples of a batch, that rounding may put on either side of zero: W_in·x has
 * another sign with the second weights, or its size is at most the rounding error of its own sum. The gradient of relu
 * jumps there, so two engines that round differently may then differ by more than rounding. The batch is the one that
 * training sees at step `index`.
 */
export function undecidedUnits(
  { model, data, training }: ExperimentSettings,
  { seed, index }: { readonly seed: number; readonly index: number },
  first: Weights,
  second: Weights,
): number {
  const { features, neurons } = model;
  const batch = openBatch(features, gapTable(data.activeProbability), { seed, label: 'batch', index });
  let undecided = 0;
  for (let sample = 0; sample < training.batchSize; sample++) {
    const count = batch.next();
    for (let neuron = 0; neuron < neurons && count > 0; neuron++) {
      const row = neuron * features;
      let [ours, theirs, size] = [0, 0, 0];
      for (let active = 0; active < count; active++) {
        const entry = row + batch.active[active]!;
        const x = batch.values[active]!;
        ours += first.input[entry]! * x;
        theirs += second.input[entry]! * x;
        size += Math.abs(first.input[entry]! * x);
      }
      // Three times the likely rounding error of such a sum. A single product always has the right sign.
      const error = count === 1 ? 0 : 2 * Math.sqrt(count) * rounding * size;
      if (ours > 0 !== theirs > 0 || (size > 0 && Math.abs(ours) <= error)) undecided++;
    }
  }
  return undecided;
}
