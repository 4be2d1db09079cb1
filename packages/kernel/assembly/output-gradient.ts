import { PAIR_BYTES } from './pairs';
import { featureStride, neuronListBytes, neuronListEnds, neuronLists, neurons, outputGradient, wideTiles } from './globals';

/**
 * dW_out[j,k] += g_j·h_k over the samples in which neuron k is active, ascending. One tile of sums stays in registers
 * through the samples of the block, so each sum is loaded and stored only once for each block.
 */
// @ts-ignore: decorator
@inline
function addTile(width: i32, offset: usize): void {
  for (let neuron = 0; neuron < neurons; neuron++) {
    const end = <usize>load<u32>(neuronListEnds + (<usize>neuron << 2));
    const to = outputGradient + <usize>neuron * featureStride + offset;
    let d0 = f32x4.splat(0);
    d0 = v128.load(to, 0);
    let d1 = f32x4.splat(0);
    d1 = v128.load(to, 16);
    let d2 = f32x4.splat(0);
    if (width > 2) d2 = v128.load(to, 32);
    let d3 = f32x4.splat(0);
    if (width > 3) d3 = v128.load(to, 48);
    let d4 = f32x4.splat(0);
    if (width > 4) d4 = v128.load(to, 64);
    let d5 = f32x4.splat(0);
    if (width > 5) d5 = v128.load(to, 80);
    let d6 = f32x4.splat(0);
    if (width > 6) d6 = v128.load(to, 96);
    let d7 = f32x4.splat(0);
    if (width > 7) d7 = v128.load(to, 112);
    let d8 = f32x4.splat(0);
    if (width > 8) d8 = v128.load(to, 128);
    let d9 = f32x4.splat(0);
    if (width > 9) d9 = v128.load(to, 144);
    let d10 = f32x4.splat(0);
    if (width > 10) d10 = v128.load(to, 160);
    let d11 = f32x4.splat(0);
    if (width > 11) d11 = v128.load(to, 176);
    let d12 = f32x4.splat(0);
    if (width > 12) d12 = v128.load(to, 192);
    let item = neuronLists + <usize>neuron * neuronListBytes;
    if (item < end) do {
      const h = v128.load32_splat(item);
      const row = <usize>load<u32>(item, 4) + offset;
      d0 = f32x4.add(d0, f32x4.mul(v128.load(row, 0), h));
      d1 = f32x4.add(d1, f32x4.mul(v128.load(row, 16), h));
      if (width > 2) d2 = f32x4.add(d2, f32x4.mul(v128.load(row, 32), h));
      if (width > 3) d3 = f32x4.add(d3, f32x4.mul(v128.load(row, 48), h));
      if (width > 4) d4 = f32x4.add(d4, f32x4.mul(v128.load(row, 64), h));
      if (width > 5) d5 = f32x4.add(d5, f32x4.mul(v128.load(row, 80), h));
      if (width > 6) d6 = f32x4.add(d6, f32x4.mul(v128.load(row, 96), h));
      if (width > 7) d7 = f32x4.add(d7, f32x4.mul(v128.load(row, 112), h));
      if (width > 8) d8 = f32x4.add(d8, f32x4.mul(v128.load(row, 128), h));
      if (width > 9) d9 = f32x4.add(d9, f32x4.mul(v128.load(row, 144), h));
      if (width > 10) d10 = f32x4.add(d10, f32x4.mul(v128.load(row, 160), h));
      if (width > 11) d11 = f32x4.add(d11, f32x4.mul(v128.load(row, 176), h));
      if (width > 12) d12 = f32x4.add(d12, f32x4.mul(v128.load(row, 192), h));
      item += PAIR_BYTES;
    } while (item < end);
    v128.store(to, d0, 0);
    v128.store(to, d1, 16);
    if (width > 2) v128.store(to, d2, 32);
    if (width > 3) v128.store(to, d3, 48);
    if (width > 4) v128.store(to, d4, 64);
    if (width > 5) v128.store(to, d5, 80);
    if (width > 6) v128.store(to, d6, 96);
    if (width > 7) v128.store(to, d7, 112);
    if (width > 8) v128.store(to, d8, 128);
    if (width > 9) v128.store(to, d9, 144);
    if (width > 10) v128.store(to, d10, 160);
    if (width > 11) v128.store(to, d11, 176);
    if (width > 12) v128.store(to, d12, 192);
  }
}

export function addTile2(offset: usize): void {
  addTile(2, offset);
}
export function addTile4(offset: usize): void {
  addTile(4, offset);
}
export function addTile6(offset: usize): void {
  addTile(6, offset);
}
export function addTile8(offset: usize): void {
  addTile(8, offset);
}
export function addTile10(offset: usize): void {
  addTile(10, offset);
}
export function addTile12(offset: usize): void {
  addTile(12, offset);
}
export function addTile13(offset: usize): void {
  addTile(13, offset);
}

/** All outputs, tile by tile. */
export function addOutputGradient(): void {
  for (let tile = wideTiles; ; tile += 8) {
    const offset = <usize>load<u32>(tile);
    const width = load<u32>(tile, 4);
    if (width == 0) return;
    if (width == 2) addTile2(offset);
    else if (width == 4) addTile4(offset);
    else if (width == 6) addTile6(offset);
    else if (width == 8) addTile8(offset);
    else if (width == 10) addTile10(offset);
    else if (width == 12) addTile12(offset);
    else if (width == 13) addTile13(offset);
  }
}
