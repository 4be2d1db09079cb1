import { drawEntries, ENTRY_BYTES, openWalk } from './draw';
import { listPairs64, subtractTargets64, sumHidden64, sumOutputs64 } from './outputs64';
import { ORDER_BYTES, orderSamples } from './pairs';
import {
  blockSamples,
  entries,
  errors,
  features,
  featureStride,
  featureSums,
  halfExponents,
  inputWeights,
  neuronStride,
  ownOutputs,
  sampleOrder,
  sampleTallies,
} from './globals';

/*
 * The sums of an evaluation. All are float64 and run over samples in ascending order. Samples without an active feature
 * are passed over.
 *
 * Losses are differences from the errors e′ that active features have when each is active alone, at the same value. e′ is
 * rounded as e is, so that e = e′ where no other feature interferes.
 *
 * featureSums has ten rows of features: active count, Σ(e² − e′²), Σ(e² − e′²)², Σ(e⁴ − e′⁴), Σ(|e|^q − |e′|^q); positive count,
 * Σ(e² − e′²); and over all samples Σe², Σe⁴, Σ|e|^q. The last row is used only for exponents other than 2 and 4.
 *
 * sampleTallies has sums over samples, where a is the loss in a sample and c the number of entries that the loss is
 * over: {Σa, Σa², Σa·c} of each of the seven losses, then {Σc, Σc²} of active entries and of positive ones. A loss over
 * all entries is added in four partial sums by j mod 4, joined as (p₀ + p₁) + (p₂ + p₃). A loss over active or positive
 * entries is added entry by entry.
 */

/** |e|^q in float64: the integer part of q by multiplication from the left, then once √|e| when q is a half-integer. */
// @ts-ignore: decorator
@inline
function power(e: f64): f64 {
  const size = Math.abs(e);
  let result = size;
  for (let factor = halfExponents >> 1; factor > 1; factor--) result *= size;
  return (halfExponents & 1) == 1 ? result * Math.sqrt(size) : result;
}

// @ts-ignore: decorator
@inline
function powers(e: v128): v128 {
  const size = f64x2.abs(e);
  let result = size;
  for (let factor = halfExponents >> 1; factor > 1; factor--) result = f64x2.mul(result, size);
  return (halfExponents & 1) == 1 ? f64x2.mul(result, f64x2.sqrt(size)) : result;
}

// @ts-ignore: decorator
@inline
function addTo(at: usize, value: f64): void {
  store<f64>(at, load<f64>(at) + value);
}

/** Adds one sample's loss to the tally number `index`. The loss is over `count` entries. */
// @ts-ignore: decorator
@inline
function tally(index: usize, loss: f64, count: f64): void {
  const at = sampleTallies + index * 24;
  addTo(at, loss);
  addTo(at + 8, loss * loss);
  addTo(at + 16, loss * count);
}

// @ts-ignore: decorator
@inline
function joined(low: v128, high: v128): f64 {
  const first = f64x2.extract_lane(low, 0) + f64x2.extract_lane(low, 1);
  return first + (f64x2.extract_lane(high, 0) + f64x2.extract_lane(high, 1));
}

/** Adds the vector `value` to the sums at `at`. */
// @ts-ignore: decorator
@inline
function addVector(at: usize, value: v128): void {
  v128.store(at, f64x2.add(v128.load(at), value));
}

/** Σe′², Σe′⁴, Σ|e′|^q over the active entries of a sample. */
let aloneSquared: f64 = 0;
let aloneFourth: f64 = 0;
let alonePower: f64 = 0;

/** Adds one sample's errors over all entries, as the difference from those that its active features would have alone. */
function addAllEntries(row: usize, count: f64): void {
  const stride = featureStride;
  let sums = featureSums + 7 * stride;
  const end = row + stride;
  let squaredLow = f64x2.splat(0);
  let squaredHigh = f64x2.splat(0);
  let fourthLow = f64x2.splat(0);
  let fourthHigh = f64x2.splat(0);
  for (let at = row; at < end; at += 32) {
    const low = v128.load(at);
    const squareLow = f64x2.mul(low, low);
    const fourLow = f64x2.mul(squareLow, squareLow);
    squaredLow = f64x2.add(squaredLow, squareLow);
    fourthLow = f64x2.add(fourthLow, fourLow);
    addVector(sums, squareLow);
    addVector(sums + stride, fourLow);
    const high = v128.load(at, 16);
    const squareHigh = f64x2.mul(high, high);
    const fourHigh = f64x2.mul(squareHigh, squareHigh);
    squaredHigh = f64x2.add(squaredHigh, squareHigh);
    fourthHigh = f64x2.add(fourthHigh, fourHigh);
    addVector(sums + 16, squareHigh);
    addVector(sums + stride + 16, fourHigh);
    sums += 32;
  }
  tally(2, joined(squaredLow, squaredHigh) - aloneSquared, count);
  tally(4, joined(fourthLow, fourthHigh) - aloneFourth, count);
  if (halfExponents == 4 || halfExponents == 8) return;
  sums = featureSums + 9 * stride;
  let powerLow = f64x2.splat(0);
  let powerHigh = f64x2.splat(0);
  for (let at = row; at < end; at += 32) {
    const low = powers(v128.load(at));
    const high = powers(v128.load(at, 16));
    powerLow = f64x2.add(powerLow, low);
    powerHigh = f64x2.add(powerHigh, high);
    addVector(sums, low);
    addVector(sums + 16, high);
    sums += 32;
  }
  tally(6, joined(powerLow, powerHigh) - alonePower, count);
}

/** The error of the feature of an entry when it is active alone: its sum over neurons runs as that of the output, ascending. */
// @ts-ignore: decorator
@inline
function errorAlone(entry: usize): f64 {
  const x = <f64>load<f32>(entry, 8);
  const xs = f64x2.splat(x);
  const none = f64x2.splat(0);
  const row = <usize>load<u32>(entry);
  let input = inputWeights + row;
  let output = ownOutputs + row;
  const end = input + neuronStride;
  let y: f64 = 0;
  for (; input < end; input += 16) {
    const h = f64x2.mul(v128.load(input), xs);
    const part = v128.and(f64x2.mul(v128.load(output), h), f64x2.gt(h, none));
    y += f64x2.extract_lane(part, 0);
    y += f64x2.extract_lane(part, 1);
    output += 16;
  }
  return x > 0 ? y - x : y;
}

/** Adds one sample's errors at its active entries, from `entry` to `end`, as differences from those that each would have alone. */
function addActiveEntries(entry: usize, end: usize, rowOffset: usize): void {
  const stride = featureStride;
  const row = errors + rowOffset;
  let squared: f64 = 0;
  let fourth: f64 = 0;
  let powered: f64 = 0;
  let positiveSquared: f64 = 0;
  let positives: f64 = 0;
  aloneSquared = 0;
  aloneFourth = 0;
  alonePower = 0;
  const count = <f64>((end - entry) >>> 4);
  for (; entry < end; entry += ENTRY_BYTES) {
    const offset = <usize>load<u32>(entry, 12) - rowOffset;
    const e = load<f64>(row + offset);
    const alone = errorAlone(entry);
    const own = e * e;
    const other = alone * alone;
    const square = own - other;
    const four = own * own - other * other;
    let powerOf = halfExponents == 4 ? square : four;
    if (halfExponents != 4 && halfExponents != 8) {
      const otherPower = power(alone);
      alonePower += otherPower;
      powerOf = power(e) - otherPower;
    }
    aloneSquared += other;
    aloneFourth += other * other;
    squared += square;
    fourth += four;
    powered += powerOf;
    const sums = featureSums + offset;
    addTo(sums, 1);
    addTo(sums + stride, square);
    addTo(sums + 2 * stride, square * square);
    addTo(sums + 3 * stride, four);
    addTo(sums + 4 * stride, powerOf);
    if (load<f32>(entry, 8) > 0) {
      positives += 1;
      positiveSquared += square;
      addTo(sums + 5 * stride, 1);
      addTo(sums + 6 * stride, square);
    }
  }
  tally(0, squared, count);
  tally(1, positiveSquared, positives);
  tally(3, fourth, count);
  tally(5, powered, count);
  const counts = sampleTallies + 7 * 24;
  addTo(counts, count);
  addTo(counts + 8, count * count);
  addTo(counts + 16, positives);
  addTo(counts + 24, positives * positives);
}

/** Starts a chunk of samples with its stream in the given state. */
export function openChunk(word0: u32, word1: u32, word2: u32, word3: u32): void {
  openWalk(word0, word1, word2, word3);
}

/** Evaluates the chunk's next samples. Returns how many pairs of a sample and an active neuron they have. */
export function evaluate(samples: i32): i32 {
  let total = 0;
  for (let done = 0; done < samples; done += blockSamples) {
    const count = min(blockSamples, samples - done);
    const entriesEnd = drawEntries(count);
    sumHidden64(count, entriesEnd);
    total += listPairs64(count);
    const first = orderSamples(count);
    for (let sample = sampleOrder; sample < first; sample += ORDER_BYTES) {
      memory.fill(load<u32>(sample, 8), 0, featureStride);
    }
    sumOutputs64(first, sampleOrder + <usize>count * ORDER_BYTES);
    subtractTargets64(entriesEnd);
    let entry = entries;
    let rowOffset: usize = 0;
    for (let sample = 0; sample < count; sample++) {
      const next = rowOffset + featureStride;
      let last = entry;
      while (last < entriesEnd && load<u32>(last, 12) < <u32>next) last += ENTRY_BYTES;
      if (last > entry) {
        addActiveEntries(entry, last, rowOffset);
        addAllEntries(errors + rowOffset, <f64>features);
      }
      entry = last;
      rowOffset = next;
    }
  }
  return total;
}
