import { entries, features, featuresReciprocal, featureStride, gaps, neuronStride, numberBytes } from './globals';

/*
 * The active features of a block of samples. A walk goes through the flattened batch (sample · n + feature). For each
 * active entry it draws the value, and then the gap to the next active entry by an integer table. The generator is
 * xoshiro128**.
 */

/** thresholds[g − 1] = round(2³²·(1 − (1−p)^g)) − 1, u32, at most 1,024; zeros follow. */
export const thresholds: usize = memory.data(1026 * 4, 16);
/** For each value of a draw's top ten bits, the index of the first threshold that may be at least the draw; u16. */
export const guide: usize = memory.data(1024 * 2, 16);

/**
 * An entry is {u32 offset of the feature's row over neurons, u32 offset of the sample's row over neurons, f32 value,
 * u32 offset of the output in the rows over features}.
 */
export const ENTRY_BYTES: usize = 16;

let state0: u32 = 0;
let state1: u32 = 0;
let state2: u32 = 0;
let state3: u32 = 0;
/** The next active entry, relative to the start of the next block. */
let position: i32 = 0;

/** Starts the walk of a batch with the generator in the given state. */
export function openWalk(word0: u32, word1: u32, word2: u32, word3: u32): void {
  state0 = word0;
  state1 = word1;
  state2 = word2;
  state3 = word3;
  const draw = nextDraw();
  position = searchGap(-1, draw, load<u16>((draw >>> 22) << 1, guide));
}

/** Walks through the next samples and records their active entries. Returns the end of the records. */
export function drawEntries(samples: i32): usize {
  const end = walk(samples * features);
  const reciprocal = featuresReciprocal;
  const count = features;
  const byNeuron = <i32>neuronStride;
  const byFeature = <i32>featureStride;
  const bytes = numberBytes;
  for (let entry = entries; entry < end; entry += ENTRY_BYTES) {
    const place = load<i32>(entry);
    const sample = <i32>((<u64>place * reciprocal) >> 40);
    const feature = place - sample * count;
    // An odd multiple of 2⁻²⁴ in (−1, 1): exact.
    const units = <i32>((load<u32>(entry, 8) >>> 8) << 1) - 0xffffff;
    store<i32>(entry, feature * byNeuron);
    store<i32>(entry, sample * byNeuron, 4);
    store<f32>(entry, <f32>units * <f32>5.9604644775390625e-8, 8);
    store<i32>(entry, sample * byFeature + feature * bytes, 12);
  }
  return end;
}

/** The next raw draw of the stream. */
function nextDraw(): u32 {
  const draw = rotl<u32>(state1 * 5, 7) * 9;
  const shifted = state1 << 9;
  state2 ^= state0;
  state3 ^= state1;
  state1 ^= state2;
  state0 ^= state3;
  state2 ^= shifted;
  state3 = rotl<u32>(state3, 11);
  return draw;
}

/** The position of the next active entry after `here`. The gap of `draw` is searched for from `index` on. */
export function searchGap(here: i32, draw: u32, index: i32): i32 {
  while (index < gaps && draw > load<u32>(<usize>index << 2, thresholds)) index++;
  while (index >= gaps) {
    // The gap is longer than the table. The rest of it is again geometric, because the distribution has no memory.
    here += gaps;
    draw = nextDraw();
    index = load<u16>((draw >>> 22) << 1, guide);
    while (index < gaps && draw > load<u32>(<usize>index << 2, thresholds)) index++;
  }
  return here + index + 1;
}

/**
 * Records the positions of active entries and the raw draws of their values, up to position `end`. Each draw depends on
 * the one before, so this part is serial; we keep it small enough for the registers.
 */
function walk(end: i32): usize {
  let word0 = state0;
  let word1 = state1;
  let word2 = state2;
  let word3 = state3;
  let here = position;
  let entry = entries;
  while (here < end) {
    store<i32>(entry, here);
    store<u32>(entry, rotl<u32>(word1 * 5, 7) * 9, 8);
    entry += ENTRY_BYTES;
    let shifted = word1 << 9;
    word2 ^= word0;
    word3 ^= word1;
    word1 ^= word2;
    word0 ^= word3;
    word2 ^= shifted;
    word3 = rotl<u32>(word3, 11);

    const draw = rotl<u32>(word1 * 5, 7) * 9;
    shifted = word1 << 9;
    word2 ^= word0;
    word3 ^= word1;
    word1 ^= word2;
    word0 ^= word3;
    word2 ^= shifted;
    word3 = rotl<u32>(word3, 11);
    // The gap is nearly always the first or the second candidate of the guide. The processor would often mispredict a
    // branch between the two, so we add a comparison instead. Gaps beyond the table meet the zeros that follow it, and
    // go to the search.
    let index: i32 = load<u16>((draw >>> 22) << 1, guide);
    index += i32(draw > load<u32>(<usize>index << 2, thresholds));
    if (draw > load<u32>(<usize>index << 2, thresholds)) {
      state0 = word0;
      state1 = word1;
      state2 = word2;
      state3 = word3;
      here = searchGap(here, draw, index);
      word0 = state0;
      word1 = state1;
      word2 = state2;
      word3 = state3;
    } else {
      here += index + 1;
    }
  }
  state0 = word0;
  state1 = word1;
  state2 = word2;
  state3 = word3;
  position = here - end;
  return entry;
}
