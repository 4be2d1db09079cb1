import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applySetting, configPaths, defaultConfig, formatProblem, parseConfig, seedsOf } from './config.js';

function problemsOf(input: unknown): string[] {
  const parsed = parseConfig(input);
  return parsed.ok ? [] : parsed.problems.map(formatProblem);
}

test('the default config is the experiment of the document with ten seeds', () => {
  expect(defaultConfig).toEqual({
    model: { features: 100, neurons: 10, init: { kind: 'normal', scale: 0.01 } },
    data: { activeProbability: 0.02 },
    training: {
      steps: 1000,
      batchSize: 2048,
      learningRate: 0.003,
      lossExponent: 4,
      schedule: 'cosine',
      seeds: 10,
    },
    evaluation: { samples: 1_000_000 },
    sweeps: {
      neurons: { values: null, seeds: null, steps: null },
      activeProbability: { values: null, seeds: null, steps: null },
      lossExponent: { values: null, seeds: null, steps: null },
      lossExponentSparse: { values: null, activeProbability: null, seeds: null, steps: null },
      trainingSteps: { values: null, seeds: null },
      exponentByProbability: {
        values: { lossExponent: null, activeProbability: null },
        seeds: null,
        steps: null,
      },
      neuronsByProbability: {
        values: { neurons: null, activeProbability: null },
        seeds: null,
        steps: null,
      },
    },
    report: {
      title: 'Computation in superposition',
      depth: 'standard',
      crossCheck: null,
      crossCheckStatistics: false,
      git: false,
    },
    engine: 'kernel',
  });
  expect(parseConfig({})).toEqual({ ok: true, config: defaultConfig });
  expect(parseConfig(undefined)).toEqual({ ok: true, config: defaultConfig });
});

test('a partial config keeps the other defaults', () => {
  const parsed = parseConfig({ model: { init: { scale: 0.1 } }, training: { seeds: [7, 3] } });
  expect(parsed.ok && parsed.config.model).toEqual({
    ...defaultConfig.model,
    init: { kind: 'normal', scale: 0.1 },
  });
  expect(parsed.ok && seedsOf(parsed.config)).toEqual([7, 3]);
  expect(seedsOf(defaultConfig)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('all problems are reported at once, each with path, value and what is allowed', () => {
  expect(
    problemsOf({
      model: { features: 0, neurons: '10', init: { kind: 'orthogonal' } },
      data: { activeProbability: 2 },
      training: { lossExponent: 4.2, steps: Number.NaN, seeds: [1, 1], neurons: 4 },
      evaluation: 5,
      sparsity: 1,
      engine: 'tfjs',
    }),
  ).toMatchInlineSnapshot(`
    [
      "model.features = 0: must be an integer 1 … 4096",
      "model.neurons = "10": must be an integer 1 … 4096",
      "model.init.kind = "orthogonal": must be one of 'normal', 'kaiming-uniform', 'xavier-uniform', 'naive'",
      "data.activeProbability = 2: must be a number 0.000001 … 1",
      "training.steps = NaN: must be an integer 1 … 1000000",
      "training.lossExponent = 4.2: must be a multiple of 0.5 in 1.5 … 8 (then |e|^q needs only products and square roots; above that it underflows in float32)",
      "training.seeds = [1,1]: must be a count 1 … 1000, or a list of 1 … 1000 distinct integers 0 … 4294967295",
      "training.neurons = 4: is not a setting (did you mean model.neurons?); it must be one of training.steps, training.batchSize, training.learningRate, training.lossExponent, training.schedule, training.seeds",
      "evaluation = 5: must be an object with settings among evaluation.samples",
      "sparsity = 1: is not a setting; it must be one of model, data, training, evaluation, sweeps, report, engine",
      "engine = "tfjs": is not installed; must be one of 'kernel', 'reference'",
    ]
  `);
});

test.each([
  ['neuron', /did you mean model.neurons/],
  ['modle', /did you mean/],
  ['training.lossExponant', /did you mean training.lossExponent/],
  ['training.activeProbability', /did you mean data.activeProbability/],
  ['training.lr', /did you mean training.learningRate\?/],
  ['p', /did you mean data.activeProbability\?/],
  ['seed', /seed is an option of train; training.seeds has the seeds of all models/],
  ['training.seed', /seed is an option of train; training.seeds has the seeds of all models/],
  ['sweeps.neurons.seed', /did you mean sweeps.neurons.seeds\?/],
])('an unknown setting %s names the nearest', (path, message) => {
  expect(problemsOf(applySetting({}, path, '1')).join()).toMatch(message);
});

test.each([
  [
    { model: { features: 5, neurons: 6, init: { kind: 'naive' } } },
    /model.neurons = 6: must be an integer 1 … 5/,
  ],
  [{ model: { features: 4096, neurons: 4096 } }, /model.neurons = 4096: must be an integer 1 … 1024/],
  [
    { model: { features: 1000 }, training: { batchSize: 1_000_000 } },
    /batchSize = 1000000: must be an integer 1 … 67108/,
  ],
  [{ engine: 'tfjs' }, /engine = "tfjs": is not installed; must be one of 'kernel', 'reference'/],
  [{ training: { lossExponent: 9 } }, /multiple of 0.5 in 1.5 … 8 \(.*underflows/],
  [{ training: { seeds: [] } }, /a count 1 … 1000, or a list/],
  [{ training: { seeds: [2 ** 32] } }, /distinct integers 0 … 4294967295/],
  [{ training: { seeds: 0 } }, /a count 1 … 1000/],
  [{ report: { title: '' } }, /a text of 1 … 200 characters/],
  [{ report: { depth: 'deep' } }, /report.depth = "deep": must be one of 'brief', 'standard', 'full'/],
  [{ report: { crossCheck: 'yes' } }, /report.crossCheck = "yes": must be null, true or false/],
  [null, /must be an object/],
  [[], /must be an object/],
])('limit %#', (input, message) => {
  expect(problemsOf(input).join('\n')).toMatch(message);
});

test('a limit across settings is checked although another setting is wrong', () => {
  const problems = problemsOf({
    model: { features: 5, neurons: 6, init: { kind: 'naive' } },
    data: { activeProbability: 0 },
  });
  expect(problems).toHaveLength(2);
});

test('an engine that is installed is accepted', () => {
  expect(parseConfig({ engine: 'tfjs' }, { engines: ['reference', 'tfjs'] }).ok).toBe(true);
});

test('settings from the command line are JSON where they can be, and texts stay texts', () => {
  const config = applySetting(
    applySetting({ model: { features: 7 } }, 'model.neurons', '20'),
    'model.init.kind',
    'naive',
  );
  expect(config).toEqual({ model: { features: 7, neurons: 20, init: { kind: 'naive' } } });
  expect(applySetting({}, 'report.title', '2024')).toEqual({ report: { title: '2024' } });
  expect(applySetting({}, 'report.title', '"quoted"')).toEqual({ report: { title: 'quoted' } });
  expect(applySetting({}, 'training.seeds', '[1, 2]')).toEqual({ training: { seeds: [1, 2] } });
  expect(applySetting({}, 'report.crossCheck', 'false')).toEqual({ report: { crossCheck: false } });
  expect(applySetting({}, 'training.steps', 'many')).toEqual({ training: { steps: 'many' } });
});

test('applying a setting leaves its input alone and cannot reach a prototype', () => {
  const input = { model: { features: 7 } };
  applySetting(input, 'model.features', '8');
  expect(input).toEqual({ model: { features: 7 } });
  const hostile = applySetting({}, '__proto__.polluted', 'true');
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  expect(problemsOf(hostile).join()).toMatch(/__proto__.*not a setting/);
  expect(problemsOf(JSON.parse('{"model":{"__proto__":{"features":3}}}')).join()).toMatch(/not a setting/);
});

test('every documented path has a default that its own schema and a whole config accept', () => {
  expect(configPaths.map(({ path }) => path)).toEqual([
    'model.features',
    'model.neurons',
    'model.init.kind',
    'model.init.scale',
    'data.activeProbability',
    'training.steps',
    'training.batchSize',
    'training.learningRate',
    'training.lossExponent',
    'training.schedule',
    'training.seeds',
    'evaluation.samples',
    'sweeps.neurons.values',
    'sweeps.neurons.seeds',
    'sweeps.neurons.steps',
    'sweeps.activeProbability.values',
    'sweeps.activeProbability.seeds',
    'sweeps.activeProbability.steps',
    'sweeps.lossExponent.values',
    'sweeps.lossExponent.seeds',
    'sweeps.lossExponent.steps',
    'sweeps.lossExponentSparse.values',
    'sweeps.lossExponentSparse.activeProbability',
    'sweeps.lossExponentSparse.seeds',
    'sweeps.lossExponentSparse.steps',
    'sweeps.trainingSteps.values',
    'sweeps.trainingSteps.seeds',
    'sweeps.exponentByProbability.values.lossExponent',
    'sweeps.exponentByProbability.values.activeProbability',
    'sweeps.exponentByProbability.seeds',
    'sweeps.exponentByProbability.steps',
    'sweeps.neuronsByProbability.values.neurons',
    'sweeps.neuronsByProbability.values.activeProbability',
    'sweeps.neuronsByProbability.seeds',
    'sweeps.neuronsByProbability.steps',
    'report.title',
    'report.depth',
    'report.crossCheck',
    'report.crossCheckStatistics',
    'report.git',
    'engine',
  ]);
  for (const { path, default: value, about, allowed } of configPaths) {
    expect(problemsOf(applySetting({}, path, JSON.stringify(value)))).toEqual([]);
    expect(about.length > 10 && allowed.length > 5).toBe(true);
  }
});

test('anything at all is either a config or a list of problems with paths', () => {
  const value = fc.oneof(fc.anything(), fc.double(), fc.integer(), fc.string());
  const path = fc.oneof(fc.constantFrom(...configPaths.map((setting) => setting.path)), fc.string());
  fc.assert(
    fc.property(fc.array(fc.tuple(path, value), { maxLength: 4 }), fc.anything(), (settings, whole) => {
      let input: unknown = {};
      for (const [at, what] of settings) input = applySetting(input, at, String(JSON.stringify(what)));
      for (const candidate of [input, whole]) {
        const parsed = parseConfig(candidate);
        if (parsed.ok) expect(parseConfig(parsed.config)).toEqual(parsed);
        else for (const problem of parsed.problems) expect(formatProblem(problem)).toMatch(/: (must|is)/);
      }
    }),
    { numRuns: 300 },
  );
});

test('−0 is 0, wherever it stands', () => {
  const parsed = parseConfig({
    model: { init: { scale: -0 } },
    training: { seeds: [-0, 1] },
    sweeps: { neurons: { seeds: [2, -0] } },
  });
  expect(parsed.ok && [parsed.config.model.init.scale, parsed.config.training.seeds]).toEqual([0, [0, 1]]);
  expect(parsed.ok && parsed.config.sweeps.neurons.seeds).toEqual([2, 0]);
  const set = parseConfig(applySetting({}, 'model.init.scale', '-0'));
  expect(set.ok && Object.is(set.config.model.init.scale, 0)).toBe(true);
  expect(problemsOf({ training: { seeds: [0, -0] } })).toHaveLength(1);
});
