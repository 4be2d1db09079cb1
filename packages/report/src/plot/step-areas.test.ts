import type { IsolatedAndTotal } from '@superposition/analyses/internal/error/isolated-and-total';
import { expect, it } from 'vitest';
import { stepAreas } from './step-areas.js';

const parts = (total: readonly number[]): IsolatedAndTotal => ({
  features: 2,
  order: [0, 1],
  attenuation: [0.1, 0.2],
  leak: [0.05, 0.1],
  isolated: [0.15, 0.3],
  total,
  totalStandardError: [0, 0],
  mean: {
    attenuation: 0.15,
    leak: 0.075,
    isolated: 0.225,
    interference: (total[0]! + total[1]!) / 2 - 0.225,
    interferenceStandardError: 0.001,
    total: (total[0]! + total[1]!) / 2,
    totalStandardError: 0.001,
    isolatedShare: 1,
    interferenceShare: 0,
    shareStandardError: null,
  },
});
const drawn = (total: readonly number[]) => {
  const { traces, layout } = stepAreas(parts(total), undefined, 1);
  return {
    names: traces.map(({ name }) => name),
    added: traces.find(({ name }) => name === 'interference')!['y'],
    labels: JSON.stringify(layout['annotations']),
  };
};

it('adds an area for what others add, and covers no other where they take away', () => {
  const [more, less] = [drawn([0.2, 0.4]), drawn([0.1, 0.25])];
  expect(more.names).not.toContain('total, drawn as a line');
  expect(less.names).toContain('total, drawn as a line');
  expect(less.labels).toContain('<b>total</b>');
  expect(less.added).toEqual(drawn([0.15, 0.3]).added);
  expect(more.added).not.toEqual(less.added);
});
