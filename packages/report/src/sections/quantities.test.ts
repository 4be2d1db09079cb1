import type { QuantityId } from '@superposition/core/internal/quantities/quantity-definitions';
import type { QuantitySummaries, QuantitySummary } from '@superposition/core/internal/quantities/summary';
import { expect, it } from 'vitest';
import { fixture } from '../../test/fixture.js';
import { quantitiesSection } from './quantities.js';

function tableOf(seeds: number, replaced: Partial<Record<QuantityId, QuantitySummary>>) {
  const { quantities } = fixture({ training: { seeds } }).inputs;
  if (quantities.status !== 'value') throw new Error('the fixture has quantities');
  const value: QuantitySummaries = { ...quantities.value, ...replaced };
  const { body } = quantitiesSection({ status: 'value', value }, {});
  const rowOf = (id: QuantityId) =>
    new RegExp(`id="quantity-${id}".*?</th>(.*)</tr>`).exec(body.markup)![1]!.replace(/<[^>]+>/g, '|');
  return {
    text: body.markup.replaceAll('\u00a0', ' '),
    rowOf: (id: QuantityId) => rowOf(id).replaceAll('\u00a0', ' '),
  };
}

it('says behind ± how well samples know one model, and what is exact', () => {
  const one = { sd: null, ci95: null };
  const { text, rowOf } = tableOf(1, {
    'mse.active': { ...one, mean: 0.07468, standardError: 0.00012, seeds: [0.07468] },
    'l4.active': { ...one, mean: 0.03, standardError: 0, seeds: [0.03] },
    'l4.all': { ...one, mean: 0.001, standardError: 1.1e-22, seeds: [0.001] },
    'mse.isolated': { ...one, mean: 0.0644, standardError: 0, seeds: [0.0644] },
    'perFeature.mse.standardError': { ...one, mean: 0.0003, standardError: null, seeds: [0.0003] },
  });
  expect(rowOf('mse.active')).toBe('|0.07468 ± 0.00012 sampling||estimated|');
  expect(rowOf('mse.isolated')).toBe('|0.06440||exact|');
  expect(rowOf('naive.mse.active')).toContain('exact');
  expect(rowOf('perFeature.mse.standardError')).toContain('estimated, error unknown');
  // No two features were active together in the samples. That makes it no exact number.
  expect(rowOf('l4.active')).toBe('|0.0300 ± 0 sampling||estimated|');
  expect(rowOf('l4.all')).toBe('|0.00100 ± 0 sampling||estimated|');
  expect(text).not.toContain('95 % interval');
  expect(text).not.toMatch(/n\/a: one model/);
});

it('says it over seeds where it is more than a tenth of their deviation', () => {
  const two = { ci95: [0.07, 0.08], mean: 0.075, sd: 0.001, seeds: [0.074, 0.076] } as const;
  const { rowOf, text } = tableOf(2, {
    'mse.active': { ...two, standardError: 0.0002 },
    'mse.positive': { ...two, standardError: 0.00005 },
  });
  expect(rowOf('mse.active')).toContain('|0.0750||0.0010|sampling ± 0.00028 in each||');
  expect(rowOf('mse.positive')).not.toContain('sampling');
  expect(text).toContain('stands below it where it is more than a tenth of it');
});
