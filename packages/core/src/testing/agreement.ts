import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import type { Weights } from '../network/weights.js';
import type { TrainedModel } from '../training/engine.js';

/** The largest difference of two models' weights as a share of the largest weight. */
function distance(a: Weights, b: Weights): number {
  let [difference, largest] = [0, 0];
  for (const part of ['input', 'output'] as const) {
    strictEqual(a[part].length, b[part].length);
    for (const [index, entry] of a[part].entries()) {
      // Written as a negation, because every comparison with NaN is false: NaN must count as a difference.
      if (!(Math.abs(entry - b[part][index]!) <= difference)) difference = Math.abs(entry - b[part][index]!);
      largest = Math.max(largest, Math.abs(b[part][index]!));
    }
  }
  return difference / largest;
}

/** Both models alike to the bit, or their weights and losses within the allowed distance. */
export function expectAgreement(ours: TrainedModel, reference: TrainedModel, agreement: number): void {
  if (agreement === 0) {
    deepStrictEqual(ours, reference);
    return;
  }
  const far = distance(ours.weights, reference.weights);
  ok(far <= agreement, `the weights differ by ${far} of the largest, which is more than ${agreement}`);
  deepStrictEqual(ours.curve.step, reference.curve.step);
  for (const [index, loss] of ours.curve.loss.entries()) {
    const expected = reference.curve.loss[index]!;
    ok(Math.abs(loss - expected) <= agreement * expected, `loss ${index} is ${loss}, not ${expected}`);
  }
}
