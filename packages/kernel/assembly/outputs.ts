import { ORDER_BYTES, PAIR_BYTES } from './pairs';
import { narrowTiles } from './globals';

/**
 * y_j = Σ W_out[j,k]·h_k over the active neurons of each ordered sample, ascending. The result goes into the sample's
 * row of errors. Each sample has at least one active neuron. One tile of `width` vectors of outputs stays in registers
 * while the loop goes through the neurons. We use at most seven vectors: up to version 12, V8 loads all weights of an
 * iteration into registers before it adds the first, and there are fifteen registers.
 *
 * The sum begins with the first product instead of +0. This can change only the sign of a zero, and no result depends
 * on that sign: every use of y multiplies it into a sum that began with +0.
 */
// @ts-ignore: decorator
@inline
function sumTile(width: i32, offset: usize, first: usize, end: usize): void {
  for (let sample = first; sample < end; sample += ORDER_BYTES) {
    let pair = <usize>load<u32>(sample);
    const pairEnd = <usize>load<u32>(sample, 4);
    const to = <usize>load<u32>(sample, 8) + offset;
    const firstH = v128.load32_splat(pair);
    const firstRow = <usize>load<u32>(pair, 4) + offset;
    let y0 = f32x4.mul(v128.load(firstRow, 0), firstH);
    let y1 = f32x4.mul(v128.load(firstRow, 16), firstH);
    let y2 = firstH;
    if (width > 2) y2 = f32x4.mul(v128.load(firstRow, 32), firstH);
    let y3 = firstH;
    if (width > 3) y3 = f32x4.mul(v128.load(firstRow, 48), firstH);
    let y4 = firstH;
    if (width > 4) y4 = f32x4.mul(v128.load(firstRow, 64), firstH);
    let y5 = firstH;
    if (width > 5) y5 = f32x4.mul(v128.load(firstRow, 80), firstH);
    let y6 = firstH;
    if (width > 6) y6 = f32x4.mul(v128.load(firstRow, 96), firstH);
    pair += PAIR_BYTES;
    if (pair < pairEnd) do {
      const h = v128.load32_splat(pair);
      const row = <usize>load<u32>(pair, 4) + offset;
      y0 = f32x4.add(y0, f32x4.mul(v128.load(row, 0), h));
      y1 = f32x4.add(y1, f32x4.mul(v128.load(row, 16), h));
      if (width > 2) y2 = f32x4.add(y2, f32x4.mul(v128.load(row, 32), h));
      if (width > 3) y3 = f32x4.add(y3, f32x4.mul(v128.load(row, 48), h));
      if (width > 4) y4 = f32x4.add(y4, f32x4.mul(v128.load(row, 64), h));
      if (width > 5) y5 = f32x4.add(y5, f32x4.mul(v128.load(row, 80), h));
      if (width > 6) y6 = f32x4.add(y6, f32x4.mul(v128.load(row, 96), h));
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

export function sumTile2(offset: usize, first: usize, end: usize): void {
  sumTile(2, offset, first, end);
}
export function sumTile4(offset: usize, first: usize, end: usize): void {
  sumTile(4, offset, first, end);
}
export function sumTile6(offset: usize, first: usize, end: usize): void {
  sumTile(6, offset, first, end);
}
export function sumTile7(offset: usize, first: usize, end: usize): void {
  sumTile(7, offset, first, end);
}

/** All outputs of the samples from `first` to `end` in the order, tile by tile. */
export function sumOutputs(first: usize, end: usize): void {
  for (let tile = narrowTiles; ; tile += 8) {
    const offset = <usize>load<u32>(tile);
    const width = load<u32>(tile, 4);
    if (width == 0) return;
    if (width == 2) sumTile2(offset, first, end);
    else if (width == 4) sumTile4(offset, first, end);
    else if (width == 6) sumTile6(offset, first, end);
    else if (width == 7) sumTile7(offset, first, end);
  }
}
