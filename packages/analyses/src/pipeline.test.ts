import { complete } from '@superposition/core/internal/training/complete';
import { type Config, type ConfigInput, defaultConfig, parseConfig } from '@superposition/core/config';
import { noSweeps } from '@superposition/core/internal/config/sweeps';
import { trainReference as trainInCore } from '@superposition/core/internal/training/train-reference';
import { naiveWeights } from '@superposition/core/internal/network/weights';
import { canonicalJson } from '@superposition/pipeline/internal/values/canonical-json';
import { type Graph, graph } from '@superposition/pipeline/internal/graph/graph';
import { type Stage, stagesOf } from '@superposition/pipeline/internal/graph/stage';
import { expect, test } from 'vitest';
import { differingPaths } from './claims/document-settings.js';
import { sparsityGrid } from './error/sparsity-grid.js';
import { trainReference } from './models/train-reference.js';
import { buildAnalyses, tasks } from './pipeline.js';

function configOf(input: ConfigInput): Config {
  const parsed = parseConfig(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config;
}

function graphOf(input: ConfigInput, options?: Parameters<typeof buildAnalyses>[1]): Graph {
  // The part of the graph with the sweeps has tests of its own.
  const config = configOf({ sweeps: noSweeps, ...input });
  const {
    models: _,
    trainedModels: __,
    sweeps: ___,
    understood: ____,
    ...targets
  } = buildAnalyses(config, options);
  return graph(Object.values(targets).filter((stage) => stage !== undefined));
}

/** The recipe of a stage itself: its task, its parameters, and the stages that it takes as inputs. */
function ownRecipe({ task, params, inputs }: Stage): string {
  const bound = Object.entries(inputs).map(([name, input]) => [
    name,
    stagesOf(input).map((each) => each.name),
  ]);
  return canonicalJson({ task: task.address, params, inputs: Object.fromEntries(bound) });
}

const folded = (name: string) =>
  name.replace(/seed=\d+/, 'seed=…').replace(/activeProbability=[\d.]+/, 'activeProbability=…');

/** Names of stages with their counts, where all sweeps and seeds of a kind of stage share one name. */
function families(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(folded(name), (counts.get(folded(name)) ?? 0) + 1);
  return [...counts].map(([name, count]) => (count === 1 ? name : `${name} ×${count}`)).sort();
}

/** Stages of `after` that `before` lacks, or whose own recipe has changed. */
function changed(before: Graph, after: Graph): string[] {
  const differs = (stage: Stage) => {
    const twin = before.byName.get(stage.name);
    return twin === undefined || ownRecipe(twin) !== ownRecipe(stage);
  };
  return families(after.order.filter(differs).map(({ name }) => name));
}

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
      "document-sample",
      "effective-map[seed=…]",
      "evaluation[lossExponent=2,seed=…] ×10",
      "evaluation[seed=…] ×10",
      "feature-orders[seed=…]",
      "geometry[seed=…]",
      "input-weights[seed=…]",
      "isolated-and-total[seed=…]",
      "loss-comparison",
      "loss-ladder[seed=…]",
      "loss-ladder[steps=10000,seed=…]",
      "losses[seed=…]",
      "losses[steps=10000,seed=…]",
      "model[free-values,steps=10000,seed=…]",
      "model[linear,steps=10000,seed=…]",
      "model[lossExponent=2,seed=…] ×10",
      "model[lossExponent=2,steps=10000,seed=…]",
      "model[naive-start,lossExponent=2,steps=10000,seed=…]",
      "model[naive-start,steps=10000,seed=…]",
      "model[non-negative,steps=10000,seed=…]",
      "model[seed=…] ×10",
      "model[steps=10000,seed=…] ×3",
      "negative-outputs[seed=…]",
      "negative-outputs[steps=10000,seed=…]",
      "neuron-uses",
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
      "trained-row[free-values,steps=10000,seed=…]",
      "trained-row[linear,steps=10000,seed=…]",
      "trained-row[lossExponent=2,steps=10000,seed=…]",
      "trained-row[naive-start,lossExponent=2,steps=10000,seed=…]",
      "trained-row[naive-start,steps=10000,seed=…]",
      "trained-row[non-negative,steps=10000,seed=…]",
      "trained-row[seed=…]",
      "trained-row[steps=10000,seed=…] ×3",
      "understanding",
      "understanding[seed=…]",
      "understanding[steps=10000,seed=…]",
      "word-support[seed=…]",
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
      "evaluation[lossExponent=2,seed=…] ×10",
      "evaluation[seed=…] ×10",
      "loss-ladder[seed=…]",
      "loss-ladder[steps=10000,seed=…]",
      "losses[seed=…]",
      "losses[steps=10000,seed=…]",
      "model[free-values,steps=10000,seed=…]",
      "model[linear,steps=10000,seed=…]",
      "model[lossExponent=2,seed=…] ×10",
      "model[lossExponent=2,steps=10000,seed=…]",
      "model[naive-start,lossExponent=2,steps=10000,seed=…]",
      "model[naive-start,steps=10000,seed=…]",
      "model[non-negative,steps=10000,seed=…]",
      "model[seed=…] ×10",
      "model[steps=10000,seed=…] ×3",
      "negative-outputs[seed=…]",
      "negative-outputs[steps=10000,seed=…]",
      "theory[seed=…]",
      "theory[steps=10000,seed=…]",
      "trained-row[free-values,steps=10000,seed=…]",
      "trained-row[linear,steps=10000,seed=…]",
      "trained-row[lossExponent=2,steps=10000,seed=…]",
      "trained-row[naive-start,lossExponent=2,steps=10000,seed=…]",
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

test('an engine without a task is refused by name', () => {
  expect(() => buildAnalyses({ ...defaultConfig, engine: 'none' as 'reference' })).toThrow(
    "engine 'none' is not one of kernel, reference, tfjs",
  );
});

test('training by TensorFlow.js depends on its backend, and training by another engine does not', () => {
  const graphBy = (engine: 'reference' | 'tfjs', version: string) => {
    const { quantities } = buildAnalyses(
      { ...defaultConfig, engine },
      { tfjs: { backend: 'wasm', version } },
    );
    return graph([quantities]);
  };
  expect(changed(graphBy('tfjs', '1.0.0'), graphBy('tfjs', '1.0.1'))).toEqual(['model[seed=…] ×10']);
  expect(changed(graphBy('reference', '1.0.0'), graphBy('reference', '1.0.1'))).toEqual([]);
  expect(() => buildAnalyses({ ...defaultConfig, engine: 'tfjs' })).toThrow(/told the backend/);
});

test('the cross-check depends on the backend too, trains nothing else anew, and can be left out', () => {
  const tfjs = { backend: 'wasm', version: '1.0.0' } as const;
  const graphOn = (version: string, input: ConfigInput = {}) =>
    graphOf(input, { tfjs: { ...tfjs, version } });
  expect(changed(graphOn('1.0.0'), graphOn('1.0.1'))).toEqual(['cross-check[seed=…]']);
  expect(graphOn('1.0.0').byName.get('cross-check[seed=0]')!.params).toMatchObject({ tfjs, seed: 0 });
  for (const without of [graphOf({}), graphOn('1.0.0', { report: { crossCheck: false } })]) {
    expect(without.order.filter(({ name }) => name.startsWith('cross-check'))).toEqual([]);
  }
});

test('a training stage gives the model that core trains, and counts its steps', () => {
  const config = configOf({ model: { features: 5, neurons: 2 }, training: { steps: 3, batchSize: 8 } });
  const { seeds: _, ...training } = config.training;
  const settings = { model: config.model, data: config.data, training };
  const steps: number[] = [];
  const stage = trainReference({}, { ...settings, seed: 4 });
  for (let next = stage.next(); ; next = stage.next()) {
    if (!next.done) {
      steps.push(next.value.done);
      expect(next.value.total).toBe(3);
      continue;
    }
    expect(next.value).toEqual(complete(trainInCore({ config: settings, seed: 4 })));
    const { codec } = tasks.trainReference;
    expect(codec.decode(codec.encode(next.value))).toEqual(next.value);
    break;
  }
  expect(steps).toEqual([1, 2, 3]);
});

test.each([
  [{}, []],
  [{ training: { seeds: 3 }, evaluation: { samples: 10 }, report: { title: 'x' } }, []],
  [{ model: { neurons: 20, init: { kind: 'xavier-uniform' } } }, ['model.neurons', 'model.init.kind']],
  [
    { data: { activeProbability: 0.1 }, training: { steps: 2 } },
    ['data.activeProbability', 'training.steps'],
  ],
] as const)('the document’s experiment: %j differs in %j', (input, paths) => {
  expect(differingPaths(configOf(input as ConfigInput))).toEqual(paths);
});
