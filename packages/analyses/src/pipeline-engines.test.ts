import { type ConfigInput, defaultConfig } from '@superposition/core/config';
import { complete } from '@superposition/core/internal/training/complete';
import { trainReference as trainInCore } from '@superposition/core/internal/training/train-reference';
import { graph } from '@superposition/pipeline/internal/graph/graph';
import { expect, test } from 'vitest';
import { changed, configOf, graphOf } from '../test/support/graphs.js';
import { differingPaths } from './claims/document-settings.js';
import { trainReference } from './models/train-reference.js';
import { buildAnalyses, tasks } from './pipeline.js';

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
