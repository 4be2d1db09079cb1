import { type ConfigInput, formatProblem, parseConfig } from '@superposition/core/config';
import { noSweeps } from '@superposition/core/internal/config/sweeps';
import { type Graph, graph } from '@superposition/pipeline/internal/graph/graph';
import { stagesOf } from '@superposition/pipeline/internal/graph/stage';
import { expect, test } from 'vitest';
import { buildAnalyses } from '../pipeline.js';

function graphOf(input: ConfigInput): Graph {
  const parsed = parseConfig(input);
  if (!parsed.ok) throw new Error(parsed.problems.map(formatProblem).join('\n'));
  const { quantities, lossComparison, sweeps, convergence } = buildAnalyses(parsed.config);
  const targets = [quantities, lossComparison, ...sweeps.map(({ summary }) => summary)];
  return graph([...targets, convergence].filter((stage) => stage !== undefined));
}

const names = (of: Graph) => [...of.byName.keys()];
const family = (of: Graph, name: string) => names(of).filter((each) => each.startsWith(`${name}[`));
const isNewIn = (before: Graph, after: Graph) =>
  names(after)
    .filter((name) => !before.byName.has(name))
    .sort();
const pointsOf = (of: Graph, name: string) => {
  const { inputs } = of.byName.get(name)!;
  return stagesOf(inputs['models']!).map((each) => each.name);
};

const defaults = graphOf({});
const full = graphOf({ report: { depth: 'full' } });

test('a report with the default sweeps trains each model once', () => {
  const models = family(defaults, 'model');
  // Ten seeds of the report and ten trained with L2. Then 6 numbers of neurons, 7 probabilities, 8 exponents and 5 on
  // sparser data, of which four are the same models (10 neurons, p = 0.02 and q = 4 thrice, p = 0.002 and q = 4 twice); and
  // 6 lengths of training, of which one is the report's and one that of the other sweeps.
  expect(models).toHaveLength(20 + 6 + 6 + 7 + 4 + 4);
  expect(new Set(models.map((name) => JSON.stringify(defaults.byName.get(name)!.params))).size).toBe(
    models.length,
  );
  expect(family(defaults, 'sweep')).toEqual([
    'sweep[neurons]',
    'sweep[activeProbability]',
    'sweep[lossExponent]',
    'sweep[lossExponentSparse]',
    'sweep[trainingSteps]',
  ]);
});

test('a full report adds the maps, and a brief one has no sweep', () => {
  expect(family(full, 'sweep').slice(-2)).toEqual([
    'sweep[exponentByProbability]',
    'sweep[neuronsByProbability]',
  ]);
  expect(family(full, 'model')).toEqual(expect.arrayContaining(family(defaults, 'model')));
  const brief = graphOf({ report: { depth: 'brief' } });
  expect(names(brief).filter((name) => /sweep|convergence/.test(name))).toEqual([]);
  expect(family(brief, 'model')).toHaveLength(20);
});

test('points are named by how they deviate from the config, and the lengths of training pass through its own model', () => {
  expect(pointsOf(full, 'sweep[neurons]').slice(6, 15)).toEqual([
    'sweep-point[neurons=5,steps=10000,seed=0]',
    'sweep-point[neurons=5,steps=10000,seed=1]',
    'sweep-point[neurons=5,steps=10000,seed=2]',
    'sweep-point[steps=10000,seed=0]',
    'sweep-point[steps=10000,seed=1]',
    'sweep-point[steps=10000,seed=2]',
    'sweep-point[neurons=20,steps=10000,seed=0]',
    'sweep-point[neurons=20,steps=10000,seed=1]',
    'sweep-point[neurons=20,steps=10000,seed=2]',
  ]);
  const own = defaults.byName.get('sweep-point[seed=0]')!;
  expect(stagesOf(own.inputs['model']!)[0]).toBe(defaults.byName.get('model[seed=0]'));
  expect(pointsOf(full, 'sweep[exponentByProbability]')[0]).toBe(
    'sweep-point[activeProbability=0.002,lossExponent=1.5,steps=10000,seed=0]',
  );
});

test('each length of training is compared with the longest of the same seed', () => {
  const { inputs, params } = full.byName.get('convergence')!;
  const steps = [100, 300, 1000, 3000, 10_000, 30_000, 100_000];
  expect(params).toEqual({ steps, seeds: [0, 1, 2] });
  const compared = stagesOf(inputs['comparisons']!);
  expect(compared.map(({ name }) => name).slice(5, 8)).toEqual([
    'convergence-point[steps=300,seed=2]',
    'convergence-point[seed=0]',
    'convergence-point[seed=1]',
  ]);
  expect(compared).toHaveLength(18);
  expect(compared[7]!.params).toEqual({ activeProbability: 0.02, lossExponent: 4 });
  const models = ['model', 'longest'].map((input) => stagesOf(compared[7]!.inputs[input]!)[0]!.name);
  expect(models).toEqual(['model[seed=1]', 'model[steps=100000,seed=1]']);
});

test('a point is trained and measured with its own settings', () => {
  const { byName } = full;
  const point = 'neurons=40,activeProbability=0.1,steps=10000,seed=0';
  expect(byName.get(`model[${point}]`)!.params).toMatchObject({
    model: { features: 100, neurons: 40 },
    data: { activeProbability: 0.1 },
    training: { steps: 10_000, lossExponent: 4, batchSize: 2048 },
    seed: 0,
  });
  expect(byName.get(`sweep-point[${point}]`)!.params).toEqual({
    activeProbability: 0.1,
    lossExponent: 4,
    activeEntries: 20_000,
    seed: 0,
  });
  expect(byName.get('sweep-point[lossExponent=7,steps=10000,seed=0]')!.params).toMatchObject({
    lossExponent: 7,
  });
});

test('a value added to a grid trains one model a seed and nothing else', () => {
  const before = graphOf({ sweeps: { ...noSweeps, neurons: { values: [5, 20], seeds: 3, steps: 1000 } } });
  const after = graphOf({ sweeps: { ...noSweeps, neurons: { values: [5, 15, 20], seeds: 3, steps: 1000 } } });
  expect(isNewIn(before, after)).toEqual([
    'model[neurons=15,seed=0]',
    'model[neurons=15,seed=1]',
    'model[neurons=15,seed=2]',
    'sweep-point[neurons=15,seed=0]',
    'sweep-point[neurons=15,seed=1]',
    'sweep-point[neurons=15,seed=2]',
  ]);
  const others = names(before).filter((name) => name !== 'sweep[neurons]');
  for (const name of others) {
    expect(after.byName.get(name)!.params).toEqual(before.byName.get(name)!.params);
  }
});

test('a value added to a map’s axis trains one model for each value of the other', () => {
  const mapped = (lossExponent: number[]) =>
    graphOf({
      sweeps: {
        ...noSweeps,
        exponentByProbability: { values: { lossExponent, activeProbability: [0.1, 0.2] }, steps: 500 },
      },
    });
  const added = isNewIn(mapped([2, 3]), mapped([2, 3, 5]));
  expect(added.filter((name) => name.startsWith('model'))).toEqual([
    'model[activeProbability=0.1,lossExponent=5,steps=500,seed=0]',
    'model[activeProbability=0.2,lossExponent=5,steps=500,seed=0]',
  ]);
});

test('another seed of a sweep adds its own models', () => {
  const seeded = (seeds: number) =>
    graphOf({ sweeps: { ...noSweeps, lossExponent: { values: [3], seeds, steps: 1000 } } });
  expect(isNewIn(seeded(1), seeded(2))).toEqual([
    'model[lossExponent=3,seed=1]',
    'sweep-point[lossExponent=3,seed=1]',
  ]);
});

test('an empty list leaves the sweep out, and with the steps its convergence', () => {
  const none = graphOf({ sweeps: noSweeps });
  expect(names(none).filter((name) => /sweep|convergence/.test(name))).toEqual([]);
  expect(names(defaults)).toContain('convergence');
});

test('fewer samples than a point would take are what its evaluation takes', () => {
  const small = graphOf({
    evaluation: { samples: 300 },
    sweeps: { ...noSweeps, neurons: { values: [1], steps: 1000 } },
  });
  expect(small.byName.get('sweep-point[neurons=1,seed=0]')!.params).toMatchObject({ activeEntries: 300 });
});
