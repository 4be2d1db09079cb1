import { initialWeights } from '@superposition/core/internal/network/weights';
import { complete } from '@superposition/core/internal/training/complete';
import { expect, test } from 'vitest';
import { isolatedAndTotal } from '../src/error/isolated-and-total.js';
import { perFeatureMse } from '../src/error/per-feature-mse.js';
import { sparsityPoint } from '../src/error/sparsity-point.js';
import { geometry } from '../src/geometry/geometry.js';
import { evaluateModel } from '../src/models/evaluate-model.js';
import { responses } from '../src/models/responses.js';
import { tasks } from '../src/pipeline.js';
import { measureQuantities } from '../src/quantities/measure-quantities.js';
import { summariseQuantities } from '../src/quantities/summarise-quantities.js';
import { crossGain } from '../src/responses/cross-gain.js';
import { responseCurves } from '../src/responses/response-curves.js';
import { effectiveMap } from '../src/weights/effective-map.js';
import { featureOrders } from '../src/weights/feature-orders.js';
import { inputWeights } from '../src/weights/input-weights.js';

/** The data of every figure for random weights, written by their codecs and read back. */
function encodeAll(features: number, neurons: number) {
  const init = { kind: 'normal', scale: 0.2 } as const;
  const model = { weights: initialWeights({ features, neurons, init }, 1) };
  const params = { activeProbability: 0.05, samples: 200, lossExponent: 4, seed: 1 };
  const evaluation = complete(evaluateModel({ model }, params));
  const facts = responses({ model });
  const quantities = measureQuantities({ model, responses: facts, evaluation });
  const orders = featureOrders({ model });
  const point = complete(sparsityPoint({ model }, { activeProbability: 1, activeEntries: 500, seed: 1 }));
  return {
    perFeatureMse: tasks.perFeatureMse.codec.encode(perFeatureMse({ evaluation, quantities }, { neurons })),
    responseCurves: tasks.responseCurves.codec.encode(responseCurves({ model, responses: facts })),
    inputWeights: tasks.inputWeights.codec.encode(inputWeights({ model, orders })),
    effectiveMap: tasks.effectiveMap.codec.encode(effectiveMap({ model, orders })),
    geometry: tasks.geometry.codec.encode(geometry({ model, orders })),
    sparsityPoint: tasks.sparsityPoint.codec.encode(point),
    crossGain: tasks.crossGain.codec.encode(crossGain({ model, orders })),
    isolatedAndTotal: tasks.isolatedAndTotal.codec.encode(isolatedAndTotal({ responses: facts, evaluation })),
    quantities: tasks.summariseQuantities.codec.encode(summariseQuantities({ models: [quantities] })),
  };
}

test.each([
  ['one of each', 1, 1],
  ['one feature, many neurons', 1, 1000],
  ['many features, one neuron', 1000, 1],
  ['a thousand features', 1000, 10],
  ['a thousand neurons', 30, 1000],
  ['just above the limit', 101, 101],
])('every figure’s data stay below 200 kB: %s', (_name, features, neurons) => {
  for (const [name, bytes] of Object.entries(encodeAll(features, neurons))) {
    expect(bytes.length, name).toBeLessThan(200_000);
    // No number is NaN or infinite, so no drawing depends on a value that does not exist.
    expect(new TextDecoder('latin1').decode(bytes), name).not.toContain('"$number":"');
  }
});

test('with a single feature there are no pairs, and the quantities say why', () => {
  const model = {
    weights: initialWeights({ features: 1, neurons: 2, init: { kind: 'normal', scale: 1 } }, 1),
  };
  const orders = featureOrders({ model });
  expect(crossGain({ model, orders }).facts).toMatchObject({ offDiagonal: null, received: null });
  expect(effectiveMap({ model, orders }).facts.offDiagonal).toBeNull();
  expect(geometry({ model, orders }).facts.trained).toMatchObject({ moments: null, maxAbs: null });
  const params = { activeProbability: 0.5, samples: 50, lossExponent: 2, seed: 1 };
  const evaluation = complete(evaluateModel({ model }, params));
  const quantities = measureQuantities({ model, responses: responses({ model }), evaluation });
  expect(quantities['crossGain.effective.mean']).toEqual({
    value: null,
    reason: 'one feature has no off-diagonal entries',
  });
  expect(quantities['data.coactivation']).toMatchObject({ value: null });
});
