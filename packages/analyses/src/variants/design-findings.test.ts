import { initialWeights } from '@superposition/core/internal/network/weights';
import { expect, test } from 'vitest';
import { lossLadder } from '../understanding/ladder.js';
import { designFindings } from './design-findings.js';

test('designed words beside other models lose as on their whole ladder, within chance', () => {
  const weights = initialWeights({ features: 12, neurons: 4, init: { kind: 'normal', scale: 0.3 } }, 1);
  const params = { activeProbability: 0.1, lossExponent: 4 };
  const models = [{ weights }, { weights: { ...weights, output: weights.output.map((each) => -each) } }];
  const names = ['neurons=4', 'neurons=5'];
  const findings = designFindings({ models }, { ...params, names });
  expect(Object.keys(findings)).toEqual(names.map((name) => `lines.${name}.designed.ratio`));
  for (const [index, model] of models.entries()) {
    const { value, standardError } = findings[`lines.${names[index]!}.designed.ratio`]!;
    const [whole] = lossLadder({ model }, params).rungs.designed.ratios;
    expect(Math.abs(value! - whole!.ratio)).toBeLessThan(4 * (standardError! + whole!.standardError));
    expect(standardError).toBeGreaterThan(whole!.standardError);
  }
});
