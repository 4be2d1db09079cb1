import { forward } from '@superposition/core/internal/network/forward';
import { initialWeights, naiveWeights, type Weights } from '@superposition/core/internal/network/weights';
import { complete } from '@superposition/core/internal/training/complete';
import { describe, expect, test } from 'vitest';
import { isolatedAndTotal } from '../src/error/isolated-and-total.js';
import { perFeatureMse } from '../src/error/per-feature-mse.js';
import { sparsityPoint } from '../src/error/sparsity-point.js';
import { geometry } from '../src/geometry/geometry.js';
import { evaluateModel } from '../src/models/evaluate-model.js';
import { responses } from '../src/models/responses.js';
import { measureQuantities } from '../src/quantities/measure-quantities.js';
import { crossGain } from '../src/responses/cross-gain.js';
import { responseCurves } from '../src/responses/response-curves.js';
import { effectiveMap } from '../src/weights/effective-map.js';
import { featureOrders } from '../src/weights/feature-orders.js';
import { inputWeights } from '../src/weights/input-weights.js';

const random = (features: number, neurons: number, seed = 1): Weights =>
  initialWeights({ features, neurons, init: { kind: 'normal', scale: 0.6 } }, seed);

/** Output j when feature i alone is active at x, by the plain forward pass. */
function answer(weights: Weights, j: number, i: number, x: number): number {
  const input = new Float64Array(weights.features);
  input[i] = x;
  return forward(weights, input)[j]!;
}

const indices = (count: number) => Array.from({ length: count }, (_, index) => index);
const pairsOf = (count: number) =>
  indices(count).flatMap((j) => indices(count).flatMap((i) => (i === j ? [] : [[j, i] as const])));
const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const weights = random(6, 3);
const model = { weights };
const orders = featureOrders({ model });
const measured = (() => {
  const facts = responses({ model });
  const evaluation = complete(
    evaluateModel({ model }, { activeProbability: 0.2, samples: 20_000, lossExponent: 3, seed: 5 }),
  );
  return { facts, evaluation, quantities: measureQuantities({ model, responses: facts, evaluation }) };
})();

describe('responses', () => {
  test('diagonals are the outputs at 1 and −1, and their difference is that of W_out·W_in', () => {
    const { positive, negative, effective } = measured.facts;
    for (const i of indices(6)) {
      expect(positive[i]).toBeCloseTo(answer(weights, i, i, 1), 12);
      expect(negative[i]).toBeCloseTo(answer(weights, i, i, -1), 12);
      expect(effective[i]).toBeCloseTo(positive[i]! - negative[i]!, 12);
    }
  });

  test('moments of the cross-gains are those of the outputs at the other features', () => {
    const gains = pairsOf(6).map(([j, i]) => answer(weights, j, i, 1));
    const linear = pairsOf(6).map(([j, i]) => answer(weights, j, i, 1) - answer(weights, j, i, -1));
    const { positive, effective } = measured.facts.crossGain;
    expect(positive?.mean).toBeCloseTo(average(gains), 12);
    expect(positive?.meanAbs).toBeCloseTo(average(gains.map(Math.abs)), 12);
    expect(positive?.min).toBeCloseTo(Math.min(...gains), 12);
    expect(effective?.rms).toBeCloseTo(Math.sqrt(average(linear.map((gain) => gain * gain))), 12);
    expect(effective?.max).toBeCloseTo(Math.max(...linear), 12);
    expect(effective?.count).toBe(30);
  });
});

describe('figure 1', () => {
  const figure = perFeatureMse(measured, { neurons: 3 });

  test('errors stand by feature, their order ascends, and the naive solution serves the first features', () => {
    const sorted = figure.order.map((feature) => figure.trained[feature]!);
    expect(sorted).toEqual([...sorted].sort((a, b) => a - b));
    expect(figure.naive).toEqual([0, 0, 0, 1 / 6, 1 / 6, 1 / 6]);
    expect(figure.naiveMean).toBeCloseTo(average(figure.naive), 12);
    expect(figure.min).toBe(sorted[0]);
    expect(figure.max).toBe(sorted.at(-1));
  });

  test('interference weighted by how often a feature was active, and the error alone, make up mse.active', () => {
    const { activeCount, isolated } = measured.evaluation;
    const total = activeCount.reduce((sum, count) => sum + count, 0);
    const added = figure.trained.reduce(
      (sum: number, mse, i) => sum + (mse! - isolated[i]!) * activeCount[i]!,
      0,
    );
    expect(figure.mean).toBeCloseTo(average([...isolated]) + added / total, 12);
  });

  test('a feature that was never active has no value and stands last', () => {
    const evaluation = complete(
      evaluateModel({ model }, { activeProbability: 0.01, samples: 25, lossExponent: 2, seed: 1 }),
    );
    const quantities = measureQuantities({ model, responses: measured.facts, evaluation });
    const sparse = perFeatureMse({ evaluation, quantities }, { neurons: 3 });
    const silent = indices(6).filter((i) => evaluation.activeCount[i] === 0);
    expect(silent.length).toBeGreaterThan(0);
    for (const feature of silent) expect(sparse.trained[feature]).toBeNull();
    expect(sparse.order.slice(-silent.length)).toEqual(silent);
    expect(sparse.min).toBeNull();
  });
});

test('figure 2: the sweep through the forward pass finds the exact curves', () => {
  const figure = responseCurves({ model, responses: measured.facts });
  expect(figure.check.maximumDifference).toBeLessThan(1e-14);
  expect(figure.check).toMatchObject({ features: 6, inputs: expect.arrayContaining([-1, -0.1, 0, 0.7, 1]) });
  const bent = { ...measured.facts, negative: measured.facts.negative.map((output) => output + 0.25) };
  expect(responseCurves({ model, responses: bent }).check.maximumDifference).toBeCloseTo(0.25, 12);
});

test('figure 3: counts are of the neurons with an input weight above ¼ rms, in both gauges', () => {
  const { facts, matrix } = inputWeights({ model, orders });
  const threshold = Math.sqrt(average([...weights.input].map((weight) => weight * weight))) / 4;
  const counts = indices(6).map(
    (i) => indices(3).filter((k) => weights.input[k * 6 + i]! > threshold).length,
  );
  expect(facts.use.trained.threshold).toBeCloseTo(threshold, 12);
  expect(facts.use.trained.perFeature).toEqual(counts);
  const most = Math.max(...counts);
  const histogram = indices(most + 1).map((used) => counts.filter((count) => count === used).length);
  expect(facts.use.trained.histogram).toEqual(histogram);
  expect(matrix.codeword.values[1]).toBe(weights.input[orders.codeword[1]!]);

  // The same network in another gauge: only the counts as trained may change.
  const rescaled: Weights = {
    ...weights,
    input: weights.input.map((weight, index) => (index < 6 ? weight * 64 : weight)),
    output: weights.output.map((weight, index) => (index % 3 === 0 ? weight / 64 : weight)),
  };
  const other = inputWeights({ model: { weights: rescaled }, orders }).facts.use;
  expect(other.balanced).toEqual(facts.use.balanced);
  expect(other.trained.perFeature).not.toEqual(facts.use.trained.perFeature);
});

test('figure 4: W_eff is the difference of the outputs at 1 and −1', () => {
  const { effective, facts, output } = effectiveMap({ model, orders });
  const [j, i] = [orders.singular[4]!, orders.singular[2]!];
  const linear = answer(weights, j, i, 1) - answer(weights, j, i, -1);
  expect(effective.singular.values[4 * 6 + 2]).toBeCloseTo(linear, 6);
  expect(output.codeword.values[0]).toBe(weights.output[orders.codeword[0]! * 3]);
  expect(facts.diagonal.histogram.total).toBe(6);
  expect(facts.offDiagonal?.histogram.total).toBe(30);
  expect(facts.offDiagonal?.moments.mean).toBeCloseTo(measured.facts.crossGain.effective!.mean, 12);
});

describe('figure 5', () => {
  test('cosines are those of the columns of W_in', () => {
    const { facts, cosines } = geometry({ model, orders });
    const column = (i: number) => indices(3).map((k) => weights.input[k * 6 + i]!);
    const dot = (a: number[], b: number[]) => a.reduce((sum, value, k) => sum + value * b[k]!, 0);
    const cosine = (i: number, j: number) =>
      dot(column(i), column(j)) / Math.sqrt(dot(column(i), column(i)) * dot(column(j), column(j)));
    const all = pairsOf(6).map(([i, j]) => cosine(i, j));
    expect(facts.trained.moments?.meanAbs).toBeCloseTo(average(all.map(Math.abs)), 12);
    expect(facts.trained.moments?.count).toBe(15);
    expect(facts.trained.framePotential).toBeCloseTo(6 + all.reduce((sum, c) => sum + c * c, 0), 10);
    expect(cosines.codeword.values[1]).toBeCloseTo(cosine(orders.codeword[0]!, orders.codeword[1]!), 6);
    expect(cosines.codeword.values[0]).toBe(1);
  });

  test('columns of zeros are counted, left out, and blank in the matrix', () => {
    const naive = { weights: naiveWeights(5, 2) };
    const { facts, cosines } = geometry({ model: naive, orders: featureOrders({ model: naive }) });
    expect(facts.trained).toMatchObject({
      zeroColumns: 3,
      framePotential: 2,
      moments: { count: 1, mean: 0 },
    });
    expect([...cosines.codeword.values].reduce((sum, value) => sum + value, 0)).toBe(2);
  });

  test.each([2, 3, 10, 1000])('the density of random directions in %i dimensions integrates to 1', (m) => {
    const many = { weights: random(2, m) };
    const { random: directions } = geometry({ model: many, orders: featureOrders({ model: many }) }).facts;
    const { cosine, density } = directions.density!;
    const mass = density.reduce((sum, value) => sum + value / 40, 0);
    const meanAbs = density.reduce((sum, value, bin) => sum + (value * Math.abs(cosine[bin]!)) / 40, 0);
    // The midpoint rule meets a singularity at m = 2, and a peak narrower than a bin at m = 1000.
    const tolerance = m === 2 ? 0.1 : m === 1000 ? 0.02 : 0.002;
    expect(Math.abs(mass - 1)).toBeLessThan(tolerance);
    expect(Math.abs(meanAbs - directions.meanAbs)).toBeLessThan(tolerance);
  });

  test('in one dimension random directions are two atoms', () => {
    const line = { weights: random(4, 1) };
    const { random: directions, trained } = geometry({
      model: line,
      orders: featureOrders({ model: line }),
    }).facts;
    expect(directions).toEqual({
      dimension: 1,
      density: null,
      atoms: [
        { cosine: -1, probability: 0.5 },
        { cosine: 1, probability: 0.5 },
      ],
      meanAbs: 1,
    });
    expect(trained.moments?.meanAbs).toBe(1);
  });
});

test('figure 8: an output receives the gains of the other features', () => {
  const { facts, matrix } = crossGain({ model, orders });
  const row = (j: number) =>
    indices(6)
      .filter((i) => i !== j)
      .map((i) => answer(weights, j, i, 1));
  for (const j of indices(6)) {
    expect(facts.received?.mean[j]).toBeCloseTo(average(row(j)), 12);
    expect(facts.received?.rms[j]).toBeCloseTo(Math.sqrt(average(row(j).map((gain) => gain * gain))), 12);
  }
  const [j, i] = [orders.codeword[5]!, orders.codeword[3]!];
  expect(matrix.codeword.values[5 * 6 + 3]).toBeCloseTo(answer(weights, j, i, 1), 6);
  expect(facts.diagonal.mean).toBeCloseTo(average(indices(6).map((k) => answer(weights, k, k, 1))), 12);
});

test('figure 9: the parts add up, and the isolated part is that of a feature alone', () => {
  const figure = isolatedAndTotal({ responses: measured.facts, evaluation: measured.evaluation });
  for (const i of indices(6)) {
    // Simpson's rule is exact for the two parabolas of (y − t)² over (−1, 0) and (0, 1).
    const error = (x: number) => (answer(weights, i, i, x) - Math.max(0, x)) ** 2;
    const isolated = (4 * error(-0.5) + error(-1) + (4 * error(0.5) + error(1))) / 12;
    expect(figure.isolated[i]).toBeCloseTo(isolated, 12);
    expect(figure.isolated[i]).toBe(figure.attenuation[i]! + figure.leak[i]!);
  }
  const { mean } = figure;
  expect(mean.isolated).toBeCloseTo(mean.attenuation + mean.leak, 12);
  expect(mean.isolated + mean.interference!).toBeCloseTo(mean.total!, 12);
  expect(mean.isolatedShare! + mean.interferenceShare!).toBeCloseTo(1, 12);
  expect(mean.interferenceStandardError).toBe(mean.totalStandardError);
  expect(mean.shareStandardError! / mean.isolatedShare!).toBeCloseTo(
    mean.totalStandardError! / mean.total!,
    12,
  );
  expect(mean.interference).toBeCloseTo(measured.quantities['mse.interference'].value!, 12);
});

describe('figure 6, one point', () => {
  test.each([
    [0.001, 10_000],
    [0.5, 3333],
    [1, 1666],
  ])('at p′ = %d the samples bound the active entries', (activeProbability, samples) => {
    const point = complete(sparsityPoint({ model }, { activeProbability, activeEntries: 10_000, seed: 2 }));
    expect(point.samples).toBe(samples);
    expect(point.allPerActive.value).toBeCloseTo(point.all.value! / activeProbability, 12);
    expect(point.all.standardError).toBeGreaterThan(0);
  });

  test('at p′ = 1 every entry is active', () => {
    const point = complete(sparsityPoint({ model }, { activeProbability: 1, activeEntries: 600, seed: 2 }));
    expect(point.active.value).toBeCloseTo(point.all.value!, 12);
  });

  test('towards p′ = 0 the active error is the isolated one', () => {
    const params = { activeProbability: 1e-4, activeEntries: 2_000_000, seed: 2 };
    const { active } = complete(sparsityPoint({ model }, params));
    const isolated = measured.quantities['mse.isolated'].value!;
    expect(Math.abs(active.value! - isolated)).toBeLessThanOrEqual(5 * active.standardError!);
  });
});

test('the document’s further quantities are what they say', () => {
  const { facts, quantities } = measured;
  expect(quantities['attenuation.positive'].value).toBeCloseTo(
    average([...facts.positive].map((gain) => (1 - gain) ** 2 / 6)),
    12,
  );
  expect(quantities['crossGain.effective.min'].value).toBe(facts.crossGain.effective?.min);
  expect(quantities['data.activePerSample'].value).toBeCloseTo(1.2, 12);
  expect(quantities['data.coactivation'].value).toBeCloseTo(0.04, 12);
  const share = quantities['mse.isolated'].value! / quantities['mse.active'].value!;
  expect(quantities['mse.isolated.share'].value).toBeCloseTo(share, 12);
});
