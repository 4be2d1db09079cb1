import { defaultConfig } from '@superposition/core/config';
import { evaluateBlocks } from '@superposition/core/internal/evaluation/evaluate-blocks';
import { exactResponses } from '@superposition/core/internal/network/responses';
import { initialWeights, type Weights } from '@superposition/core/internal/network/weights';
import { complete } from '@superposition/core/internal/training/complete';
import type { TrainingRequest } from '@superposition/core/internal/training/engine';
import { trainKernel } from '@superposition/core/internal/training/train-kernel';
import { expect, test } from 'vitest';
import { randomFrames } from '../src/geometry/random-frames.js';
import { commonSample } from '../src/models/common-sample.js';
import { pairedRatio } from '../src/numbers/paired-ratio.js';
import { boundFindings } from '../src/understanding/bounds.js';
import { codeFindings } from '../src/understanding/codeword-findings.js';
import type { Findings } from '../src/understanding/finding.js';
import { ladder } from '../src/understanding/ladder.js';
import { ownGainFindings } from '../src/understanding/own-gains.js';
import { participationFindings } from '../src/understanding/participation.js';
import { responseShape } from '../src/understanding/response-shape.js';
import { theoryFindings } from '../src/understanding/theory.js';
import { joinFindings, pairFindings, understandingOf } from '../src/understanding/understanding.js';
import { wordsBesideChance } from '../src/understanding/words.js';
import { trainedFindings } from '../src/variants/trained-findings.js';
import { trainedRow } from '../src/variants/trained-row.js';
import { onWords } from '../src/variants/trained-starts.js';
import {
  compare,
  convergedReferences,
  type Reference,
  reportReferences,
  trainedReferences,
} from './support/understanding-references.js';

const params = { activeProbability: 0.02, lossExponent: 4 };

function trained(steps: number, { kind, ...request }: Change = {}): Weights {
  const init = { ...defaultConfig.model.init, ...(kind && { kind }) };
  const config = {
    ...defaultConfig,
    model: { ...defaultConfig.model, init },
    training: { ...defaultConfig.training, steps },
  };
  return complete(trainKernel({ config, seed: 0, ...request })).weights;
}

type Change = Partial<TrainingRequest> & { readonly kind?: 'naive' };

const [report, converged] = [trained(1_000), trained(10_000)];
const [ofReport, ofConverged] = [understandingOf(report, params), understandingOf(converged, params)];

const valueAt = (findings: Findings, id: string) => findings[id]!.value!;

test.each([
  ['after 1,000 steps', ofReport, reportReferences],
  ['after 10,000 steps', ofConverged, convergedReferences],
] as const)('an independent implementation finds the same %s', (_name, findings, references) => {
  const differing = references.filter((reference: Reference) => !compare(findings, reference).agrees);
  expect(differing.map((reference) => ({ ...reference, ...compare(findings, reference) }))).toEqual([]);
});

test('an independent implementation finds the same of other trainings', () => {
  const rows = [
    ['report', report],
    ['naiveStart', trained(10_000, { kind: 'naive' })],
    ['nonNegative', trained(10_000, { variant: { inputConstraint: 'non-negative' } })],
    [
      'freeValues',
      trained(10_000, {
        variant: { inputConstraint: 'fixed-support' },
        initial: onWords({ model: { weights: converged } }).weights,
      }),
    ],
    ['linear', trained(10_000, { variant: { activation: 'identity' } })],
  ] as const;
  const models = { twin: { weights: converged } };
  const findings = trainedFindings(
    {
      rows: rows.map(([name, weights]) =>
        trainedRow(
          { ...models, model: { weights } },
          { ...params, activation: name === 'linear' ? 'identity' : 'relu' },
        ),
      ),
    },
    { names: rows.map(([name]) => name) },
  );
  const differing = trainedReferences.filter((reference) => !compare(findings, reference).agrees);
  expect(differing.map((reference) => ({ ...reference, ...compare(findings, reference) }))).toEqual([]);
});

test('the cubic predicts the gain of the converged model, and its loss is too low because relu does not add up', () => {
  const { gain } = responseShape(exactResponses(converged));
  expect(Math.abs(valueAt(ofConverged, 'theory.cubic.measured.gain') / gain - 1)).toBeLessThan(0.002);
  expect(valueAt(ofConverged, 'theory.cubic.measured.stationary')).toBe(1);
  const [cubic, additive, loss] = ['theory.cubic.measured.loss', 'theory.additive.l4', 'loss.l4'].map((id) =>
    valueAt(ofConverged, id),
  ) as [number, number, number];
  expect(1 - cubic / loss).toBeCloseTo(0.16, 2);
  expect((loss - additive) / (loss - cubic)).toBeCloseTo(1.03, 1);
});

test('words overlap less than words of the same lengths and loads', () => {
  const id = 'codewords.quarterRms.overlapSquare';
  expect(valueAt(ofConverged, `${id}.z`)).toBeLessThan(-3);
  expect(valueAt(ofConverged, `${id}.p`)).toBeLessThan(0.01);
  expect(valueAt(ofConverged, 'codewords.quarterRms.load.sd.p')).toBeLessThan(0.01);
  // Weights are either on or off, so the words hardly depend on the threshold or the gauge.
  for (const threshold of ['positive', 'absolute', 'balanced.quarterRms'])
    expect(valueAt(ofConverged, `codewords.${threshold}.K.mean`)).toBeCloseTo(2.86, 1);
});

test('losses are compared input by input, so their ratio is sharper than either of them', () => {
  const { ratio, standardError } = pairedRatio(
    evaluateBlocks(report, commonSample({ ...report, ...params }), 4).fourth,
    evaluateBlocks(converged, commonSample({ ...report, ...params }), 4).fourth,
  );
  // 1.050 with the models of the independent implementation.
  expect(Math.abs(ratio - 1.05)).toBeLessThan(0.005);
  const alone = ofConverged['loss.l4']!;
  expect(standardError).toBeLessThan(alone.standardError! / alone.value! / 2);
  expect(ofConverged['ladder.pinvRelu.ratio']!.standardError).toBeLessThan(0.0002);
  expect(ofConverged['ladder.clip.ratio']!.standardError).toBeLessThan(0.0004);
});

test('every number is finite or has a reason', () => {
  for (const [id, { value, reason }] of Object.entries(ofConverged))
    expect(value === null ? typeof reason : Number.isFinite(value), id).toBe(
      value === null ? 'string' : true,
    );
});

test('a small model has every id that a large one has, and findings are told of two models side by side', () => {
  const weights = initialWeights({ features: 9, neurons: 3, init: { kind: 'normal', scale: 0.4 } }, 1);
  const model = { weights };
  const frames = randomFrames({ model }, { frames: 20 });
  const findings = joinFindings({
    frames,
    ladder: ladder(weights, { ...commonSample({ ...weights, ...params }), blocks: 64 }, 4),
    words: wordsBesideChance({ model }),
    parts: [
      theoryFindings({ model }, params),
      boundFindings({ model }),
      codeFindings({ model }),
      participationFindings({ model }),
      ownGainFindings({ model }),
    ],
  });
  const measuredElsewhere = /^(crowd|loss|scale|negative|neurons[.]ablation)/;
  const expected = Object.keys(ofReport).filter((id) => !measuredElsewhere.test(id));
  expect(Object.keys(findings).toSorted()).toEqual(expected.toSorted());
  expect(findings['geometry.raw.meanCos.p']!.value).toBeGreaterThan(0);
  expect(pairFindings({ report: findings, converged: ofConverged })).toEqual({
    report: findings,
    converged: ofConverged,
  });
  const designs = { 'lines.neurons=20.designed.ratio': { value: 1.08 } };
  expect(pairFindings({ report: findings, converged: ofConverged, designs }).report).toMatchObject(designs);
});

test('with as many neurons as features the section is left out', () => {
  const square = { features: 2, neurons: 2, input: new Float32Array(4), output: new Float32Array(4) };
  const { section, ...geometry } = understandingOf(square, params);
  expect(section).toEqual({
    value: null,
    reason: 'as many neurons as features: no feature has to share',
  });
  expect(Object.keys(geometry).every((id) => id.startsWith('geometry.'))).toBe(true);
});
