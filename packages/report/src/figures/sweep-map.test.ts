import { describe, expect, it } from 'vitest';
import { converging, judged, own, type Point, sweepOf } from '../../test/swept.js';
import { sweepMap } from './sweep-map.js';

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
      'At q = 2, the standard deviation of the gain over features is at least its mean at every p tried; from q = 3 on it is less.',
      2,
    ],
    [
      [
        [2, [1.2, 1.4]],
        [3, [0.1, 1.2]],
        [4, [0.1, 0.2]],
      ],
      'At q = 2, the standard deviation of the gain over features is at least its mean at every p tried; at q = 4 it is less; at q = 3 it depends on p.',
      3,
    ],
    [
      [
        [2, [0.2, 1.4]],
        [3, [0.1, 1.2]],
      ],
      'At p = 0.02, the standard deviation of the gain over features is less than its mean at every q tried; at p = 0.1 it is at least as large.',
      2,
    ],
    [
      [
        [2, [1.2, 0.4]],
        [3, [0.1, 1.2]],
      ],
      'The standard deviation of the gain over features is less than its mean at 2 of 4 points.',
      4,
    ],
    [
      [
        [2, [0.2, 0.4]],
        [3, [0.1, 0.2]],
      ],
      'The standard deviation of the gain over features is less than its mean at all 4 points.',
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

  it('stripes the cell of the settings of the report where they were tested and have not converged, and no other', () => {
    const [few, some] = [[10_000, false] as const, [30_000, true] as const];
    const rows = [
      [own.lossExponent, [0.1, 0.2]],
      [8, [0.1, 0.2]],
    ] as const;
    const striped = (figure: ReturnType<typeof map>) => {
      const [panel] = figure.panels;
      return panel?.kind === 'plot'
        ? panel.views!['gain.spread']!.filter(({ name }) => name === 'not converged')
        : [];
    };
    const open = spreads(rows, judged([few, some]));
    const column = [0.02, 0.1].indexOf(own.activeProbability);
    expect(striped(open)).toMatchObject([
      { x: [-0.5, 0.5, 0.5, -0.5, -0.5].map((x) => x + column), y: [-0.5, -0.5, 0.5, 0.5, -0.5] },
    ]);
    expect(open.caption.join(' ')).toContain(
      'Stripes cover the one point whose models were tested and have not converged; no other point was tested.',
    );
    const settled = spreads(rows);
    expect(striped(settled)).toEqual([]);
    expect(settled.caption.join(' ')).not.toContain('Stripes');
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
