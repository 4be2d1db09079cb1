import { transposed, type Weights } from '@superposition/core/internal/network/weights';
import type { BatchReader } from '@superposition/core/internal/training/sparse-batch';

/** Computes a network's outputs for one sample after another into the same array. */
export interface Outputs {
  readonly y: Float64Array;
  /** Fills `y` for a sample with so many active features. */
  readonly compute: (batch: BatchReader, count: number) => void;
  /** Fills only the entries of `y` whose features are active. */
  readonly computeActive: (batch: BatchReader, count: number) => void;
}

/** Opens a network for the computation of outputs in float64, with sums ascending. */
export function openOutputs({ features, neurons, input, output }: Weights): Outputs {
  const encodings = Float64Array.from(transposed(input, neurons, features));
  const decodings = Float64Array.from(transposed(output, features, neurons));
  const hidden = new Float64Array(neurons);
  const y = new Float64Array(features);
  const fillHidden = ({ active, values }: BatchReader, count: number) => {
    hidden.fill(0);
    for (let a = 0; a < count; a++) {
      const x = values[a]!;
      const column = active[a]! * neurons;
      for (let k = 0; k < neurons; k++) hidden[k]! += encodings[column + k]! * x;
    }
  };
  return {
    y,
    compute(batch, count) {
      fillHidden(batch, count);
      y.fill(0);
      for (let k = 0; k < neurons; k++) {
        const h = hidden[k]!;
        if (!(h > 0)) continue;
        const row = k * features;
        for (let j = 0; j < features; j++) y[j]! += decodings[row + j]! * h;
      }
    },
    computeActive(batch, count) {
      fillHidden(batch, count);
      for (let a = 0; a < count; a++) {
        const i = batch.active[a]!;
        let sum = 0;
        for (let k = 0; k < neurons; k++) {
          const h = hidden[k]!;
          if (h > 0) sum += decodings[k * features + i]! * h;
        }
        y[i] = sum;
      }
    },
  };
}
