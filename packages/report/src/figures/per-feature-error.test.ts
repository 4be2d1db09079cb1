import type { PerFeatureMse } from '@superposition/analyses/internal/error/per-feature-mse';
import { evaluate } from '@superposition/core/internal/evaluation/evaluate';
import { initialWeights } from '@superposition/core/internal/network/weights';
import { expect, it } from 'vitest';
import type { PlotPanel } from '../figure.js';
import { figure1 } from './per-feature-error.js';

const errors = (trained: readonly (number | null)[]): PerFeatureMse => ({
  features: trained.length,
  order: trained.map((_, feature) => feature),
  trained,
  standardError: trained.map(() => 0),
  naive: trained.map((_, feature) => (feature === 0 ? 0 : 1 / 6)),
  naiveMean: 1 / 12,
  ignored: 1 / 6,
  mean: 0.05,
  meanStandardError: 0,
  min: 0.05,
  max: 0.05,
  sd: 0,
  sdTrue: 0,
});
const params = { seed: 0, activeProbability: 0.02, steps: 10, otherSeeds: [] } as const;
const strips = (figure: ReturnType<typeof figure1>) => figure.panels[0] as PlotPanel;
const namesAt = (panel: PlotPanel) => {
  const { tickvals, ticktext } = panel.layout['yaxis'] as unknown as {
    tickvals: number[];
    ticktext: string[];
  };
  return ticktext.map((text, row) => [text.replaceAll(/<.*?>/g, ''), tickvals[row]!] as const);
};

it('draws each feature once, and features with one error as one dot with their number', () => {
  const spread = [0.05, 0.02, 0.09];
  const figure = figure1({ errors: errors([...spread, ...Array(7).fill(1 / 6)]), others: [] }, params);
  const { traces, layout } = strips(figure);
  const shown = traces.flatMap(({ meta }) => (meta?.features as readonly number[] | undefined) ?? []);
  expect([...shown].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const texts = (layout['annotations'] as unknown as { text: string }[]).map(({ text }) => text);
  expect(texts).toContain('7 features');
});

it('gives every further model a row, and says which could not be measured', () => {
  const weights = initialWeights({ features: 3, neurons: 2, init: { kind: 'normal', scale: 0.4 } }, 1);
  const steps = evaluate({ weights, activeProbability: 0.2, samples: 500, lossExponent: 4, seed: 1 });
  let step = steps.next();
  while (!step.done) step = steps.next();
  const figure = figure1(
    {
      errors: errors([0.05, 0.02, 0.09]),
      others: [
        { status: 'value', value: step.value },
        { status: 'failure', stage: 'evaluation', message: 'a weight is not finite' },
      ],
    },
    { ...params, otherSeeds: [5, 6] },
  );
  const rows = namesAt(strips(figure));
  expect(rows.map(([name]) => name)).toEqual(['zero', 'naive', 'seed 0', 'seed 5']);
  expect(rows.map(([, at]) => at)).toEqual(rows.map(([, at]) => at).sort((a, b) => a - b));
  expect(figure.caption[0]).toContain('Seed 6 has no line');
  expect(figure.finding).not.toContain('all');
  expect(figure.tables[1]!.rows.map(([seed]) => seed)).toEqual(['0', '5']);
});

it('draws nothing of features that were never active', () => {
  const figure = figure1({ errors: errors([null, null]), others: [] }, params);
  expect(strips(figure).traces.map(({ name }) => name)).toEqual(['zero and naive']);
  expect(figure.finding).toBe('');
});
