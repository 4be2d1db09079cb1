import { describe, expect, it } from 'vitest';
import { converging, judged, own, type Point, reason, sweepOf } from '../../test/swept.js';
import { sweepExponent } from './sweep-exponent.js';
import { sweepLine } from './sweep-line.js';
import { sweepMap } from './sweep-map.js';
import { sweepSteps } from './sweep-steps.js';

const evidence = { own, features: 100, stepsFigure: 13 };

const overNeurons = (values: readonly Point['values'][], convergence?: typeof converging) =>
  sweepLine(
    {
      sweep: sweepOf(
        'relative.mse.active',
        values.map((each, index) => ({ at: { neurons: [5, 10, 20, 30][index]! }, values: each })),
      ),
      ...(convergence && { convergence }),
    },
    { ...evidence, number: 10, setting: 'neurons' },
  );

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

  it('draws means and single seeds, and marks the settings of the report', () => {
    const [panel] = overNeurons([
      [0.5, 0.7],
      [0.9, 1.1],
    ]).panels;
    if (panel?.kind !== 'plot') throw new Error('a plot');
    const [single, mean] = panel.traces;
    expect(single).toMatchObject({ x: [5, 5, 10, 10], y: [0.5, 0.7, 0.9, 1.1], showlegend: false });
    expect(mean).toMatchObject({ x: [5, 10], y: [0.6, 1] });
    const notes = panel.layout['annotations'] as unknown as { text: string; x: number }[];
    expect(notes.find(({ text }) => text === 'this report')!.x).toBeCloseTo(1, 12);
    expect(JSON.stringify(overNeurons([[0.5]]).panels)).not.toContain('this report');
  });

  it('has the naive solution’s spread of the gain, √(n/m − 1)', () => {
    const spread = overNeurons([[0.5], [0.6], [0.7], [0.8]]).panels.find(({ id }) => id === 'spread');
    if (spread?.kind !== 'plot') throw new Error('a plot');
    expect((spread.traces[0]!['y'] as number[])[2]).toBeCloseTo(2, 12);
  });

  it('says where there is no value, and why', () => {
    const figure = overNeurons([[0.5], null]);
    expect(figure.definitions.at(-1)).toBe(
      `Without a value at m = 10: MSE over active entries / naive; ${reason}.`,
    );
    expect(figure.tables[0]!.rows[1]).toContain('n/a');
    expect(figure.panels[0]!.summary).toContain('MSE, active: 0.500 at m = 5.');
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
  const figure = (sweeps: ReturnType<typeof swept>[], features = 100) =>
    sweepExponent({ sweeps, convergence: converging }, { ...evidence, number: 12, features });
  const marks = (of: ReturnType<typeof figure>) => {
    const [panel] = of.panels;
    if (panel?.kind !== 'plot') throw new Error('a plot');
    return panel.traces.map(({ x, y }) =>
      [x, y].map((packed) => {
        const bytes = Buffer.from((packed as { bdata: string }).bdata, 'base64');
        return Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readFloatLE(4 * index));
      }),
    );
  };

  it('draws the gain of every feature, side by side where they are equal', () => {
    const [atTwo, atFour] = marks(figure([swept(0.02)])) as [number[][], number[][]];
    expect(atTwo[1]!.filter((gain) => gain === 0)).toHaveLength(50);
    expect(atFour[1]!).toHaveLength(100);
    const width = (x: readonly number[]) => Math.max(...x) - Math.min(...x);
    expect(new Set(atTwo[0]!.slice(0, 50)).size).toBe(50);
    expect(width(atTwo[0]!)).toBeGreaterThan(2 * width(atFour[0]!.slice(0, 5)));
    for (const [x, q] of [
      [atTwo[0]!, 2],
      [atFour[0]!, 4],
    ] as const) {
      expect(Math.max(...x.map((each) => Math.abs(each - q)))).toBeLessThan(0.5);
    }
  });

  it('draws no more marks than there is room for, from the least gain to the greatest', () => {
    const gains = Array.from({ length: 1000 }, (_, index) => index / 1000);
    const sweep = sweepOf('lq.all', [{ at: {}, values: [1], gains }]);
    const of = figure([sweep], 1000);
    const [[, y]] = marks(of) as [number[][]];
    expect(y).toHaveLength(100);
    expect([y![0], y!.at(-1)]).toEqual([0, expect.closeTo(0.999, 6)]);
    expect(of.definitions.join(' ')).toContain('100 of the 1000 features');
  });

  it('shows both densities, and says of each what it shows', () => {
    const both = figure([swept(0.02), swept(0.002)]);
    expect(both.panels.map(({ title }) => title)).toEqual([
      'Gain of each feature, p = 0.02',
      'Gain of each feature, p = 0.002',
      'Loss relative to the naive solution’s, p = 0.02',
      'Loss relative to the naive solution’s, p = 0.002',
      'Neurons that a feature uses',
    ]);
    expect(both.caption.join(' ')).toContain(
      'With p = 0.002, models were trained likewise; whether they have converged was not tested.',
    );
    expect(both.caption.join(' ')).toContain('At q = 2, the gain is 1.000 for 50 features and 0 for 50.');
    expect(figure([swept(0.02)]).panels).toHaveLength(3);
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
    sweepSteps({ sweep, convergence }, { ...evidence, own: { ...own, steps }, number: 13, setting: 'steps' });

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
      x: ['0.02', '0.1'],
      y: ['2', '4'],
      text: [
        ['0.50', '4.0'],
        ['1.0', ''],
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
    expect(shapes(full)).toMatchObject([{ x0: -0.5, x1: 0.5, y0: 0.5, y1: 1.5 }]);
    expect(full.definitions.join('\n')).toContain('but not its T = 1000');
    expect(shapes(map([cell(2, 0.1, [1])]))).toEqual([]);
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
