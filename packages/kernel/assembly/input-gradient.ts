import { ENTRY_BYTES } from './draw';
import { addRow } from './hidden';
import { entries, hidden, inputGradient, neuronStride, pairPlaces, pairSums } from './globals';

/**
 * Writes dh_k = (p₀ + p₁) + (p₂ + p₃) of each pair to its place in `hidden`. Neurons that are not active have zeros
 * there.
 */
export function joinSums(count: i32): void {
  let place = pairPlaces;
  const end = pairSums + (<usize>count << 4);
  for (let sum = pairSums; sum < end; sum += 16) {
    const p = v128.load(sum);
    const halves = f32x4.add(p, v128.shuffle<i32>(p, p, 1, 0, 3, 2));
    store<f32>(load<u32>(place), f32x4.extract_lane(halves, 0) + f32x4.extract_lane(halves, 2));
    place += 4;
  }
}

// @ts-ignore: decorator
@inline
function addRows(vectors: i32, end: usize): void {
  const stride = neuronStride;
  const gradient = inputGradient;
  const rows = hidden;
  for (let entry = entries; entry < end; entry += ENTRY_BYTES) {
    const x = v128.load32_splat(entry, 8);
    addRow(vectors, stride, gradient + load<u32>(entry), rows + load<u32>(entry, 4), x);
  }
}

/** dW_in[k,i] += dh_k·x_i for each active feature, samples ascending. */
export function addInputGradient(end: usize): void {
  if (neuronStride == 16) addRows(1, end);
  else if (neuronStride == 32) addRows(2, end);
  else if (neuronStride == 48) addRows(3, end);
  else if (neuronStride == 64) addRows(4, end);
  else addRows(0, end);
}
