import { ENTRY_BYTES } from './draw';
import { ORDER_BYTES, PAIR_BYTES } from './pairs';
import {
  entries,
  errors,
  featureStride,
  hidden,
  inputWeights,
  narrowTiles,
  neurons,
  neuronStride,
  outputWeights,
  pairs,
  pairStarts,
} from './globals';

/* The forward pass of evaluation. It is the one of training in float64, with two numbers in a vector. */

/** hidden_k = Σ W_in[k,i]·x_i over the active features of each sample, ascending; before the relu. */
export function sumHidden64(samples: i32, end: usize): void {
  const stride = neuronStride;
  const weights = inputWeights;
  const rows = hidden;
  memory.fill(rows, 0, <usize>samples * stride);
  for (let entry = entries; entry < end; entry += ENTRY_BYTES) {
    const x = f64x2.splat(<f64>load<f32>(entry, 8));
    const from = weights + load<u32>(entry);
    const to = rows + load<u32>(entry, 4);
    for (let offset: usize = 0; offset < stride; offset += 16) {
      const product = f64x2.mul(v128.load(from + offset), x);
      v128.store(to + offset, f64x2.add(v128.load(to + offset), product));
    }
  }
}

/** Lists the pairs by sample, {u32 address of h, u32 address of the neuron's row of W_out}. Returns their number. */
export function listPairs64(samples: i32): i32 {
  let pair = pairs;
  let start = pairStarts;
  let place = hidden;
  for (let sample = 0; sample < samples; sample++) {
    store<u32>(start, <u32>pair);
    start += 4;
    let row = <u32>outputWeights;
    const end = place + (<usize>neurons << 3);
    for (let at = place; at < end; at += 8) {
      store<u32>(pair, <u32>at);
      store<u32>(pair, row, 4);
      pair += <usize>(load<f64>(at) > 0) << 3;
      row += <u32>featureStride;
    }
    place += neuronStride;
  }
  store<u32>(start, <u32>pair);
  return <i32>((pair - pairs) >>> 3);
}

/** Σ W_out[j,k]·h_k over the active neurons of each ordered sample, ascending, for one tile, as in outputs.ts. */
// @ts-ignore: decorator
@inline
function sumTile(width: i32, offset: usize, first: usize, end: usize): void {
  for (let sample = first; sample < end; sample += ORDER_BYTES) {
    let pair = <usize>load<u32>(sample);
    const pairEnd = <usize>load<u32>(sample, 4);
    const to = <usize>load<u32>(sample, 8) + offset;
    const firstH = v128.load64_splat(load<u32>(pair));
    const firstRow = <usize>load<u32>(pair, 4) + offset;
    let y0 = f64x2.mul(v128.load(firstRow, 0), firstH);
    let y1 = f64x2.mul(v128.load(firstRow, 16), firstH);
    let y2 = firstH;
    if (width > 2) y2 = f64x2.mul(v128.load(firstRow, 32), firstH);
    let y3 = firstH;
    if (width > 3) y3 = f64x2.mul(v128.load(firstRow, 48), firstH);
    let y4 = firstH;
    if (width > 4) y4 = f64x2.mul(v128.load(firstRow, 64), firstH);
    let y5 = firstH;
    if (width > 5) y5 = f64x2.mul(v128.load(firstRow, 80), firstH);
    let y6 = firstH;
    if (width > 6) y6 = f64x2.mul(v128.load(firstRow, 96), firstH);
    pair += PAIR_BYTES;
    if (pair < pairEnd) do {
      const h = v128.load64_splat(load<u32>(pair));
      const row = <usize>load<u32>(pair, 4) + offset;
      y0 = f64x2.add(y0, f64x2.mul(v128.load(row, 0), h));
      y1 = f64x2.add(y1, f64x2.mul(v128.load(row, 16), h));
      if (width > 2) y2 = f64x2.add(y2, f64x2.mul(v128.load(row, 32), h));
      if (width > 3) y3 = f64x2.add(y3, f64x2.mul(v128.load(row, 48), h));
      if (width > 4) y4 = f64x2.add(y4, f64x2.mul(v128.load(row, 64), h));
      if (width > 5) y5 = f64x2.add(y5, f64x2.mul(v128.load(row, 80), h));
      if (width > 6) y6 = f64x2.add(y6, f64x2.mul(v128.load(row, 96), h));
      pair += PAIR_BYTES;
    } while (pair < pairEnd);
    v128.store(to, y0, 0);
    v128.store(to, y1, 16);
    if (width > 2) v128.store(to, y2, 32);
    if (width > 3) v128.store(to, y3, 48);
    if (width > 4) v128.store(to, y4, 64);
    if (width > 5) v128.store(to, y5, 80);
    if (width > 6) v128.store(to, y6, 96);
  }
}

export function sumWideTile2(offset: usize, first: usize, end: usize): void {
  sumTile(2, offset, first, end);
}
export function sumWideTile4(offset: usize, first: usize, end: usize): void {
  sumTile(4, offset, first, end);
}
export function sumWideTile6(offset: usize, first: usize, end: usize): void {
  sumTile(6, offset, first, end);
}
export function sumWideTile7(offset: usize, first: usize, end: usize): void {
  sumTile(7, offset, first, end);
}

/** All outputs of the samples from `first` to `end` in the order, tile by tile. */
export function sumOutputs64(first: usize, end: usize): void {
  for (let tile = narrowTiles; ; tile += 8) {
    const offset = <usize>load<u32>(tile);
    const width = load<u32>(tile, 4);
    if (width == 0) return;
    if (width == 2) sumWideTile2(offset, first, end);
    else if (width == 4) sumWideTile4(offset, first, end);
    else if (width == 6) sumWideTile6(offset, first, end);
    else if (width == 7) sumWideTile7(offset, first, end);
  }
}

/** e_j = y_j − x_j where x_j > 0; elsewhere the target is 0. */
export function subtractTargets64(end: usize): void {
  for (let entry = entries; entry < end; entry += ENTRY_BYTES) {
    const to = errors + load<u32>(entry, 12);
    const bits = load<i32>(entry, 8);
    store<f64>(to, load<f64>(to) - <f64>reinterpret<f32>(bits & ~(bits >> 31)));
  }
}
