import { ORDER_BYTES, PAIR_BYTES } from './pairs';
import { wideTiles } from './globals';

/**
 * Σ g_j·W_out[j,k] for the pairs of each ordered sample, in four partial sums by j mod 4. The partial sums continue
 * from tile to tile; they begin with the first product, for the reason in outputs.ts. One tile of slopes stays in
 * registers while the loop goes through the neurons. With `cube`, the function first turns errors into slopes: g =
 * (e·e)·e, for the exponent 4.
 */
// @ts-ignore: decorator
@inline
function sumTile(cube: bool, width: i32, offset: usize, first: usize, end: usize): void {
  for (let sample = first; sample < end; sample += ORDER_BYTES) {
    let pair = <usize>load<u32>(sample);
    const pairEnd = <usize>load<u32>(sample, 4);
    const row = <usize>load<u32>(sample, 8) + offset;
    let sum = <usize>load<u32>(sample, 12);
    let g0 = v128.load(row, 0);
    let g1 = v128.load(row, 16);
    let g2 = f32x4.splat(0);
    if (width > 2) g2 = v128.load(row, 32);
    let g3 = f32x4.splat(0);
    if (width > 3) g3 = v128.load(row, 48);
    let g4 = f32x4.splat(0);
    if (width > 4) g4 = v128.load(row, 64);
    let g5 = f32x4.splat(0);
    if (width > 5) g5 = v128.load(row, 80);
    let g6 = f32x4.splat(0);
    if (width > 6) g6 = v128.load(row, 96);
    let g7 = f32x4.splat(0);
    if (width > 7) g7 = v128.load(row, 112);
    let g8 = f32x4.splat(0);
    if (width > 8) g8 = v128.load(row, 128);
    let g9 = f32x4.splat(0);
    if (width > 9) g9 = v128.load(row, 144);
    let g10 = f32x4.splat(0);
    if (width > 10) g10 = v128.load(row, 160);
    let g11 = f32x4.splat(0);
    if (width > 11) g11 = v128.load(row, 176);
    let g12 = f32x4.splat(0);
    if (width > 12) g12 = v128.load(row, 192);
    if (cube) {
      v128.store(row, (g0 = f32x4.mul(f32x4.mul(g0, g0), g0)), 0);
      v128.store(row, (g1 = f32x4.mul(f32x4.mul(g1, g1), g1)), 16);
      if (width > 2) v128.store(row, (g2 = f32x4.mul(f32x4.mul(g2, g2), g2)), 32);
      if (width > 3) v128.store(row, (g3 = f32x4.mul(f32x4.mul(g3, g3), g3)), 48);
      if (width > 4) v128.store(row, (g4 = f32x4.mul(f32x4.mul(g4, g4), g4)), 64);
      if (width > 5) v128.store(row, (g5 = f32x4.mul(f32x4.mul(g5, g5), g5)), 80);
      if (width > 6) v128.store(row, (g6 = f32x4.mul(f32x4.mul(g6, g6), g6)), 96);
      if (width > 7) v128.store(row, (g7 = f32x4.mul(f32x4.mul(g7, g7), g7)), 112);
      if (width > 8) v128.store(row, (g8 = f32x4.mul(f32x4.mul(g8, g8), g8)), 128);
      if (width > 9) v128.store(row, (g9 = f32x4.mul(f32x4.mul(g9, g9), g9)), 144);
      if (width > 10) v128.store(row, (g10 = f32x4.mul(f32x4.mul(g10, g10), g10)), 160);
      if (width > 11) v128.store(row, (g11 = f32x4.mul(f32x4.mul(g11, g11), g11)), 176);
      if (width > 12) v128.store(row, (g12 = f32x4.mul(f32x4.mul(g12, g12), g12)), 192);
    }
    do {
      const weights = <usize>load<u32>(pair, 4) + offset;
      let p = f32x4.mul(g0, v128.load(weights, 0));
      if (offset > 0) p = f32x4.add(v128.load(sum), p);
      p = f32x4.add(p, f32x4.mul(g1, v128.load(weights, 16)));
      if (width > 2) p = f32x4.add(p, f32x4.mul(g2, v128.load(weights, 32)));
      if (width > 3) p = f32x4.add(p, f32x4.mul(g3, v128.load(weights, 48)));
      if (width > 4) p = f32x4.add(p, f32x4.mul(g4, v128.load(weights, 64)));
      if (width > 5) p = f32x4.add(p, f32x4.mul(g5, v128.load(weights, 80)));
      if (width > 6) p = f32x4.add(p, f32x4.mul(g6, v128.load(weights, 96)));
      if (width > 7) p = f32x4.add(p, f32x4.mul(g7, v128.load(weights, 112)));
      if (width > 8) p = f32x4.add(p, f32x4.mul(g8, v128.load(weights, 128)));
      if (width > 9) p = f32x4.add(p, f32x4.mul(g9, v128.load(weights, 144)));
      if (width > 10) p = f32x4.add(p, f32x4.mul(g10, v128.load(weights, 160)));
      if (width > 11) p = f32x4.add(p, f32x4.mul(g11, v128.load(weights, 176)));
      if (width > 12) p = f32x4.add(p, f32x4.mul(g12, v128.load(weights, 192)));
      v128.store(sum, p);
      sum += 16;
      pair += PAIR_BYTES;
    } while (pair < pairEnd);
  }
}

export function sumSlopes2(offset: usize, first: usize, end: usize): void {
  sumTile(false, 2, offset, first, end);
}
export function sumSlopes4(offset: usize, first: usize, end: usize): void {
  sumTile(false, 4, offset, first, end);
}
export function sumSlopes6(offset: usize, first: usize, end: usize): void {
  sumTile(false, 6, offset, first, end);
}
export function sumSlopes8(offset: usize, first: usize, end: usize): void {
  sumTile(false, 8, offset, first, end);
}
export function sumSlopes10(offset: usize, first: usize, end: usize): void {
  sumTile(false, 10, offset, first, end);
}
export function sumSlopes12(offset: usize, first: usize, end: usize): void {
  sumTile(false, 12, offset, first, end);
}
export function sumSlopes13(offset: usize, first: usize, end: usize): void {
  sumTile(false, 13, offset, first, end);
}
export function sumCubes2(offset: usize, first: usize, end: usize): void {
  sumTile(true, 2, offset, first, end);
}
export function sumCubes4(offset: usize, first: usize, end: usize): void {
  sumTile(true, 4, offset, first, end);
}
export function sumCubes6(offset: usize, first: usize, end: usize): void {
  sumTile(true, 6, offset, first, end);
}
export function sumCubes8(offset: usize, first: usize, end: usize): void {
  sumTile(true, 8, offset, first, end);
}
export function sumCubes10(offset: usize, first: usize, end: usize): void {
  sumTile(true, 10, offset, first, end);
}
export function sumCubes12(offset: usize, first: usize, end: usize): void {
  sumTile(true, 12, offset, first, end);
}
export function sumCubes13(offset: usize, first: usize, end: usize): void {
  sumTile(true, 13, offset, first, end);
}

/** All outputs of the samples from `first` to `end` in the order, tile by tile. */
export function sumBackward(cube: bool, first: usize, end: usize): void {
  for (let tile = wideTiles; ; tile += 8) {
    const offset = <usize>load<u32>(tile);
    const width = load<u32>(tile, 4);
    if (width == 0) return;
    if (cube) {
    if (width == 2) sumCubes2(offset, first, end);
    else if (width == 4) sumCubes4(offset, first, end);
    else if (width == 6) sumCubes6(offset, first, end);
    else if (width == 8) sumCubes8(offset, first, end);
    else if (width == 10) sumCubes10(offset, first, end);
    else if (width == 12) sumCubes12(offset, first, end);
    else if (width == 13) sumCubes13(offset, first, end);
    } else {
    if (width == 2) sumSlopes2(offset, first, end);
    else if (width == 4) sumSlopes4(offset, first, end);
    else if (width == 6) sumSlopes6(offset, first, end);
    else if (width == 8) sumSlopes8(offset, first, end);
    else if (width == 10) sumSlopes10(offset, first, end);
    else if (width == 12) sumSlopes12(offset, first, end);
    else if (width == 13) sumSlopes13(offset, first, end);
    }
  }
}
