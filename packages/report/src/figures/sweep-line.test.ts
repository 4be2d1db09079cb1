import { describe, expect, it } from 'vitest';
import {
  converging,
  evidence,
  gainsOf,
  judged,
  plotOf,
  type Point,
  reason,
  sweepOf,
} from '../../test/swept.js';
import type { Panel } from '../figure.js';
import { four, paper } from '../theme.js';
import { counting, packedNumbers } from '../typed-array.js';
import { drawFigure } from '../public/draw-figure.js';
import { sweepLine } from './sweep-line.js';

const overNeurons = (
  values: readonly Point['values'][],
  convergence?: typeof converging,
  gains: readonly (readonly number[])[] = [],
) => {
  const sweep = sweepOf(
    'relative.mse.active',
    values.map((each, index) => ({
      at: { neurons: [5, 10, 20, 30][index]! },
      values: each,
      ...(gains[index] && { gains: gains[index] }),
    })),
  );
  return sweepLine(
    { sweep, gains: gainsOf(sweep), ...(convergence && { convergence }) },
    { ...evidence, number: 10, setting: 'neurons' },
  );
};

const named = (panel: Panel | undefined, name: string) =>
  plotOf(panel).traces.find((trace) => trace['name'] === name)!;

describe('the figure of a line', () => {
  it('says what was trained, whether it has converged, and how well the losses are known', () => {
    const { caption, definitions } = overNeurons(
      [
        [0.5, 0.6],
        [0.7, 0.8],
      ],
      converging,
    );
    expect(caption[0]).toBe(
      'Each point is the mean over 2 models, trained from seeds 0 and 1 on the loss |y − t|^4 for 10\u202f000 steps, with p = 0.02; all other settings are those of this report. ' +
        'At m = 10, p = 0.02, q = 4, 10\u202f000 steps have converged (figure 13); at the other settings this was not tested.',
    );
    expect(definitions[0]).toContain(
      '400 samples a model; their standard error is at most 1.2\u00a0% of the loss, and',
    );
    expect(overNeurons([[0.5]]).caption[0]).toContain('one model, trained from seed 0');
  });

  it('concludes nothing from models that have not converged, and says so first', () => {
    const { caption, definitions } = overNeurons(
      [[0.5], [0.6]],
      judged([
        [10_000, false],
        [30_000, true],
      ]),
    );
    expect(caption).toHaveLength(2);
    expect(caption[0]).toBe(
      '*These models have not converged:* at m = 10, p = 0.02, q = 4, 10\u202f000 steps are too few (figure 13), so nothing is concluded from them.',
    );
    expect(caption[1]).not.toContain('naive');
    expect(definitions.join(' ')).not.toMatch(/On average over features|naive solution at/);
  });

  it('draws the means and a tint over seeds, and marks the settings of the report', () => {
    const figure = overNeurons([
      [0.5, 0.7],
      [0.9, 1.1],
    ]);
    const [panel] = figure.panels;
    expect(named(panel, '|error|², active, seeds')).toMatchObject({
      x: [5, 10, 10, 5],
      y: [0.7, 1.1, 0.9, 0.5],
      fill: 'toself',
    });
    expect(named(panel, '|error|², active')).toMatchObject({ x: [5, 10], y: [0.6, 1] });
    const notes = plotOf(panel).layout['annotations'] as unknown as { text: string; x: number }[];
    expect(notes.find(({ text }) => text === 'm of this report')!.x).toBeCloseTo(1, 12);
    expect(JSON.stringify(overNeurons([[0.5]]).panels)).not.toContain('of this report');
  });

  it('names each feature of its hairlines, by its index', () => {
    const [, panel] = overNeurons([[0.5], [0.6]], undefined, [[0.3, 0.1, 0.2]]).panels;
    expect(plotOf(panel).traces[0]!.meta).toEqual({ features: counting(3) });
    expect(plotOf(panel).traces[0]!['y']).toEqual(packedNumbers([0.3, 0.1, 0.2]));
  });

  it('has a headline for what changes along the line, and none where the models have not converged', () => {
    const half = [0, 0, 1, 1];
    const even = [0.4, 0.41, 0.42, 0.43];
    const finding = (gains: readonly (readonly number[])[], losses = gains.map((): [number] => [0.5])) =>
      overNeurons(losses, converging, gains).finding;
    expect(finding([half, half, even])).toBe(
      'Up to m = 10, features are served unequally; at m = 20, nearly alike (seed 0).',
    );
    expect(finding([half, even, even])).toBe(
      'At m = 5, features are served unequally; from m = 10 on, nearly alike (seed 0).',
    );
    expect(finding([even, even])).toBe('At every m tried, features are served nearly alike, seed 0.');
    expect(finding([half])).toBe('At m = 5, features are served unequally, seed 0.');
    expect(finding([half, even, half])).toBe('');
    expect(finding([[0, 0], even])).toBe('');
    expect(finding([even, even, even], [[0.5], [0.6], [2]])).toBe(
      'At every m tried, features are served nearly alike, seed 0; the squared error over active entries is below naive’s up to m = 10 and above it from m = 20 on.',
    );
    const short = judged([
      [10_000, false],
      [30_000, true],
    ]);
    expect(overNeurons([[0.5], [0.5]], short, [half, even]).finding).toBe('');
  });

  it('draws hollow marks where models have not converged', () => {
    const short = judged([
      [10_000, false],
      [30_000, true],
    ]);
    const colours = (convergence: typeof converging) =>
      (
        named(overNeurons([[0.5], [0.6]], convergence).panels[0], '|error|², active')['marker'] as {
          color: unknown;
        }
      ).color;
    expect(colours(short)).toBe(paper);
    expect(colours(converging)).toBe(four);
  });

  it.each<[string, readonly Point['values'][]]>([
    ['one point', [[0.5]]],
    ['no value', [null, null]],
    ['a value at one of several points', [null, [0.5], null]],
    ['no loss at all', [[0], [0]]],
    ['losses that are far apart', [[1e-30], [1e30]]],
    [
      'several seeds',
      [
        [0.5, 0.6, 0.7],
        [0.9, 1.2, 1.4],
      ],
    ],
  ])('can be drawn with %s', (_, values) => {
    for (const width of [346, 940]) {
      const svg = drawFigure(overNeurons(values), { format: 'svg', width });
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  it('shows both gauges only where they differ', () => {
    const sweep = (id: 'lq.all' | 'neuronUsage.mean') => sweepOf(id, [{ at: { neurons: 5 }, values: [0.7] }]);
    const figure = (of: ReturnType<typeof sweep>) =>
      sweepLine({ sweep: of, gains: gainsOf(of) }, { ...evidence, number: 10, setting: 'neurons' });
    const [same, apart] = [figure(sweep('lq.all')), figure(sweep('neuronUsage.mean'))];
    expect(same.definitions.join(' ')).toContain('The balanced gauge gives the same numbers.');
    expect(same.tables[0]!.columns.join()).not.toContain('balanced');
    expect(apart.definitions.join(' ')).toContain(
      'In the balanced gauge the number differs by up to 0.20; the table has both.',
    );
    expect(apart.tables[0]!.columns.join()).toContain('balanced');
  });

  it('says where there is no value, and why', () => {
    const figure = overNeurons([[0.5], null]);
    expect(figure.definitions).toContain(
      `Without a value at m = 10: MSE over active entries / naive; ${reason}.`,
    );
    expect(figure.tables[0]!.rows[1]).toContain('n/a');
    expect(figure.panels[0]!.summary).toContain('|error|², active: 0.500 at m = 5.');
  });
});
