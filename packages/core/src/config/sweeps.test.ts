import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applySetting, type ConfigInput, formatProblem, parseConfig } from './config.js';
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
      neurons: [[1, 2, 5, 10, 20, 30, 50, 70, 90]],
      activeProbability: [[0.001, 0.003, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3]],
      lossExponent: [[1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 7, 8]],
      trainingSteps: [[100, 300, 1000, 3000, 10_000, 30_000]],
      exponentByProbability: [
        [1.5, 2, 3, 4, 5, 6, 8],
        [0.001, 0.003, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3],
      ],
      neuronsByProbability: [
        [1, 2, 5, 10, 15, 20, 40],
        [0.001, 0.003, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3],
      ],
    });
  });

  test('keep to a small config, and pass through its own values', () => {
    const grids = gridsOf({
      model: { features: 20, neurons: 7 },
      data: { activeProbability: 0.15 },
      training: { steps: 25, lossExponent: 6.5 },
    });
    expect(grids['neurons']).toEqual([[1, 2, 5, 7, 10]]);
    expect(grids['activeProbability']![0]).toContain(0.15);
    expect(grids['trainingSteps']).toEqual([[25, 100, 300]]);
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

describe('values of one’s own', () => {
  test('are taken as they are, in ascending order, and an empty list is no sweep', () => {
    const input = applySetting({ sweeps: noSweeps }, 'sweeps.neurons.values', '[15, 5]') as ConfigInput;
    expect(gridsOf(input)).toEqual({ neurons: [[5, 15]] });
  });

  test.each(['exponentByProbability', 'neuronsByProbability'] as const)(
    'an empty list in the place of both axes leaves out the map %s',
    (name) => {
      const all = sweepsOf(parsed({})).map((sweep) => sweep.name);
      const input = applySetting({}, `sweeps.${name}.values`, '[]') as ConfigInput;
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
    ['sweeps.neurons.seeds', '0', /must be a count 1 … 1000/],
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
