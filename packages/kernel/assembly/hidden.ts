import { ENTRY_BYTES } from './draw';
import { entries, hidden, inputWeights, neuronStride } from './globals';

/**
 * to += from·x for a row. The row has `vectors` vectors, and the loop is unrolled; if `vectors` is 0, it has `stride`
 * bytes.
 */
// @ts-ignore: decorator
@inline
export function addRow(vectors: i32, stride: usize, to: usize, from: usize, x: v128): void {
  if (vectors == 0) {
    for (let end = to + stride; to < end; to += 16) {
      v128.store(to, f32x4.add(v128.load(to), f32x4.mul(v128.load(from), x)));
      from += 16;
    }
    return;
  }
  v128.store(to, f32x4.add(v128.load(to), f32x4.mul(v128.load(from), x)));
  if (vectors > 1) v128.store(to, f32x4.add(v128.load(to, 16), f32x4.mul(v128.load(from, 16), x)), 16);
  if (vectors > 2) v128.store(to, f32x4.add(v128.load(to, 32), f32x4.mul(v128.load(from, 32), x)), 32);
  if (vectors > 3) v128.store(to, f32x4.add(v128.load(to, 48), f32x4.mul(v128.load(from, 48), x)), 48);
}

// @ts-ignore: decorator
@inline
function sumRows(vectors: i32, end: usize): void {
  const stride = neuronStride;
  const weights = inputWeights;
  const rows = hidden;
  for (let entry = entries; entry < end; entry += ENTRY_BYTES) {
    const x = v128.load32_splat(entry, 8);
    addRow(vectors, stride, rows + load<u32>(entry, 4), weights + load<u32>(entry), x);
  }
}

/** hidden_k = Σ W_in[k,i]·x_i over the active features of each sample, ascending; before the relu. */
export function sumHidden(samples: i32, end: usize): void {
  // We clear a multiple of four samples, because listByNeuron reads four samples at a time.
  memory.fill(hidden, 0, (<usize>(samples + 3) & ~3) * neuronStride);
  if (neuronStride == 16) sumRows(1, end);
  else if (neuronStride == 32) sumRows(2, end);
  else if (neuronStride == 48) sumRows(3, end);
  else if (neuronStride == 64) sumRows(4, end);
  else sumRows(0, end);
}
