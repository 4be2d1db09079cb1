import { configSchema } from '@superposition/core/internal/config/config-schema';
import { noSweeps } from '@superposition/core/internal/config/sweeps';
import { naiveWeights } from '@superposition/core/internal/network/weights';
import { stagesOf } from '@superposition/pipeline/internal/graph/stage';
import { expect, it } from 'vitest';
import { buildPipeline } from './pipeline.js';

const stagesThatDiffer = (a: object, b: object) => {
  const [left, right] = [a, b].map((input) => buildPipeline(configSchema.parse(input)).graph.byName);
  return [...left!.values()]
    .filter(({ name, params, inputs }) => {
      const other = right!.get(name);
      return (
        other === undefined ||
        JSON.stringify(other.params) !== JSON.stringify(params) ||
        Object.keys(other.inputs).join() !== Object.keys(inputs).join()
      );
    })
    .map(({ name }) => name);
};

it.each([
  ['brief', 0],
  ['standard', 4],
  ['full', 6],
] as const)('ends in the figures of models, those of the sweeps, and a page: %s', (depth, count) => {
  const { page, figures, sweeps } = buildPipeline(configSchema.parse({ report: { depth } }));
  expect(Object.values(page.inputs).flatMap(stagesOf)).toEqual(
    expect.arrayContaining([...figures, ...sweeps]),
  );
  expect([...figures, ...sweeps].map(({ name }) => name)).toEqual(
    Array.from({ length: figures.length + count }, (_, index) => `figure-${index + 1}`),
  );
});

it('draws both sweeps over exponents in one figure, or the one that there is', () => {
  const exponent = (sweeps: object) => {
    const found = buildPipeline(configSchema.parse({ sweeps: { ...noSweeps, ...sweeps } })).sweeps;
    return found.map(({ inputs }) => stagesOf(inputs['sweeps']!).map(({ name }) => name));
  };
  const values = [2, 4];
  expect(exponent({ lossExponent: { values }, lossExponentSparse: { values } })).toEqual([
    ['sweep[lossExponent]', 'sweep[lossExponentSparse]'],
  ]);
  expect(exponent({ lossExponentSparse: { values } })).toEqual([['sweep[lossExponentSparse]']]);
});

it('tells the figures of sweeps which lengths of training have converged, if the report knows', () => {
  const figuresOf = (sweeps: object) => buildPipeline(configSchema.parse({ sweeps })).sweeps;
  for (const { params, inputs } of figuresOf({})) {
    expect(params).toMatchObject({ stepsFigure: 13 });
    expect(inputs).toHaveProperty('convergence');
  }
  const [first, ...others] = figuresOf({ ...noSweeps, neurons: { values: [2] } });
  expect(others).toEqual([]);
  expect(first!.params).toMatchObject({ stepsFigure: null });
  expect(first!.inputs).not.toHaveProperty('convergence');
});

it('numbers the sweeps that there are', () => {
  const some = {
    ...noSweeps,
    lossExponent: { values: [2] },
    neuronsByProbability: { values: { neurons: [2] } },
  };
  const { figures, sweeps } = buildPipeline(configSchema.parse({ sweeps: some }));
  expect(sweeps.map(({ name, task }) => [name, task.address.split('#')[1]])).toEqual([
    [`figure-${figures.length + 1}`, 'sweepExponent'],
    [`figure-${figures.length + 2}`, 'sweepMap'],
  ]);
  expect(buildPipeline(configSchema.parse({ sweeps: noSweeps })).sweeps).toEqual([]);
});

it('changes the parameters of the page alone with its title', () => {
  expect(stagesThatDiffer({}, { report: { title: 'Another' } })).toEqual(['page']);
});

it('tells only the figures that name the other seeds how many there are', () => {
  const differing = stagesThatDiffer({ training: { seeds: 2 } }, { training: { seeds: 3 } });
  expect(differing.filter((name) => name.startsWith('figure-'))).toEqual([
    'figure-1',
    'figure-2',
    'figure-4',
    'figure-8',
    'figure-a',
    'figure-claims',
  ]);
});

it('keeps the place of each figure where weights are given, and says which needs training', () => {
  const config = configSchema.parse({ model: { features: 5, neurons: 2 } });
  const { figures, sweeps, page, graph } = buildPipeline(config, { weights: naiveWeights(5, 2) });
  expect(figures.map(({ name }) => name)).toEqual(
    buildPipeline(configSchema.parse({})).figures.map(({ name }) => name),
  );
  expect(
    figures.filter(({ task }) => task.address.endsWith('#needsTraining')).map(({ name }) => name),
  ).toEqual(['figure-7']);
  expect(sweeps).toEqual([]);
  expect(page.inputs).not.toHaveProperty('claims');
  expect([...graph.byName.keys()].filter((name) => /seed=|lossExponent/.test(name))).toEqual([]);
});
