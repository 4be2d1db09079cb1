import type { JudgedClaim, Verdict } from '@superposition/analyses/internal/claims/verdict';
import { expect, it } from 'vitest';
import { compressed } from '../text/compressed.js';
import type { Trace } from '../figure.js';
import { claimsFigure } from './claims.js';

const params = { seeds: [0, 1, 2], steps: 1000 };
const kinds = { agrees: { kind: 'agrees' }, disagrees: { kind: 'disagrees' } } as const;

function claim(kind: keyof typeof kinds, standardErrors: number | null, rounding = 0): JudgedClaim {
  const exact = standardErrors === null;
  return {
    claim: {
      id: 'x',
      statement: '',
      section: '1',
      printed: '1',
      value: 1,
      lastDigit: 0.1,
      quantity: 'gain.positive',
    },
    ours: {
      quantity: 'gain.positive',
      mean: kind === 'agrees' ? 1 : 2,
      expected: [0, 4],
      standardError: exact ? null : 1,
      basis: exact ? 'exact' : 'seeds',
    },
    distance: exact ? null : { standardErrors, rounding, expected: 2 },
    verdict: { ...kinds[kind], explanation: '' } as Verdict,
  };
}

const plot = (claims: readonly JudgedClaim[]) => {
  const [panel] = claimsFigure({ claims }, params).panels;
  return panel?.kind === 'plot' ? panel : undefined;
};

it('says how far the numbers that agree lie at most, and the others at least', () => {
  const finding = (claims: readonly JudgedClaim[]) => claimsFigure({ claims }, params).finding;
  const near = [claim('agrees', -0.84), claim('agrees', 9, 8.99)];
  const far = [claim('disagrees', -9.06, 3), claim('disagrees', 80)];
  expect(finding([...near, ...far])).toBe(
    'Rounding allowed for, the numbers that agree lie within 0.9 standard errors of another run from ours; those that disagree or mean another quantity lie at least 6.0 away.',
  );
  expect(finding(near)).toMatch(/within 0\.9 standard errors of another run from ours\.$/);
  expect(finding(far)).toMatch(/disagree or mean another quantity lie at least 6\.0 /);
  expect(finding([claim('agrees', null)])).toBe('');
});

/** The rows of marks, which stand below the middle of their row. */
const rowsOf = (trace: Trace) => (trace['y'] as readonly number[]).map((at) => Math.round(at));

it('has a row for each verdict, a mark at each distance and a bar for its rounding', () => {
  const { layout, traces } = plot([claim('agrees', 1), claim('disagrees', -50, 4), claim('disagrees', 7)])!;
  expect((layout['yaxis'] as { ticktext: readonly string[] }).ticktext).toEqual([
    expect.stringContaining('agrees</b>\u00a0\u00a01'),
    expect.stringContaining('disagrees</b>\u00a0\u00a02'),
  ]);
  expect(traces.map((trace) => [trace['x'], rowsOf(trace)])).toEqual([
    [[compressed(1)], [0]],
    [
      [compressed(-50), compressed(7)],
      [1, 1],
    ],
  ]);
  const { array, arrayminus } = traces[1]!['error_x'] as { array: number[]; arrayminus: number[] };
  expect(compressed(-50) + array[0]!).toBeCloseTo(compressed(-46), 9);
  expect(compressed(-50) - arrayminus[0]!).toBeCloseTo(compressed(-54), 9);
});

it('draws exact numbers in a column: filled where the claim is the same, rounded', () => {
  const { traces, layout } = plot([claim('agrees', 1), claim('agrees', null), claim('disagrees', null)])!;
  const [same, another] = ['exact, the same', 'exact, another'].map((name) =>
    traces.find((trace) => trace['name'] === name),
  );
  expect([rowsOf(same!), rowsOf(another!)]).toEqual([[0], [1]]);
  expect(same!['marker']).not.toEqual(another!['marker']);
  expect(JSON.stringify(layout['annotations'])).toContain('exact');
  expect(JSON.stringify(plot([claim('agrees', 1)])!.layout['annotations'])).not.toContain('exact');
});

it('has no plot where nothing has a distance', () => {
  const figure = claimsFigure({ claims: [claim('agrees', null)] }, params);
  expect(figure.panels).toEqual([]);
  expect(figure.caption).toEqual([]);
});

it('places distances in order, and opposite ones opposite', () => {
  const values = [-500, -10, -1, 0, 1, 10, 500];
  const places = values.map(compressed);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).toEqual(
    places
      .map((place) => -place)
      .reverse()
      .map((place) => place + 0),
  );
});
