import type { TrainedModel } from '@superposition/core/internal/training/engine';
import {
  jsonBytes,
  littleEndianBytes,
  recordBytes,
} from '@superposition/pipeline/internal/values/value-bytes';

/** The bytes that the codec of trained models writes, whose module needs Node. */
function modelBytes({ weights, curve }: TrainedModel): Uint8Array {
  return recordBytes([
    ['curve', jsonBytes(curve)],
    [
      'weights',
      recordBytes([
        ['features', jsonBytes(weights.features)],
        ['input', littleEndianBytes(weights.input)],
        ['neurons', jsonBytes(weights.neurons)],
        ['output', littleEndianBytes(weights.output)],
      ]),
    ],
  ]);
}

/** Their sha256 in hexadecimal. Undefined in a page from the network without https, where browsers have none. */
export async function modelDigest(model: TrainedModel): Promise<string | undefined> {
  const { subtle } = globalThis.crypto as Partial<Crypto>;
  if (subtle === undefined) return undefined;
  const digest = await subtle.digest('SHA-256', modelBytes(model) as Uint8Array<ArrayBuffer>);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
