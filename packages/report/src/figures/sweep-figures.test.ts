import { describe, expect, it } from 'vitest';
import { converging, gainsOf, judged, own, type Point, reason, sweepOf } from '../../test/swept.js';
import type { Panel } from '../figure.js';
import { four, paper } from '../theme.js';
import { counting, float32Array } from '../typed-array.js';
import { drawFigure } from '../public/draw-figure.js';
import { sweepExponent } from './sweep-exponent.js';
import { sweepLine } from './sweep-line.js';
import { sweepMap } from './sweep-map.js';
import { sweepSteps } from './sweep-steps.js';

const evidence = { own, stepsFigure: 13 };

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

const plotOf = (panel: Panel | undefined) => {
  if (panel?.kind !== 'plot') throw new Error('a plot');
  return panel;
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
        'At m = 10, p = 0.02, q = 4, 10\u202f000 steps have converged: 30\u202f000 steps change little (figure 13); at the other settings this was not tested.',
    );
    expect(definitions[0]).toContain(
      '400 samples a model; their standard error is at most 1.2\u00a0% of the loss, and',
    );
    expect(overNeurons([[0.5]]).caption[0]).toContain('one model, trained from seed 0');
  });

  it('concludes nothing from models that have not converged, and says so first', () => {
    const { caption } = overNeurons(
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
    expect(plotOf(panel).traces[0]!['y']).toEqual(float32Array([0.3, 0.1, 0.2]));
  });

  it('has a headline for what changes along the line, and none where the models have not converged', () => {
    const half = [0, 0, 1, 1];
    const even = [0.4, 0.41, 0.42, 0.43];
    const finding = (gains: readonly (readonly number[])[], losses = gains.map((): [number] => [0.5])) =>
      overNeurons(losses, converging, gains).finding;
    expect(finding([half, half, even])).toBe(
      'Up to m = 10, features are served unequally; at m = 20, nearly alike.',
    );
    expect(finding([half, even, even])).toBe(
      'At m = 5, features are served unequally; from m = 10 on, nearly alike.',
    );
    expect(finding([even, even])).toBe('At every m tried, features are served nearly alike.');
    expect(finding([half])).toBe('At m = 5, features are served unequally.');
    expect(finding([half, even, half])).toBe('');
    expect(finding([[0, 0], even])).toBe('');
    expect(finding([even, even, even], [[0.5], [0.6], [2]])).toBe(
      'At every m tried, features are served nearly alike; the squared error over active entries is below naive’s up to m = 10 and above it from m = 20 on.',
    );
    const short = judged([
      [10_000, false],
      [30_000, true],
    ]);
    expect(overNeurons([[0.5], [0.5]], short, [half, even]).finding).toBe('');
  });

  it('draws rings where models have not converged', () => {
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
    expect(colours(short)).toEqual([paper, paper]);
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
    expect(same.caption.join(' ')).toContain('The balanced gauge gives the same numbers.');
    expect(same.tables[0]!.columns.join()).not.toContain('balanced');
    expect(apart.caption.join(' ')).toContain(
      'In the balanced gauge the number differs by up to 0.20; the table has both.',
    );
    expect(apart.tables[0]!.columns.join()).toContain('balanced');
  });

  it('says where there is no value, and why', () => {
    const figure = overNeurons([[0.5], null]);
    expect(figure.definitions.at(-1)).toBe(
      `Without a value at m = 10: MSE over active entries / naive; ${reason}.`,
    );
    expect(figure.tables[0]!.rows[1]).toContain('n/a');
    expect(figure.panels[0]!.summary).toContain('|error|², active: 0.500 at m = 5.');
  });
});

describe('the figure of the exponents', () => {
  const half = [...Array<number>(50).fill(0), ...Array<number>(50).fill(1)];
  const even = Array.from({ length: 100 }, (_, index) => 0.35 + index / 2000);
  const swept = (activeProbability: number) =>
    sweepOf('relative.mse.all', [
      { at: { activeProbability, lossExponent: 2 }, values: [2], gains: half },
      { at: { activeProbability, lossExponent: 4 }, values: [2], gains: even },
    ]);
  const figure = (sweeps: ReturnType<typeof swept>[]) =>
    sweepExponent(
      { sweeps, gains: sweeps.map(gainsOf), convergence: converging },
      { ...evidence, number: 12 },
    );
  const hairlines = (of: ReturnType<typeof figure>) => plotOf(of.panels[1]).traces;
  const numbersOf = (packed: unknown) => {
    const bytes = Buffer.from((packed as { bdata: string }).bdata, 'base64');
    return Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readFloatLE(4 * index));
  };

  it('draws the gain of every feature, and says how many are alike', () => {
    const of = figure([swept(0.02)]);
    const [atTwo, atFour] = hairlines(of);
    expect(numbersOf(atTwo!['y'])).toEqual(half);
    expect(numbersOf(atFour!['y'])).toEqual(even.map(Math.fround));
    const notes = plotOf(of.panels[1]).layout['annotations'] as unknown as { text: string }[];
    expect(notes.map(({ text }) => text)).toEqual(expect.arrayContaining(['50 at 1', '50 at 0']));
    expect(of.finding).toBe('At q = 2, features are served unequally; at q = 4, nearly alike.');
  });

  it('draws no more hairlines than there is room for, from the least gain to the greatest, and names their features', () => {
    const gains = Array.from({ length: 1000 }, (_, index) => ((index * 7) % 1000) / 1000);
    const of = figure([sweepOf('lq.all', [{ at: {}, values: [1], gains }])]);
    const [trace] = hairlines(of);
    const y = numbersOf(trace!['y']);
    const { features } = trace!.meta as { features: readonly number[] };
    expect([y.length, y[0], y.at(-1)]).toEqual([100, 0, expect.closeTo(0.999, 6)]);
    expect(features.map((feature) => Math.fround(gains[feature]!))).toEqual(y);
    expect(of.definitions.join(' ')).toContain('100 of the 1000 features');
  });

  it('shows both densities side by side, and says of each what it shows', () => {
    const both = figure([swept(0.02), swept(0.002)]);
    expect(both.panels).toHaveLength(2);
    expect(hairlines(both).map(({ name }) => name)).toEqual([
      'q = 2, p = 0.02',
      'q = 2, p = 0.002',
      'q = 4, p = 0.02',
      'q = 4, p = 0.002',
    ]);
    expect(both.caption.join(' ')).toContain(
      'With p = 0.002, models were trained likewise; whether they have converged was not tested.',
    );
    expect(both.caption.join(' ')).toContain('At q = 2, the gain is 1.000 for 50 features and 0 for 50.');
    expect(figure([swept(0.02)]).panels).toHaveLength(2);
  });

  it('concludes nothing from the density whose models have not converged, also not together with the other', () => {
    const usage = 'On average over features, a feature uses';
    const after = (activeProbability: number, steps: number) =>
      sweepOf('neuronUsage.mean', [
        { at: { activeProbability, steps, lossExponent: 2 }, values: [steps] },
        { at: { activeProbability, steps, lossExponent: 4 }, values: [steps] },
      ]);
    const [short, long] = [3000, 10_000];
    expect(figure([after(0.02, long), after(0.002, long)]).caption.join(' ')).toContain(usage);
    for (const sweeps of [
      [after(0.02, short), after(0.002, long)],
      [after(0.02, long), after(0.002, short)],
    ]) {
      const words = figure(sweeps).caption.join(' ');
      expect(words).toContain('*These models have not converged:*');
      expect(words).toContain(`${usage} 10\u202f000`);
      expect(words).not.toContain(`${usage} between 3000`);
    }
  });
});

describe('the figure of the steps', () => {
  const sweep = sweepOf(
    'lq.all',
    [1000, 3000, 10_000, 30_000].map((steps) => ({ at: { steps }, values: [1] })),
  );
  const over = (convergence: typeof converging, steps = own.steps) =>
    sweepSteps(
      { sweep, gains: gainsOf(sweep), convergence },
      { ...evidence, own: { ...own, steps }, number: 13, setting: 'steps' },
    );

  it('says that the models of the report have not converged, by which numbers, and from where on they would have', () => {
    expect(over(converging).caption[0]).toBe(
      '*The models of this report have not converged:* after their 1000 steps, the loss is 1.0530\u00a0±\u00a00.0007 times that of the longest training, ' +
        'the gain differs by −0.0180, the output at x = −1 by −0.0250 and the number of neurons that a feature uses by +1.50. ' +
        'From 10\u202f000 steps on, trainings have converged: they agree with the longest (30\u202f000 steps).',
    );
    expect(
      over(converging)
        .tables.at(-1)!
        .rows.map((row) => row.at(-1)),
    ).toEqual(['no', 'no', 'yes', 'not judged']);
    expect(over(converging).definitions.at(-1)).toContain(
      'at most 1.005 times as large, on the same 500\u202f000 inputs',
    );
  });

  it('says that they have, if so, and does not call the longest converged', () => {
    expect(over(converging, 10_000).caption[0]).toContain(
      'The 10\u202f000 steps of this report have converged',
    );
    expect(over(converging, 30_000).caption[0]).toContain('are the longest training here, so whether');
    const none = judged([
      [1000, false],
      [3000, false],
      [10_000, false],
      [30_000, true],
    ]);
    expect(over(none).caption[0]).toContain('so whether that one has converged cannot be told');
    expect(over(judged([[1000, true]])).caption[0]).toContain('cannot tell whether it has converged');
  });

  it('concludes nothing else, because most of its models have not converged', () => {
    expect(over(converging).caption.join(' ')).not.toMatch(/naive|gain stands/);
    expect(over(converging).finding).toBe(
      'After 10\u202f000 steps the training has converged: 30\u202f000 change little. The 1000 steps of this report are too few.',
    );
    expect(over(converging, 10_000).finding).toContain(
      '30\u202f000 change little, and the 10\u202f000 steps of this report are enough.',
    );
    expect(over(converging, 30_000).finding).toBe(
      'After 10\u202f000 steps the training has converged: 30\u202f000 change little.',
    );
    expect(
      over(
        judged([
          [1000, false],
          [3000, true],
        ]),
      ).finding,
    ).toBe('1000 steps are too few to converge: 3000 steps give another model.');
    expect(over(judged([[1000, true]])).finding).toBe('');
  });
});

describe('the figure of a map', () => {
  const cell = (
    lossExponent: number,
    activeProbability: number,
    values: readonly number[] | null,
  ): Point => ({ at: { lossExponent, activeProbability }, values });
  const map = (points: readonly Point[]) =>
    sweepMap(
      { sweep: sweepOf('relative.mse.active', points), convergence: converging },
      { number: 14, settings: ['lossExponent', 'activeProbability'], own, stepsFigure: 13 },
    );
  const full = map([cell(2, 0.02, [0.5]), cell(2, 0.1, [4]), cell(4, 0.02, [1]), cell(4, 0.1, null)]);
  const traceOf = (figure: ReturnType<typeof map>, view: string) => {
    const [panel] = figure.panels;
    if (panel?.kind !== 'plot') throw new Error('a plot');
    return panel.views![view]![0]!;
  };

  it('has a view for each order parameter, with its values in rows and columns', () => {
    const ids = full.views!.options.map(({ id }) => id);
    expect(ids).toContain('gain.spread');
    for (const id of ids) expect(traceOf(full, id)['type']).toBe('heatmap');
    const trace = traceOf(full, 'relative.mse.active');
    expect(trace).toMatchObject({
      x: [0, 1],
      y: [0, 1],
      customdata: [
        ['q = 2, p = 0.02: 0.50', 'q = 2, p = 0.1: 4.0'],
        ['q = 4, p = 0.02: 1.0', ''],
      ],
    });
  });

  it('colours a ratio around 1, as far to one side as to the other', () => {
    const { zmin, zmax, z } = traceOf(full, 'relative.mse.active');
    expect(zmin).toBe(-(zmax as number));
    const bytes = Buffer.from((z as { bdata: string }).bdata, 'base64');
    const values = [0, 1, 2, 3].map((index) => bytes.readFloatLE(4 * index));
    expect(values[0]).toBeCloseTo(-(values[1]! / 2), 6);
    expect(values[1]).toBeCloseTo(zmax as number, 6);
    expect(values[2]).toBe(0);
    expect(values[3]).toBeNaN();
    expect(full.definitions.join('\n')).toContain(
      'from 0.25 (blue, better than naive) over 1 to 4.0 (orange, worse)',
    );
  });

  it('counts the points where a loss is below the naive solution’s, above it, and open', () => {
    expect(full.caption[1]).toContain(
      'The mean squared error over active entries is below that of the naive solution at 1, above it at 1 and not certainly apart from it at 1 of 3 points.',
    );
  });

  it('outlines the settings of the report where the grid has them', () => {
    const shapes = (figure: ReturnType<typeof map>) => {
      const [panel] = figure.panels;
      return panel?.kind === 'plot' ? panel.layout['shapes'] : undefined;
    };
    expect(shapes(full)).toMatchObject([{ x0: -0.4375, x1: 0.4375, y0: 0.5625, y1: 1.4375 }]);
    expect(full.definitions.join('\n')).toContain('but not its T = 1000');
    expect(shapes(map([cell(2, 0.1, [1])]))).toEqual([]);
  });

  const spreads = (
    rows: readonly (readonly [q: number, spreads: readonly number[]])[],
    judged = converging,
  ) =>
    sweepMap(
      {
        sweep: sweepOf(
          'gain.spread',
          rows.flatMap(([q, some]) => some.map((each, index) => cell(q, [0.02, 0.1][index]!, [each]))),
        ),
        convergence: judged,
      },
      { number: 14, settings: ['lossExponent', 'activeProbability'], own, stepsFigure: 13 },
    );

  it.each([
    [
      [
        [2, [1.2, 1.4]],
        [3, [0.1, 0.2]],
        [4, [0.1, 0.2]],
      ],
      'At q = 2 the gain spreads over features by at least its mean at every p tried, from q = 3 on by less.',
      2,
    ],
    [
      [
        [2, [1.2, 1.4]],
        [3, [0.1, 1.2]],
        [4, [0.1, 0.2]],
      ],
      'At q = 2 the gain spreads over features by at least its mean at every p tried, at q = 4 by less; at q = 3 it depends on p.',
      3,
    ],
    [
      [
        [2, [0.2, 1.4]],
        [3, [0.1, 1.2]],
      ],
      'At p = 0.02 the gain spreads over features by less than its mean at every q tried, at p = 0.1 by at least its mean.',
      2,
    ],
    [
      [
        [2, [1.2, 0.4]],
        [3, [0.1, 1.2]],
      ],
      'The gain spreads over features by less than its mean at 2 of 4 points.',
      4,
    ],
    [
      [
        [2, [0.2, 0.4]],
        [3, [0.1, 0.2]],
      ],
      'The gain spreads over features by less than its mean at all 4 points.',
      0,
    ],
  ] as const)('says where the gain spreads by its mean, and draws a line there: %j', (rows, words, edges) => {
    const figure = spreads(rows);
    expect(figure.finding).toBe(words);
    const [panel] = figure.panels;
    const shapes = panel?.kind === 'plot' ? (panel.layout['shapes'] as readonly { type: string }[]) : [];
    expect(shapes.filter(({ type }) => type === 'line')).toHaveLength(edges);
    expect(figure.caption.join(' ').includes('thick line')).toBe(edges > 0);
  });

  it('of one point, and of none with a value, has colours and words', () => {
    for (const figure of [map([cell(2, 0.1, [1])]), map([cell(2, 0.1, null)])]) {
      expect(JSON.stringify(figure)).not.toMatch(/NaN|Infinity|undefined/);
      const { zmin, zmax } = traceOf(figure, 'relative.mse.active');
      expect(zmax as number).toBeGreaterThan(zmin as number);
    }
  });

  it('stays small enough for the page with the largest grid', () => {
    const values = Array.from({ length: 40 }, (_, index) => index + 1);
    const largest = map(values.flatMap((q) => values.map((p) => cell(q / 10, p / 100, [0.123456 * q]))));
    expect(JSON.stringify(largest.panels).length).toBeLessThan(250_000);
    const [panel] = largest.panels;
    expect(panel?.kind === 'plot' && panel.views!['gain.spread']).toHaveLength(1);
  });
});
