import { limits } from '../config/limits.js';
import { type RandomStream, randomStream } from '../numbers/random.js';

/** So many top bits of a draw choose where the search for its gap starts. */
const GUIDE_BITS = 10;
const GUIDE_SHIFT = 32 - GUIDE_BITS;
const MAX_GAPS = 1024;

/** Integer tables that turn a uniform 32-bit draw into a geometric gap between active entries. */
export interface GapTable {
  readonly activeProbability: number;
  /**
   * thresholds[g − 1] = round(2³²·(1 − (1−p)^g)) − 1. The gap of a draw u is the first g with u ≤ thresholds[g − 1].
   */
  readonly thresholds: Uint32Array;
  /** For each value of a draw's top bits, the index where the search through the thresholds may start. */
  readonly guide: Uint16Array;
}

/**
 * The gap table of an active probability in 10⁻⁶ … 1, computed in float64 by repeated multiplication. The table ends
 * after 1,024 gaps, or with the first threshold that is 2³² − 1. Throws a RangeError for a probability outside the
 * range.
 */
export function gapTable(activeProbability: number): GapTable {
  const { min, max } = limits.activeProbability;
  if (!(activeProbability >= min && activeProbability <= max)) {
    throw new RangeError(`the active probability must be a number ${min} … ${max}, not ${activeProbability}`);
  }
  const gaps: number[] = [];
  let inactive = 1;
  while (gaps.length < MAX_GAPS && gaps.at(-1) !== 2 ** 32 - 1) {
    inactive *= 1 - activeProbability;
    gaps.push(Math.round(2 ** 32 * (1 - inactive)) - 1);
  }
  const thresholds = Uint32Array.from(gaps);
  const guide = new Uint16Array(2 ** GUIDE_BITS);
  let start = 0;
  for (let top = 0; top < guide.length; top++) {
    while (start < thresholds.length && thresholds[start]! < top * 2 ** GUIDE_SHIFT) start++;
    guide[top] = start;
  }
  return { activeProbability, thresholds, guide };
}

/** Reads a batch sample by sample. Each call overwrites the arrays with the active features of the next sample. */
export interface BatchReader {
  /** Indices of the active features, ascending; only the first `next()` entries count. */
  readonly active: Uint32Array;
  /** Their values, uniform on (−1, 1). */
  readonly values: Float32Array;
  /** Moves on to the next sample and returns how many features are active in it. */
  readonly next: () => number;
}

/** Adds up geometric gaps: the position of the next active entry after `position`. */
function nextPosition(position: number, stream: RandomStream, { thresholds, guide }: GapTable): number {
  let start = position;
  for (;;) {
    const draw = stream.uint32();
    let index = guide[draw >>> GUIDE_SHIFT]!;
    while (index < thresholds.length && draw > thresholds[index]!) index++;
    if (index < thresholds.length) return start + index + 1;
    // The gap is longer than the table. The rest of it is again geometric, because the distribution has no memory.
    start += thresholds.length;
  }
}

/**
 * Opens the batch named (seed, label, index) of samples with independently active features. The walk goes through the
 * flattened batch (sample·features + feature) from active entry to active entry. For each entry it first draws the gap,
 * then the value. So inactive entries cost nothing, and a batch is a pure function of its name. A caller may read any
 * number of samples; the first ones do not depend on that number.
 */
export function openBatch(
  features: number,
  table: GapTable,
  { seed, label, index }: { readonly seed: number; readonly label: string; readonly index: number },
): BatchReader {
  const stream = randomStream(seed, label, index);
  const active = new Uint32Array(features);
  const values = new Float32Array(features);
  let begin = 0;
  let position = nextPosition(-1, stream, table);
  const next = () => {
    const end = begin + features;
    let count = 0;
    while (position < end) {
      active[count] = position - begin;
      values[count] = stream.signedUnit();
      count++;
      position = nextPosition(position, stream, table);
    }
    begin = end;
    return count;
  };
  return { active, values, next };
}
