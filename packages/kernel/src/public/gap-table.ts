import type { Gaps } from '../memory-plan.js';
import { described } from './arguments.js';

// The code of core's tasks has the same function. If it came from here, that code would be another one, and every cached
// training would run again. A test of core compares the two.
const guideBits = 10;
const guideShift = 32 - guideBits;
const mostGaps = 1024;

/**
 * The tables that turn a uniform 32-bit draw into the gap to the next active entry, for data where each entry is active
 * with probability p: thresholds[g − 1] = round(2³²·(1 − (1−p)^g)) − 1. They end after 1,024 gaps, or with the first
 * threshold that is 2³² − 1.
 *
 * @param activeProbability p, 10⁻⁶ … 1
 * @throws TypeError for what is no number, RangeError for a number outside of the range
 */
export function gapTable(activeProbability: number): Gaps {
  const wanted = 'must be a number 0.000001 … 1';
  if (typeof activeProbability !== 'number') {
    throw new TypeError(`activeProbability is ${described(activeProbability)}: ${wanted}`);
  }
  if (!(activeProbability >= 1e-6 && activeProbability <= 1)) {
    throw new RangeError(`activeProbability = ${activeProbability}: ${wanted}`);
  }
  const gaps: number[] = [];
  let inactive = 1;
  while (gaps.length < mostGaps && gaps.at(-1) !== 2 ** 32 - 1) {
    inactive *= 1 - activeProbability;
    gaps.push(Math.round(2 ** 32 * (1 - inactive)) - 1);
  }
  const thresholds = Uint32Array.from(gaps);
  const guide = new Uint16Array(2 ** guideBits);
  let start = 0;
  for (let top = 0; top < guide.length; top++) {
    while (start < thresholds.length && thresholds[start]! < top * 2 ** guideShift) start++;
    guide[top] = start;
  }
  return { thresholds, guide };
}
