import { expect, test } from 'vitest';
import { ladder, meanRatio, rungIds } from '@superposition/analyses/internal/understanding/ladder';
import { initialWeights } from '@superposition/core/internal/network/weights';
import type { PlotPanel } from '../figure.js';
import { fixture } from '../../test/fixture.js';
import { figureId, numberInId } from '../figure-number.js';
import { joinedAxis } from '../plot/joined-axis.js';
import { asinhPlace } from '../plot/asinh-axis.js';
import { lossLadderFigure } from './loss-ladder.js';
import { codewordsFigure } from './codewords.js';

const own = { neurons: 3, activeProbability: 0.1, lossExponent: 4, steps: 10_000 };
const weights = initialWeights({ features: 9, neurons: 3, init: { kind: 'normal', scale: 0.4 } }, 2);
const sample = { label: 'test', activeProbability: 0.1, blocks: 64, samplesPerBlock: 20 };

const plotOf = (panels: readonly { readonly kind: string }[], at = 0) => panels[at] as PlotPanel;

test('the ladder draws every ratio of the analysis once, at its place on the axis', () => {
  const found = ladder(weights, sample, 4);
  const { panels, tables } = lossLadderFigure(
    { ladder: found, rows: [] },
    { seed: null, converged: own, steps: { report: 10, longest: 30 }, names: [], convergenceFigure: null },
  );
  const { traces } = plotOf(panels);
  const drawn = traces
    .filter(({ mode }) => mode === 'markers')
    .flatMap(({ customdata, x }) =>
      (customdata as number[]).map((ratio, index) => [ratio, (x as number[])[index]!]),
    );
  const expected = rungIds
    .filter((id) => id !== 'clip')
    .flatMap((id) => found.rungs[id].ratios.map(({ ratio }) => ratio));
  expect(drawn.map(([ratio]) => ratio).sort()).toEqual([...expected].sort());
  const { place } = joinedAxis('', expected);
  for (const [ratio, at] of drawn) expect(at).toBe(place(ratio!));
  const rowOf = (name: string) => tables[0]!.rows.find(([first]) => first === name)!;
  const { ratio } = meanRatio(found.rungs.gaussian.ratios);
  expect(Number(rowOf('random directions')[2])).toBeCloseTo(ratio, 3);
  expect(rowOf('random directions')[4]).toBe('3');
});

test('a failed training is missing from the ladder, and the others are drawn', () => {
  const row = { ratio: { ratio: 1.25, standardError: 0.01 } } as never;
  const { panels } = lossLadderFigure(
    {
      ladder: ladder(weights, sample, 4),
      rows: [
        { status: 'value', value: row },
        { status: 'failure', stage: 'model[x]', message: 'no' },
      ],
    },
    {
      seed: 0,
      converged: own,
      steps: { report: 10, longest: 30_000 },
      names: ['linear', 'naiveStart'],
      convergenceFigure: null,
    },
  );
  const names = (plotOf(panels).layout['yaxis'] as { ticktext: string[] }).ticktext;
  expect(names).toContain('linear: no relu');
  expect(names).not.toContain('from the naive start');
});

test('an axis around 1 rises throughout, and shows ratios far below 1, too', () => {
  for (const ratios of [[0.99, 1.05, 1.2, 3.6], [1, 40], [0.2, 1.5], [1]]) {
    const { place, low, high } = joinedAxis('', ratios);
    const ascending = [...ratios, 1].sort((a, b) => a - b);
    for (const [index, ratio] of ascending.entries()) {
      expect(place(ratio)).toBeGreaterThanOrEqual(low);
      expect(place(ratio)).toBeLessThanOrEqual(high);
      const before = ascending[index - 1];
      if (before !== undefined && before < ratio) expect(place(ratio)).toBeGreaterThan(place(before));
    }
  }
  expect(asinhPlace(-5)).toBe(-asinhPlace(5));
  expect(asinhPlace(4)).toBeCloseTo(Math.asinh(2), 12);
});

test('the picture of the words names the feature of each column', () => {
  const { inputs } = fixture();
  const figures = inputs.understanding.flatMap((each) => (each.status === 'value' ? [each.value] : []));
  expect(figures.map(({ id, number }) => [id, number])).toEqual([
    ['figure-a', 'A'],
    ['figure-b', 'B'],
    ['figure-c', 'C'],
    ['figure-d', 'D'],
    ['figure-e', 'E'],
    ['figure-f', 'F'],
    ['figure-g', 'G'],
    ['figure-h', 'H'],
  ]);
  const [raster] = plotOf(figures[1]!.panels).traces;
  const columns = raster!.meta!.columns as readonly number[];
  expect([...columns].sort((a, b) => a - b)).toEqual(columns.map((_, feature) => feature));
  expect(raster!['x']).toEqual(columns.map(String));
});

test('without a model that could be measured, nothing is drawn of the words', () => {
  const failure = { status: 'failure', stage: 'words[seed=0]', message: 'no' } as const;
  const { panels, finding } = codewordsFigure(
    {
      raster: { features: [], neurons: [], rows: [], words: [] },
      chance: { draws: 0, lengths: [], sortedLoad: [], overlaps: [] },
      findings: {},
      converged: [failure],
    },
    { seed: 0, converged: own, steps: 10, convergenceFigure: null },
  );
  expect([panels, finding]).toEqual([[], '']);
});

test('letters and numbers of figures are found in the names of their stages', () => {
  for (const number of [1, 14, 'A', 'D'] as const) expect(numberInId(figureId(number))).toBe(number);
  expect(numberInId('figure-claims')).toBeUndefined();
});
