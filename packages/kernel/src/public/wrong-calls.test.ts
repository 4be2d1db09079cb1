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
  openTraining: [
    { ...setup, activation: 'relu', inputBounds: { lower: weights.input, upper: weights.input } },
  ],
  trainingBytes: [{ features: 3, neurons: 2 }],
});

wrongWeights(weights, '', {
  openEvaluation: (given: typeof weights) => kernel.openEvaluation({ ...setup, ...given }),
  openTraining: (given: typeof weights) => kernel.openTraining({ ...setup, ...given }),
});

describe('what was opened', () => {
  const training = kernel.openTraining(setup);
  training.openBatch(Uint32Array.of(1, 2, 3, 4));
  wrongCalls(training as never, {
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

describe('before the first batch', () => {
  const scalars = { rate: 0.1, correction: 1, scale: 1 };

  it('refuses samples and updates, of which nothing would come', () => {
    const training = kernel.openTraining(setup);
    expect(() => training.accumulate(8, true)).toThrow('no batch is open: call openBatch(state) first');
    expect(() => training.update(scalars)).toThrow('no batch is open: call openBatch(state) first');
    const evaluation = kernel.openEvaluation(setup);
    expect(() => evaluation.evaluate(8)).toThrow('no chunk is open: call openChunk(state) first');
  });

  it.each(Object.keys(scalars))('keeps the weights from a %s that is not finite', (name) => {
    const training = kernel.openTraining(setup);
    training.openBatch(Uint32Array.of(1, 2, 3, 4));
    training.accumulate(64, true);
    for (const bad of [Number.NaN, Infinity, 1e300])
      expect(() => training.update({ ...scalars, [name]: bad })).toThrow(
        new RangeError(`${name} = ${bad}: must be a finite number in float32`),
      );
    expect(training.weights()).toEqual({ input: weights.input, output: weights.output });
  });
});

it('names the member that a misspelt one may mean', () => {
  const { lossExponent, ...rest } = setup;
  expect(() => kernel.openTraining({ ...rest, lossExpnent: lossExponent } as never)).toThrow(
    new TypeError(
      'the first argument has the unknown name "lossExpnent" (did you mean lossExponent?): ' +
        'known are features, neurons, input, output, lossExponent, gaps, activation, inputBounds',
    ),
  );
});

it('says what is missing', () => {
  const { gaps: _, ...without } = setup;
  expect(() => kernel.openTraining(without as never)).toThrow(
    'gaps is missing: pass gapTable(activeProbability)',
  );
});

it.each([
  [{ activation: 'tanh' }, "activation is \"tanh\": must be 'relu' or 'identity'"],
  [{ inputBounds: { lower: weights.input } }, 'inputBounds.upper is missing: must be a Float32Array'],
  [
    { inputBounds: { lower: weights.input, upper: new Float32Array(2) } },
    'inputBounds.upper has 2 entries: must be 6',
  ],
  [
    { inputBounds: { lower: weights.input, upper: new Float32Array(6).fill(0.25) } },
    'inputBounds.lower[0] is 0.5: must be a number up to inputBounds.upper[0], 0.25',
  ],
])('says what is wrong with what a training may differ in', (change, message) => {
  expect(() => kernel.openTraining({ ...setup, ...change } as never)).toThrow(message);
});
