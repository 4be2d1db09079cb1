import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applySetting, type ConfigInput, formatProblem, parseConfig } from './config.js';
import { hasCrossCheck, idleSweepSettings, whyNoSweeps } from './depth.js';
import { configAt, noSweeps, sweepsOf, sweptSettings } from './sweeps.js';

function parsed(input: ConfigInput) {
  const result = parseConfig(input);
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
  return result.config;
}

const problemOf = (input: unknown) => {
  const result = parseConfig(input);
  return result.ok ? '' : result.problems.map(formatProblem).join('\n');
};

const gridsOf = (input: ConfigInput) =>
  Object.fromEntries(sweepsOf(parsed(input)).map(({ name, axes }) => [name, axes.map((a) => a.values)]));

describe('the default grids', () => {
  test('are those that the report is made for', () => {
    expect(gridsOf({})).toEqual({
      neurons: [[1, 2, 5, 10, 20, 50]],
      activeProbability: [[0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2]],
      lossExponent: [[1.5, 2, 2.5, 3, 4, 5, 6, 8]],
      lossExponentSparse: [[2, 2.5, 3, 4, 6]],
      trainingSteps: [[100, 300, 1000, 3000, 10_000, 30_000]],
    });
  });

  test('of a full report are finer, reach further, and have maps', () => {
    const grids = gridsOf({ report: { depth: 'full' } });
    expect(grids['neurons']![0]).toContain(90);
    expect(grids['trainingSteps']![0]!.at(-1)).toBe(100_000);
    expect(grids['exponentByProbability']!.map((axis) => axis.length)).toEqual([7, 7]);
    expect(grids['neuronsByProbability']!.map((axis) => axis.length)).toEqual([7, 7]);
    for (const [name, axes] of Object.entries(gridsOf({}))) {
      expect(grids[name]![0], name).toEqual(expect.arrayContaining([...axes[0]!]));
    }
  });

  test('keep to a small config, and pass through its own values', () => {
    const grids = gridsOf({
      model: { features: 20, neurons: 7 },
      data: { activeProbability: 0.15 },
      training: { steps: 25, lossExponent: 6.5 },
      report: { depth: 'full' },
    });
    expect(grids['neurons']).toEqual([[1, 2, 5, 7, 10]]);
    expect(grids['activeProbability']![0]).toContain(0.15);
    expect(grids['lossExponentSparse']![0]).toContain(6.5);
    expect(grids['trainingSteps']![0]).toEqual([25, 100, 300, 1000, 3000, 10_000, 30_000, 100_000]);
    expect(grids['exponentByProbability']![0]).toContain(6.5);
    expect(grids['neuronsByProbability']![0]).toEqual([1, 2, 5, 7, 10, 15]);
  });

  test('have one number of neurons for one feature', () => {
    expect(gridsOf({ model: { features: 1, neurons: 4 } })['neurons']).toEqual([[4]]);
  });

  test('are valid in every valid config', () => {
    const sizes = fc.integer({ min: 1, max: 4096 });
    const kind = fc.constantFrom('normal' as const, 'naive' as const);
    fc.assert(
      fc.property(sizes, sizes, kind, (features, neurons, init) => {
        const input = { model: { features, neurons, init: { kind: init } }, training: { batchSize: 1 } };
        const result = parseConfig(input);
        expect(result.ok || result.problems.every(({ path }) => path === 'model.neurons')).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the default trainings', () => {
  const sweepsBy = (input: ConfigInput) =>
    Object.fromEntries(sweepsOf(parsed(input)).map((sweep) => [sweep.name, sweep]));
  const stepsOf = (input: ConfigInput, name: string) =>
    new Set(sweepsBy(input)[name]!.points.map(({ steps }) => steps));

  test('take ten times the steps of the report, and at least 10,000', () => {
    for (const name of ['neurons', 'activeProbability', 'lossExponent', 'lossExponentSparse']) {
      expect(stepsOf({}, name)).toEqual(new Set([10_000]));
      expect(stepsOf({ training: { steps: 20 } }, name)).toEqual(new Set([10_000]));
      expect(stepsOf({ training: { steps: 3000 } }, name)).toEqual(new Set([30_000]));
      expect(stepsOf({ training: { steps: 200_000 } }, name)).toEqual(new Set([1_000_000]));
    }
    expect(stepsOf({ report: { depth: 'full' } }, 'exponentByProbability')).toEqual(new Set([10_000]));
  });

  test.each([1, 700, 1000, 3000, 40_000])(
    'of a report of %i steps tell whether those have converged',
    (steps) => {
      const tried = [...stepsOf({ training: { steps } }, 'trainingSteps')];
      const [others] = stepsOf({ training: { steps } }, 'neurons');
      expect(tried).toEqual(expect.arrayContaining([steps, others]));
      expect(Math.max(...tried)).toBeGreaterThan(others!);
    },
  );

  test('have the first seed of the report, in a full one the first three', () => {
    const seeds = (input: ConfigInput) => sweepsOf(parsed(input)).map((sweep) => [...sweep.seeds]);
    expect(seeds({})).toEqual([[0], [0], [0], [0], [0]]);
    expect(seeds({ training: { seeds: [7, 3, 5, 1] } })[0]).toEqual([7]);
    expect(seeds({ training: { seeds: [7, 3, 5, 1] }, report: { depth: 'full' } })).toEqual([
      ...Array.from({ length: 5 }, () => [7, 3, 5]),
      [7],
      [7],
    ]);
    expect(seeds({ training: { seeds: 1 }, report: { depth: 'full' } })[0]).toEqual([0]);
  });

  test('of the sparse sweep have a tenth of the density, the same number as in a grid', () => {
    const density = (input: ConfigInput) =>
      sweepsBy(input)['lossExponentSparse']!.points[0]!.activeProbability;
    expect(density({})).toBe(0.002);
    expect(density({ data: { activeProbability: 0.7 } })).toBe(0.07);
    expect(density({ data: { activeProbability: 1e-6 } })).toBe(1e-6);
    expect(density({ sweeps: { lossExponentSparse: { activeProbability: 0.3 } } })).toBe(0.3);
  });
});

describe('a brief report', () => {
  const brief = { depth: 'brief' } as const;

  test('has no sweep and no cross-check', () => {
    expect(gridsOf({ report: brief })).toEqual({});
    expect(hasCrossCheck(parsed({ report: brief }))).toBe(false);
    expect(hasCrossCheck(parsed({}))).toBe(true);
  });

  test('has what the config gives itself', () => {
    const sweeps = {
      neurons: { values: [3] },
      activeProbability: { seeds: 4 },
      exponentByProbability: { values: { lossExponent: [2] } },
    };
    const grids = gridsOf({ report: brief, sweeps });
    expect(Object.keys(grids)).toEqual(['neurons', 'exponentByProbability']);
    expect(grids['exponentByProbability']![1]!.length).toBeGreaterThan(1);
    expect(hasCrossCheck(parsed({ report: { ...brief, crossCheck: true } }))).toBe(true);
    expect(hasCrossCheck(parsed({ report: { crossCheck: false } }))).toBe(false);
  });

  test('says which settings of sweeps have no effect', () => {
    const sweeps = {
      neurons: { values: [3], seeds: 2 },
      activeProbability: { seeds: 4, steps: 50 },
      lossExponent: { values: [], steps: 50 },
      lossExponentSparse: { activeProbability: 0.001 },
      exponentByProbability: { steps: 70 },
      neuronsByProbability: { values: [] as const, steps: 70 },
    };
    const ofMap = 'sweeps.exponentByProbability.steps';
    expect(idleSweepSettings(parsed({ report: brief, sweeps }))).toEqual([
      'sweeps.activeProbability.seeds',
      'sweeps.activeProbability.steps',
      'sweeps.lossExponentSparse.activeProbability',
      ofMap,
    ]);
    expect(idleSweepSettings(parsed({ sweeps }))).toEqual([ofMap]);
    expect(idleSweepSettings(parsed({ report: { depth: 'full' }, sweeps }))).toEqual([]);
  });

  test('says why it has no sweeps', () => {
    expect(whyNoSweeps(parsed({ report: brief }))).toBe('depth');
    expect(whyNoSweeps(parsed({ sweeps: noSweeps }))).toBe('lists');
    expect(whyNoSweeps(parsed({ report: brief, sweeps: noSweeps }))).toBe('lists');
    expect(whyNoSweeps(parsed({}))).toBeUndefined();
  });
});

describe('values of one’s own', () => {
  test('are taken as they are, in ascending order, and an empty list is no sweep', () => {
    const input = applySetting({ sweeps: noSweeps }, 'sweeps.neurons.values', '[15, 5]') as ConfigInput;
    expect(gridsOf(input)).toEqual({ neurons: [[5, 15]] });
  });

  test.each(['exponentByProbability', 'neuronsByProbability'] as const)(
    'an empty list in the place of both axes leaves out the map %s',
    (name) => {
      const full = { report: { depth: 'full' } } as const;
      const all = sweepsOf(parsed(full)).map((sweep) => sweep.name);
      const input = applySetting(full, `sweeps.${name}.values`, '[]') as ConfigInput;
      expect(sweepsOf(parsed(input)).map((sweep) => sweep.name)).toEqual(all.filter((each) => each !== name));
      const more = parseConfig(applySetting({}, `sweeps.${name}.values`, '[1]'));
      expect(more.ok ? [] : more.problems.map(({ path }) => path)).toEqual([`sweeps.${name}.values`]);
    },
  );

  test('make every combination of a map, with its own steps and seeds', () => {
    const [map] = sweepsOf(
      parsed({
        sweeps: {
          ...noSweeps,
          exponentByProbability: {
            values: { lossExponent: [2, 3], activeProbability: [0.5, 0.1] },
            seeds: [9],
            steps: 7,
          },
        },
      }),
    );
    expect(map!.seeds).toEqual([9]);
    expect(
      map!.points.map(({ lossExponent, activeProbability }) => [lossExponent, activeProbability]),
    ).toEqual([
      [2, 0.1],
      [2, 0.5],
      [3, 0.1],
      [3, 0.5],
    ]);
    expect(new Set(map!.points.map(({ neurons, steps }) => `${neurons} ${steps}`))).toEqual(
      new Set(['10 7']),
    );
  });

  test.each([
    [
      'sweeps.neurons.values',
      '[5, 5]',
      /values = \[5,5\]: must be null, or a list .* without duplicates, each an integer 1 … 4096/,
    ],
    ['sweeps.neurons.values', '[2.5]', /each an integer 1 … 4096/],
    ['sweeps.neurons.values', '5', /must be null, or a list of at most 100/],
    ['sweeps.activeProbability.values', '[0]', /each a number 0.000001 … 1/],
    ['sweeps.lossExponent.values', '[9]', /each a multiple of 0.5 in 1.5 … 8/],
    ['sweeps.trainingSteps.values', '[0]', /each an integer 1 … 1000000/],
    [
      'sweeps.trainingSteps.steps',
      '5',
      /is not a setting .*must be one of sweeps.trainingSteps.values, sweeps.trainingSteps.seeds/,
    ],
    ['sweeps.neurons.seeds', '0', /must be null, a count 1 … 1000/],
    ['sweeps.neurons.steps', '0', /must be null, or an integer 1 … 1000000/],
    [
      'sweeps.exponentByProbability.values',
      '[1]',
      /must be an object with settings among .*values.lossExponent/,
    ],
    ['sweeps.neuron', '{}', /did you mean sweeps.neurons/],
  ])('%s = %s is refused', (path, value, message) => {
    expect(problemOf(applySetting({}, path, value))).toMatch(message);
  });

  test('that cannot be trained in this config are refused by path and value', () => {
    const naive = { model: { features: 20, init: { kind: 'naive' } } };
    expect(problemOf(applySetting(naive, 'sweeps.neurons.values', '[10, 21]'))).toBe(
      'sweeps.neurons.values = 21: is not a value to train with: model.neurons must be an integer 1 … 20 ' +
        "(model.features) when model.init.kind is 'naive', where neuron k serves feature k",
    );
    const map = applySetting(
      { model: { features: 4000 }, training: { batchSize: 8 } },
      'sweeps.neuronsByProbability.values.neurons',
      '[2000]',
    );
    expect(problemOf(map)).toMatch(
      /^sweeps.neuronsByProbability.values.neurons = 2000: is not a value to train with/,
    );
  });

  test('are not blamed for what is wrong with the config itself', () => {
    const problems = problemOf({ model: { features: 4096, neurons: 4096 }, training: { batchSize: 8 } });
    expect(problems).toMatch(/^model.neurons = 4096: .*$/);
  });
});

test('a config at its own settings is itself', () => {
  const config = parsed({ model: { neurons: 6 }, training: { lossExponent: 3 } });
  expect(configAt(config, sweptSettings(config))).toEqual(config);
  expect(configAt(config, { ...sweptSettings(config), activeProbability: 0.5, steps: 3 })).toMatchObject({
    model: { neurons: 6 },
    data: { activeProbability: 0.5 },
    training: { steps: 3, lossExponent: 3 },
  });
});
