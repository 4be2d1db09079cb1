import type { Weights } from '@superposition/core/internal/network/weights';
import { described } from '@superposition/core/internal/public/arguments';
import { checkWeights } from '@superposition/core/internal/public/weights';
import { writeJsonWeights } from './json-weights.js';
import { writeNpz } from './npz.js';
import { type WeightFormat, weightFormats } from './read-weights.js';
import { writeSafetensors } from './safetensors.js';

const writers: Readonly<Record<WeightFormat, (weights: Weights) => Uint8Array>> = {
  npz: writeNpz,
  safetensors: writeSafetensors,
  json: writeJsonWeights,
};

/**
 * The bytes of a file with these weights, to the bit. The same weights give the same bytes. The matrices are named `W_in`
 * (neurons × features) and `W_out` (features × neurons), float32. Blocks while it writes.
 *
 * @param format `'npz'`, `'safetensors'` or `'json'`
 * @throws TypeError for what is no weights or no format; RangeError for another format, a matrix of the wrong length, an
 *   entry that is not finite (`weights.input[4] is NaN`), and a JSON file beyond 64 MiB
 */
export function writeWeights(weights: Weights, format: WeightFormat): Uint8Array {
  checkWeights(weights);
  const known = weightFormats.join(', ');
  if (format === undefined) throw new TypeError(`format is missing: must be one of ${known}`);
  if (typeof format !== 'string')
    throw new TypeError(`format is ${described(format)}: must be one of ${known}`);
  if (!weightFormats.includes(format)) throw new RangeError(`'${String(format)}' is none of ${known}`);
  return writers[format](weights);
}
