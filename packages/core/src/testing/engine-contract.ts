import { deepStrictEqual, notDeepStrictEqual, ok, strictEqual, throws } from 'node:assert/strict';
import { checkObject, described } from '../public/arguments.js';
import { complete } from '../training/complete.js';
import type { ExperimentSettings, TrainedModel } from '../training/engine.js';
import type { TrainingVariant } from '../training/variant.js';
import { expectAgreement } from './agreement.js';
import { experiment } from './small-experiment.js';
import { type TrainingEngine, type TrainingRequest, trainReference } from '../public/engines.js';
import { initialWeights, type Weights } from '../network/weights.js';

/** The part of a test runner that the contract needs. Both vitest and node:test provide it. */
export interface TestRunner {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => Promise<void>): unknown;
}

/** An engine under test. */
export interface EngineUnderTest {
  readonly open: () => Promise<TrainingEngine>;
  /**
   * The largest allowed distance of its weights from those of the reference engine after a few steps, as a share of the
   * largest weight. It is 0 for an engine that keeps the numeric order and so agrees to the bit.
   */
  readonly agreement: number;
}

/**
 * Declares the tests that every training engine has to pass, with the `describe` and `it` of your test runner.
 *
 * @throws TypeError when an argument is missing
 */
export function engineContract(name: string, subject: EngineUnderTest, runner: TestRunner): void {
  checkObject('subject', subject, 'an object: { open, agreement }');
  checkObject('runner', runner, 'an object: { describe, it }');
  if (typeof name !== 'string') throw new TypeError(`name is ${described(name)}: must be a text`);
  for (const [part, fn] of Object.entries({
    'subject.open': subject.open,
    'runner.describe': runner.describe,
    'runner.it': runner.it,
  })) {
    if (typeof fn !== 'function') throw new TypeError(`${part} is ${described(fn)}: must be a function`);
  }
  const test = (what: string, body: (engine: TrainingEngine) => void) =>
    runner.it(what, async () => body(await subject.open()));
  runner.describe(`the engine contract: ${name}`, () => {
    agreementTests(test, subject.agreement);
    courseTests(test);
    endingTests(test);
    refusalTests(test);
  });
}

type Test = (name: string, body: (engine: TrainingEngine) => void) => void;

const kaiming = { kind: 'kaiming-uniform', scale: 0 } as const;

const experiments: Readonly<Record<string, ExperimentSettings>> = {
  'the settings of the document': experiment({
    model: { features: 100, neurons: 10 },
    training: { batchSize: 2048, steps: 3 },
    activeProbability: 0.02,
  }),
  'one feature, one neuron': experiment({ model: { features: 1, neurons: 1, init: kaiming } }),
  'more neurons than features': experiment({ model: { features: 3, neurons: 7, init: kaiming } }),
  'every feature active': experiment({ model: { init: kaiming }, activeProbability: 1 }),
  'the naive start': experiment({ model: { init: { kind: 'naive', scale: 0.01 } } }),
  'a constant rate': experiment({ training: { schedule: 'constant', learningRate: 0.02 } }),
  ...Object.fromEntries(
    [1.5, 2, 2.5, 3, 5.5, 8].map((lossExponent) => [
      `exponent ${lossExponent}`,
      experiment({ model: { init: kaiming }, training: { lossExponent } }),
    ]),
  ),
};

/** The model, or nothing when the engine refuses the request by a RangeError with such a message. */
function trainedUnless(refusal: RegExp, training: ReturnType<TrainingEngine>): TrainedModel | undefined {
  try {
    return complete(training);
  } catch (error) {
    if (error instanceof RangeError && refusal.test(error.message)) return undefined;
    throw error;
  }
}

/** The zeros of the first matrix are a support to keep. */
function thinned({ input, ...rest }: Weights): Weights {
  return { ...rest, input: input.map((weight, index) => (index % 3 === 1 ? 0 : weight)) };
}

const variants: Readonly<Record<string, TrainingVariant>> = {
  'without the relu': { activation: 'identity' },
  'input weights of at least zero': { inputConstraint: 'non-negative' },
  'a fixed support': { inputConstraint: 'fixed-support' },
  'a fixed support, without the relu': { activation: 'identity', inputConstraint: 'fixed-support' },
};

function agreementTests(test: Test, agreement: number): void {
  for (const [what, config] of Object.entries(experiments)) {
    test(`agrees with the reference engine: ${what}`, (engine) => {
      const [ours, reference] = [engine, trainReference].map((each) => complete(each({ config, seed: 7 })));
      expectAgreement(ours!, reference!, agreement);
    });
  }

  for (const [what, variant] of Object.entries(variants)) {
    test(`agrees with the reference engine, or refuses the variant: ${what}`, (engine) => {
      const config = experiment({ model: { init: kaiming } });
      const initial = thinned(initialWeights(config.model, 3));
      const request = { config, seed: 7, initial, variant };
      const ours = trainedUnless(/variant/, engine(request));
      if (ours !== undefined) expectAgreement(ours, complete(trainReference(request)), agreement);
    });
  }

  test('trains from the same request to the same bits, and from another seed to others', (engine) => {
    const config = experiment();
    const first = complete(engine({ config, seed: 1 }));
    deepStrictEqual(complete(engine({ config, seed: 1 })), first);
    notDeepStrictEqual(complete(engine({ config, seed: 2 })).weights, first.weights);
  });

  test('starts from the weights it is given, and leaves them alone', (engine) => {
    const config = experiment();
    const initial = initialWeights(config.model, 5);
    const { weights } = complete(engine({ config, seed: 1, initial }));
    deepStrictEqual(initial, initialWeights(config.model, 5));
    notDeepStrictEqual(weights, complete(engine({ config, seed: 1 })).weights);
    const own = complete(engine({ config, seed: 1, initial: initialWeights(config.model, 1) }));
    deepStrictEqual(own, complete(engine({ config, seed: 1 })));
  });

  for (const lossExponent of [1.5, 4]) {
    test(`is left where it is by batches without an active feature, exponent ${lossExponent}`, (engine) => {
      const config = experiment({
        training: { batchSize: 1, steps: 3, lossExponent },
        activeProbability: 1e-6,
      });
      const { weights, curve } = complete(engine({ config, seed: 3 }));
      deepStrictEqual(weights, initialWeights(config.model, 3));
      deepStrictEqual(curve.loss, [0, 0, 0]);
    });
  }
}

function courseTests(test: Test): void {
  test('reports the loss at the first, every ⌈T/100⌉-th and the last step, and it falls', (engine) => {
    const config = experiment({ training: { steps: 252, learningRate: 0.01 } });
    const training = engine({ config, seed: 0 });
    const reported: number[] = [];
    let [finished, model]: [number, TrainedModel | undefined] = [0, undefined];
    while (model === undefined) {
      const { done, value } = training.next();
      if (done) {
        model = value;
        continue;
      }
      ok(value.done >= finished, 'progress never goes back');
      finished = value.done;
      strictEqual(value.total, 252);
      if (value.loss !== null) reported.push(value.done - 1);
    }
    const expected = [...Array.from({ length: 84 }, (_, index) => 3 * index), 251];
    strictEqual(finished, 252);
    deepStrictEqual(reported, expected);
    deepStrictEqual(model.curve.step, expected);
    strictEqual(model.curve.loss.length, expected.length);
    ok(model.curve.loss.at(-1)! < 0.7 * model.curve.loss[0]!, 'the loss falls');
  });

  test('reports the loss as often as it is asked to, which changes nothing else', (engine) => {
    const config = experiment({ training: { steps: 201 } });
    const { weights, curve } = complete(engine({ config, seed: 0, reportEvery: 50 }));
    deepStrictEqual(curve.step, [0, 50, 100, 150, 200]);
    deepStrictEqual(complete(engine({ config, seed: 0, reportEvery: 1 })).curve.loss[50], curve.loss[1]);
    deepStrictEqual(complete(engine({ config, seed: 0 })).weights, weights);
  });

  test('hands out copies of the weights at checkpoints, which change nothing', (engine) => {
    const config = experiment();
    const training = engine({ config, seed: 2, checkpoints: [0, 2, 5] });
    const seen = new Map<number, Weights>();
    for (;;) {
      const { done, value } = training.next();
      if (done) {
        deepStrictEqual(value, complete(engine({ config, seed: 2 })));
        deepStrictEqual(seen.get(5), value.weights);
        break;
      }
      if (value.weights !== undefined) seen.set(value.done, value.weights);
    }
    deepStrictEqual([...seen.keys()], [0, 2, 5]);
    deepStrictEqual(seen.get(0), initialWeights(config.model, 2));
    notDeepStrictEqual(seen.get(2), seen.get(0));
    notDeepStrictEqual(seen.get(2), seen.get(5));
  });

  test('trains two models in turns as it trains each alone', (engine) => {
    const config = experiment({ training: { steps: 20 } });
    const [first, second] = [engine({ config, seed: 1 }), engine({ config, seed: 2 })];
    for (let turn = 0; turn < 8; turn++) {
      first.next();
      second.next();
    }
    deepStrictEqual(complete(first), complete(engine({ config, seed: 1 })));
    deepStrictEqual(complete(second), complete(engine({ config, seed: 2 })));
  });
}

function endingTests(test: Test): void {
  const reason = new Error('enough');

  test('ends at its next turn after an abort, with the signal’s reason', (engine) => {
    const stop = new AbortController();
    const training = engine({
      config: experiment({ training: { steps: 1000 } }),
      seed: 0,
      signal: stop.signal,
    });
    training.next();
    stop.abort(reason);
    throws(() => training.next(), reason);
    deepStrictEqual(training.next(), { done: true, value: undefined });
  });

  test('does not start when it is aborted before', (engine) => {
    throws(() => engine({ config: experiment(), seed: 0, signal: AbortSignal.abort(reason) }).next(), reason);
  });

  test('trains another model as ever after one was left halfway', (engine) => {
    const config = experiment();
    const whole = complete(engine({ config, seed: 0 }));
    const left = engine({ config, seed: 1 });
    left.next();
    left.return(whole);
    deepStrictEqual(complete(engine({ config, seed: 0 })), whole);
  });
}

function refusalTests(test: Test): void {
  const config = experiment();
  const weights = initialWeights(config.model, 0);
  const bad: Readonly<Record<string, readonly [Partial<TrainingRequest>, RegExp]>> = {
    seed: [{ seed: -1 }, /seed = -1: must be an integer 0 … 4294967295/],
    exponent: [
      { config: experiment({ training: { lossExponent: 4.2 } }) },
      /lossExponent = 4.2: must be a multiple of 0.5/,
    ],
    size: [{ config: experiment({ model: { features: 0 } }) }, /features = 0: must be an integer 1 … 4096/],
    checkpoint: [{ checkpoints: [6] }, /checkpoint = 6: must be an integer 0 … 5/],
    'interval of reports': [{ reportEvery: 0 }, /reportEvery = 0: must be an integer 1/],
    activation: [
      { variant: { activation: 'tanh' as never } },
      /variant.activation (=|is) "?tanh"?: must be one of/,
    ],
    'constraint of the input weights': [
      { variant: { inputConstraint: 'sparse' as never } },
      /variant.inputConstraint (=|is) "?sparse"?: must be one of/,
    ],
    'initial weight': [
      { initial: { ...weights, output: weights.output.with(3, Number.NaN) } },
      /output\[3\] (=|is) NaN: must be a finite/,
    ],
    'shape of initial weights': [
      { initial: initialWeights({ ...config.model, neurons: 5 }, 0) },
      /20 features × 5 neurons: must be 20 × 4/,
    ],
  };
  for (const [what, [change, message]] of Object.entries(bad)) {
    test(`refuses a bad ${what} before any work`, (engine) => {
      throws(() => engine({ config, seed: 0, ...change }).next(), message);
    });
  }
}
