import type { Weights } from '@superposition/core/internal/network/weights';
import { checkWeights } from '@superposition/core/internal/training/training-request';
import { writeJsonWeights } from './json-weights.js';
import { writeNpz } from './npz.js';
import type { WeightFormat } from './read-weights.js';
import { writeSafetensors } from './safetensors.js';

const writers: Readonly<Record<WeightFormat, (weights: Weights) => Uint8Array>> = {
  npz: writeNpz,
  safetensors: writeSafetensors,
  json: writeJsonWeights,
};

/**
 * Writes weights to a file, to the bit. The same weights give the same bytes.
 *
 * @throws RangeError unless the matrices have the sizes they claim and only finite entries
 */
export function writeWeights(weights: Weights, format: WeightFormat): Uint8Array {
  checkWeights(weights);
  return writers[format](weights);
}
