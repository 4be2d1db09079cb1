import { describe, expect, it } from 'vitest';
import { wrongCalls, wrongWeights } from '../../../../scripts/test-support/wrong-calls.js';
import * as kernel from '../index.js';

const weights = {
  features: 3,
  neurons: 2,
  input: new Float32Array(6).fill(0.5),
  output: new Float32Array(6).fill(0.5),
};
const setup = { ...weights, lossExponent: 4, gaps: kernel.gapTable(0.5) };

wrongCalls(kernel, {
  compileKernel: [],
  gapTable: [0.5],
  openEvaluation: [setup],
  openTraining: [setup],
  trainingBytes: [{ features: 3, neurons: 2 }],
});

wrongWeights(weights, '', {
  openEvaluation: (given: typeof weights) => kernel.openEvaluation({ ...setup, ...given }),
  openTraining: (given: typeof weights) => kernel.openTraining({ ...setup, ...given }),
});

describe('what was opened', () => {
  wrongCalls(kernel.openTraining(setup) as never, {
    accumulate: [8, true],
    lossSum: [],
    openBatch: [Uint32Array.of(1, 2, 3, 4)],
    update: [{ rate: 0.1, correction: 1, scale: 1 }],
    weights: [],
  });
  const evaluation = kernel.openEvaluation(setup);
  evaluation.openChunk(Uint32Array.of(1, 2, 3, 4));
  wrongCalls(evaluation as never, {
    evaluate: [8],
    featureSums: [],
    openChunk: [Uint32Array.of(1, 2, 3, 4)],
    tallies: [],
  });
});

it('says what is missing', () => {
  const { gaps: _, ...without } = setup;
  expect(() => kernel.openTraining(without as never)).toThrow(
    'gaps is missing: pass gapTable(activeProbability)',
  );
});
