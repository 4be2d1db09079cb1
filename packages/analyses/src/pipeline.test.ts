import { naiveWeights } from '@superposition/core/internal/network/weights';
import { type Graph, graph } from '@superposition/pipeline/internal/graph/graph';
import { canonicalJson } from '@superposition/pipeline/internal/values/canonical-json';
import { expect, test } from 'vitest';
import { changed, configOf, families, graphOf, ownRecipe } from '../test/support/graphs.js';
import { sparsityGrid } from './error/sparsity-grid.js';
import { buildAnalyses, tasks } from './pipeline.js';

const defaults = graphOf({});

test('the graph of the default config, but for its sweeps', () => {
  expect(families(defaults.order.map(({ name }) => name))).toMatchInlineSnapshot(`
    [
      "ablation[seed=…]",
      "ablation[steps=10000,seed=…]",
      "best-scale[seed=…]",
      "best-scale[steps=10000,seed=…]",
      "bounds[seed=…]",
      "bounds[steps=10000,seed=…]",
      "claims",
      "codewords[seed=…]",
      "codewords[steps=10000,seed=…]",
      "cosine-distributions",
      "cross-gain[seed=…]",
      "crowd[seed=…]",
      "crowd[steps=10000,seed=…]",
      "design[length=2]",
      "document-sample",
      "effective-map[seed=…]",
      "evaluation[lossExponent=2,seed=…] ×10",
      "evaluation[seed=…] ×10",
      "feature-orders[seed=…]",
      "formation[seed=…]",
      "geometry[seed=…]",
      "input-weights[seed=…]",
      "isolated-and-total[seed=…]",
      "line-findings",
      "loss-comparison",
      "loss-ladder[seed=…]",
      "loss-ladder[steps=10000,seed=…]",
      "losses[seed=…]",
      "losses[steps=10000,seed=…]",
      "model[design[length=2],steps=10000,seed=…]",
      "model[free-values,steps=10000,seed=…]",
      "model[linear,steps=10000,seed=…]",
      "model[lossExponent=2,seed=…] ×10",
      "model[lossExponent=2,steps=10000,seed=…]",
      "model[lossExponent=2,steps=30000,seed=…]",
      "model[naive-start,lossExponent=2,seed=…]",
      "model[naive-start,lossExponent=2,steps=10000,seed=…]",
      "model[naive-start,lossExponent=2,steps=30000,seed=…]",
      "model[naive-start,steps=10000,seed=…]",
      "model[non-negative,steps=10000,seed=…]",
      "model[seed=…] ×10",
      "model[steps=10000,seed=…] ×3",
      "negative-outputs[seed=…]",
      "negative-outputs[steps=10000,seed=…]",
      "neuron-uses",
      "own-gains[seed=…]",
      "own-gains[steps=10000,seed=…]",
      "participation[seed=…]",
      "participation[steps=10000,seed=…]",
      "per-feature-mse[seed=…]",
      "quantities",
      "quantities[lossExponent=2,seed=…] ×10",
      "quantities[lossExponent=2]",
      "quantities[seed=…] ×10",
      "random-frames[seed=…]",
      "random-frames[steps=10000,seed=…]",
      "response-curves[seed=…]",
      "responses[lossExponent=2,seed=…] ×10",
      "responses[seed=…] ×10",
      "sparsity-sweep",
      "sparsity-sweep[activeProbability=…] ×13",
      "theory[seed=…]",
      "theory[steps=10000,seed=…]",
      "trained-findings",
      "trained-row[design[length=2],steps=10000,seed=…]",
      "trained-row[free-values,steps=10000,seed=…]",
      "trained-row[linear,steps=10000,seed=…]",
      "trained-row[lossExponent=2,seed=…]",
      "trained-row[lossExponent=2,steps=10000,seed=…]",
      "trained-row[lossExponent=2,steps=30000,seed=…]",
      "trained-row[naive-start,lossExponent=2,seed=…]",
      "trained-row[naive-start,lossExponent=2,steps=10000,seed=…]",
      "trained-row[naive-start,lossExponent=2,steps=30000,seed=…]",
      "trained-row[naive-start,steps=10000,seed=…]",
      "trained-row[non-negative,steps=10000,seed=…]",
      "trained-row[seed=…]",
      "trained-row[steps=10000,seed=…] ×3",
      "understanding",
      "understanding[seed=…]",
      "understanding[steps=10000,seed=…]",
      "word-support[seed=…]",
      "words-beside-chance[seed=…]",
      "words-beside-chance[steps=10000,seed=…]",
    ]
  `);
});

test('another active probability trains and evaluates again', () => {
  expect(changed(defaults, graphOf({ data: { activeProbability: 0.05 } }))).toMatchInlineSnapshot(`
    [
      "ablation[seed=…]",
      "ablation[steps=10000,seed=…]",
      "best-scale[seed=…]",
      "best-scale[steps=10000,seed=…]",
      "claims",
      "crowd[seed=…]",
      "crowd[steps=10000,seed=…]",
      "design[length=2]",
      "evaluation[lossExponent=2,seed=…] ×10",
      "evaluation[seed=…] ×10",
      "formation[seed=…]",
      "line-findings",
      "loss-ladder[seed=…]",
      "loss-ladder[steps=10000,seed=…]",
      "losses[seed=…]",
      "losses[steps=10000,seed=…]",
      "model[design[length=2],steps=10000,seed=…]",
      "model[free-values,steps=10000,seed=…]",
      "model[linear,steps=10000,seed=…]",
      "model[lossExponent=2,seed=…] ×10",
      "model[lossExponent=2,steps=10000,seed=…]",
      "model[lossExponent=2,steps=30000,seed=…]",
      "model[naive-start,lossExponent=2,seed=…]",
      "model[naive-start,lossExponent=2,steps=10000,seed=…]",
      "model[naive-start,lossExponent=2,steps=30000,seed=…]",
      "model[naive-start,steps=10000,seed=…]",
      "model[non-negative,steps=10000,seed=…]",
      "model[seed=…] ×10",
      "model[steps=10000,seed=…] ×3",
      "negative-outputs[seed=…]",
      "negative-outputs[steps=10000,seed=…]",
      "theory[seed=…]",
      "theory[steps=10000,seed=…]",
      "trained-row[design[length=2],steps=10000,seed=…]",
      "trained-row[free-values,steps=10000,seed=…]",
      "trained-row[linear,steps=10000,seed=…]",
      "trained-row[lossExponent=2,seed=…]",
      "trained-row[lossExponent=2,steps=10000,seed=…]",
      "trained-row[lossExponent=2,steps=30000,seed=…]",
      "trained-row[naive-start,lossExponent=2,seed=…]",
      "trained-row[naive-start,lossExponent=2,steps=10000,seed=…]",
      "trained-row[naive-start,lossExponent=2,steps=30000,seed=…]",
      "trained-row[naive-start,steps=10000,seed=…]",
      "trained-row[non-negative,steps=10000,seed=…]",
      "trained-row[seed=…]",
      "trained-row[steps=10000,seed=…] ×3",
    ]
  `);
});

test('another number of samples evaluates again and trains nothing', () => {
  expect(changed(defaults, graphOf({ evaluation: { samples: 2000 } }))).toMatchInlineSnapshot(`
    [
      "evaluation[lossExponent=2,seed=…] ×10",
      "evaluation[seed=…] ×10",
      "sparsity-sweep[activeProbability=…] ×13",
    ]
  `);
});

test('another seed adds its own stages and changes the summaries only', () => {
  expect(changed(defaults, graphOf({ training: { seeds: 11 } }))).toMatchInlineSnapshot(`
    [
      "cosine-distributions",
      "document-sample",
      "evaluation[lossExponent=2,seed=…]",
      "evaluation[seed=…]",
      "model[lossExponent=2,seed=…]",
      "model[seed=…]",
      "neuron-uses",
      "quantities",
      "quantities[lossExponent=2,seed=…]",
      "quantities[lossExponent=2]",
      "quantities[seed=…]",
      "responses[lossExponent=2,seed=…]",
      "responses[seed=…]",
    ]
  `);
});

test('a point added to the grid of the sparsity sweep is one stage more', () => {
  const after = graphOf({}, { grid: [...sparsityGrid, 0.15] });
  expect(changed(defaults, after)).toEqual(['sparsity-sweep', 'sparsity-sweep[activeProbability=…]']);
});

test('a title changes nothing here', () => {
  expect(changed(defaults, graphOf({ report: { title: 'Another' } }))).toEqual([]);
});

test('the model of a seed is one stage, whichever list of seeds it is in', () => {
  const listed = graphOf({ training: { seeds: [7, 3] } });
  const counted = graphOf({ training: { seeds: 8 } });
  expect(ownRecipe(listed.byName.get('model[seed=7]')!)).toBe(
    ownRecipe(counted.byName.get('model[seed=7]')!),
  );
  expect(listed.byName.has('geometry[seed=7]')).toBe(true);
});

test('with exponent 2 the models to compare with are those that are there', () => {
  const squares = graphOf({ training: { lossExponent: 2 } });
  expect([...squares.byName.keys()].filter((name) => name.includes('lossExponent'))).toEqual([]);
  expect(squares.byName.get('loss-comparison')!.params).toEqual({ lossExponent: 2, trainedWith: [2] });
  // The default graph also trains models with exponent 2, to compare with. They have the same recipes as the models
  // here.
  const model = (of: Graph, name: string) => of.byName.get(name)!;
  expect(canonicalJson(model(defaults, 'model[lossExponent=2,seed=3]').params)).toBe(
    canonicalJson(model(squares, 'model[seed=3]').params),
  );
});

test('what explains a model is measured under the config’s exponent and density', () => {
  const { byName } = graphOf({ data: { activeProbability: 0.05 }, training: { lossExponent: 3 } });
  for (const subject of [
    'theory',
    'loss-ladder',
    'losses',
    'negative-outputs',
    'crowd',
    'best-scale',
    'ablation',
  ])
    for (const model of ['seed=0', 'steps=10000,seed=0'])
      expect(byName.get(`${subject}[${model}]`)!.params, `${subject}[${model}]`).toEqual({
        activeProbability: 0.05,
        lossExponent: 3,
      });
});

test('every model is evaluated under the config’s exponent, whatever it was trained with', () => {
  const { params } = defaults.byName.get('evaluation[lossExponent=2,seed=3]')!;
  expect(params).toEqual({ activeProbability: 0.02, samples: 1_000_000, lossExponent: 4, seed: 3 });
});

test('given weights are the only model, and what compares trainings is left out', () => {
  const config = configOf({ model: { features: 5, neurons: 2 } });
  const { models, trainedModels, sweeps, understood, ...targets } = buildAnalyses(config, {
    weights: naiveWeights(5, 2),
  });
  const { order } = graph(Object.values(targets).filter((stage) => stage !== undefined));
  expect(families(order.map(({ name }) => name))).toMatchInlineSnapshot(`
    [
      "ablation[given]",
      "best-scale[given]",
      "bounds[given]",
      "codewords[given]",
      "cosine-distributions",
      "cross-gain[given]",
      "crowd[given]",
      "effective-map[given]",
      "evaluation[given]",
      "feature-orders[given]",
      "geometry[given]",
      "input-weights[given]",
      "isolated-and-total[given]",
      "loss-ladder[given]",
      "losses[given]",
      "model[given]",
      "negative-outputs[given]",
      "neuron-uses",
      "own-gains[given]",
      "participation[given]",
      "per-feature-mse[given]",
      "quantities",
      "quantities[given]",
      "random-frames[given]",
      "response-curves[given]",
      "responses[given]",
      "sparsity-sweep",
      "sparsity-sweep[activeProbability=…] ×13",
      "theory[given]",
      "understanding",
      "words-beside-chance[given]",
    ]
  `);
  expect([models.length, trainedModels, sweeps]).toEqual([1, [], []]);
  expect(order.find(({ name }) => name === 'evaluation[given]')!.params).toMatchObject({ seed: 0 });
  expect(() => buildAnalyses(config, { weights: naiveWeights(5, 3) })).toThrow(
    'weights of 5 features × 3 neurons: the config has 5 × 2',
  );
});

test('no two stages have the same recipe', () => {
  const recipes = defaults.order.map(ownRecipe);
  expect(new Set(recipes).size).toBe(recipes.length);
});

test('every task’s address names an exported function', async () => {
  for (const { address } of Object.values(tasks)) {
    const [module, name] = address.split('#') as [string, string];
    const exports = (await import(/* @vite-ignore */ module)) as Record<string, unknown>;
    expect(exports[name], address).toBeTypeOf('function');
  }
});
