import { ENTRY_BYTES } from './draw';
import {
  entries,
  errors,
  featureStride,
  hidden,
  neuronListBytes,
  neuronListEnds,
  neuronLists,
  neurons,
  neuronStride,
  orderSlots,
  outputWeights,
  pairPlaces,
  pairs,
  pairStarts,
  pairSums,
  sampleOrder,
} from './globals';

/*
 * Lists which neurons are active in which samples. No branch here depends on the data: the processor would mispredict
 * such a branch half of the time.
 */

/**
 * A pair in a list by sample is {f32 h, u32 address of the neuron's row of W_out}. A pair in a list by neuron is {f32
 * h, u32 address of the sample's row of errors}.
 */
export const PAIR_BYTES: usize = 8;

/** For each mask of four lanes, the shuffle of bytes that moves the lanes of the mask to the front; 16 bytes each. */
export const compactions: usize = memory.data(256, 16);

/**
 * Applies the relu and lists the pairs by sample, neurons ascending. Writes to `pairStarts` the address of each
 * sample's first pair and then the end of the list, and to `pairPlaces` the address of each pair's activation. Returns
 * the number of pairs.
 */
export function listPairs(samples: i32): i32 {
  const stride = neuronStride;
  const zero = f32x4.splat(0);
  const firstRows = i32x4.add(
    i32x4.splat(<i32>outputWeights),
    i32x4.mul(i32x4(0, 1, 2, 3), i32x4.splat(<i32>featureStride)),
  );
  const nextRows = i32x4.splat(<i32>featureStride << 2);
  let pair = pairs;
  let place = pairPlaces;
  let start = pairStarts;
  let row = hidden;
  for (let sample = 0; sample < samples; sample++) {
    store<u32>(start, <u32>pair);
    start += 4;
    const end = row + stride;
    let rows = firstRows;
    for (; row < end; row += 16) {
      const sums = v128.load(row);
      const positive = f32x4.gt(sums, zero);
      const h = v128.and(sums, positive);
      v128.store(row, h);
      const mask = i32x4.bitmask(positive);
      const compaction = v128.load(mask << 4, compactions);
      const someH = i8x16.swizzle(h, compaction);
      const someRows = i8x16.swizzle(rows, compaction);
      const places = i32x4.add(i32x4.splat(<i32>row), i32x4(0, 4, 8, 12));
      v128.store(pair, v128.shuffle<i32>(someH, someRows, 0, 4, 1, 5));
      v128.store(pair, v128.shuffle<i32>(someH, someRows, 2, 6, 3, 7), 16);
      v128.store(place, i8x16.swizzle(places, compaction));
      const count = <usize>popcnt(mask);
      pair += count << 3;
      place += count << 2;
      rows = i32x4.add(rows, nextRows);
    }
  }
  store<u32>(start, <u32>pair);
  return <i32>((pair - pairs) >>> 3);
}

/**
 * Both lists of a network without relu, by sample and by neuron: every neuron is active in every sample that has an active
 * feature, also where its sum is zero. Writes what `listPairs` and `listByNeuron` write, and returns the number of pairs.
 */
export function listEveryPair(samples: i32, entriesEnd: usize): i32 {
  let pair = pairs;
  let place = pairPlaces;
  let start = pairStarts;
  let list = neuronLists;
  let entry = entries;
  let offset: usize = 0;
  let errorsRow = errors;
  for (; samples > 0; samples--) {
    store<u32>(start, <u32>pair);
    start += 4;
    const first = entry;
    while (entry < entriesEnd && load<u32>(entry, 4) == <u32>offset) entry += ENTRY_BYTES;
    if (entry > first) {
      let item = list;
      let from = hidden + offset;
      for (let neuron = 0; neuron < neurons; neuron++) {
        const h = load<u32>(from);
        store<u32>(item, h);
        store<u32>(item, <u32>errorsRow, 4);
        item += neuronListBytes;
        store<u32>(pair, h);
        store<u32>(pair, <u32>outputWeights + neuron * <u32>featureStride, 4);
        pair += PAIR_BYTES;
        store<u32>(place, <u32>from);
        place += 4;
        from += 4;
      }
      list += PAIR_BYTES;
    }
    offset += neuronStride;
    errorsRow += featureStride;
  }
  store<u32>(start, <u32>pair);
  for (let neuron = 0; neuron < neurons; neuron++) {
    store<u32>(neuronListEnds + (<usize>neuron << 2), <u32>list);
    list += neuronListBytes;
  }
  return <i32>((pair - pairs) >>> 3);
}

/**
 * The record of an ordered sample: {u32 first pair, u32 end of its pairs, u32 row of errors, u32 first pair's sums}.
 */
export const ORDER_BYTES: usize = 16;

/**
 * Orders the samples by their number of pairs, by a counting sort. Loops over the pairs of a sample then mostly run as
 * long as the loop before, and the processor can predict their end. Samples without pairs come first; returns the end
 * of these.
 */
export function orderSamples(samples: i32): usize {
  const slots = orderSlots;
  const starts = pairStarts;
  const end = starts + (<usize>samples << 2);
  memory.fill(slots, 0, <usize>(neurons + 2) << 2);
  for (let start = starts; start < end; start += 4) {
    const slot = slots + ((load<u32>(start, 4) - load<u32>(start)) >>> 1);
    store<u32>(slot, load<u32>(slot, 4) + 1, 4);
  }
  let next = <u32>sampleOrder;
  for (let slot = slots; slot <= slots + (<usize>neurons << 2); slot += 4) {
    store<u32>(slot, next);
    next += load<u32>(slot, 4) << 4;
  }
  const sums = <u32>pairSums - (<u32>pairs << 1);
  let row = <u32>errors;
  for (let start = starts; start < end; start += 4) {
    const pair = load<u32>(start);
    const pairEnd = load<u32>(start, 4);
    const slot = slots + ((pairEnd - pair) >>> 1);
    const place = <usize>load<u32>(slot);
    store<u32>(slot, place + 16);
    store<u32>(place, pair);
    store<u32>(place, pairEnd, 4);
    store<u32>(place, row, 8);
    store<u32>(place, sums + (pair << 1), 12);
    row += <u32>featureStride;
  }
  return load<u32>(slots);
}

/** Appends those lanes of `h` that are above zero, with the rows of their samples. Returns the new end of the list. */
// @ts-ignore: decorator
@inline
function append(item: usize, h: v128, rows: v128): usize {
  const mask = i32x4.bitmask(f32x4.gt(h, f32x4.splat(0)));
  const compaction = v128.load(mask << 4, compactions);
  const someH = i8x16.swizzle(h, compaction);
  const someRows = i8x16.swizzle(rows, compaction);
  v128.store(item, v128.shuffle<i32>(someH, someRows, 0, 4, 1, 5));
  v128.store(item, v128.shuffle<i32>(someH, someRows, 2, 6, 3, 7), 16);
  return item + (<usize>popcnt(mask) << 3);
}

/** Lists the pairs by neuron, samples ascending, after the relu. Each step takes four neurons of four samples. */
export function listByNeuron(samples: i32): void {
  const stride = neuronStride;
  const rowEnd = hidden + <usize>samples * stride;
  const listBytes = neuronListBytes;
  const firstRows = i32x4.add(
    i32x4.splat(<i32>errors),
    i32x4.mul(i32x4(0, 1, 2, 3), i32x4.splat(<i32>featureStride)),
  );
  const nextRows = i32x4.splat(<i32>featureStride << 2);
  let list = neuronLists;
  let end = neuronListEnds;
  for (let offset: usize = 0; offset < stride; offset += 16) {
    let item0 = list;
    let item1 = item0 + listBytes;
    let item2 = item1 + listBytes;
    let item3 = item2 + listBytes;
    list = item3 + listBytes;
    let rows = firstRows;
    // The last four samples may reach beyond the block, into rows of zeros.
    for (let row = hidden + offset; row < rowEnd; row += stride << 2) {
      const sample0 = v128.load(row);
      const sample1 = v128.load(row + stride);
      const sample2 = v128.load(row + (stride << 1));
      const sample3 = v128.load(row + stride * 3);
      const low01 = v128.shuffle<i32>(sample0, sample1, 0, 4, 1, 5);
      const low23 = v128.shuffle<i32>(sample2, sample3, 0, 4, 1, 5);
      item0 = append(item0, v128.shuffle<i32>(low01, low23, 0, 1, 4, 5), rows);
      item1 = append(item1, v128.shuffle<i32>(low01, low23, 2, 3, 6, 7), rows);
      const high01 = v128.shuffle<i32>(sample0, sample1, 2, 6, 3, 7);
      const high23 = v128.shuffle<i32>(sample2, sample3, 2, 6, 3, 7);
      item2 = append(item2, v128.shuffle<i32>(high01, high23, 0, 1, 4, 5), rows);
      item3 = append(item3, v128.shuffle<i32>(high01, high23, 2, 3, 6, 7), rows);
      rows = i32x4.add(rows, nextRows);
    }
    v128.store(end, i32x4(<i32>item0, <i32>item1, <i32>item2, <i32>item3));
    end += 16;
  }
}
