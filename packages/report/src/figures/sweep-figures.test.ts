import {
  type OrderParameter,
  orderParameterIds,
} from '@superposition/analyses/internal/sweeps/order-parameters';
import type { SweepSummary } from '@superposition/analyses/internal/sweeps/sweep-summary';
import type { QuantitySummary } from '@superposition/core/internal/quantities/summary';
import type { SweptSettings } from '@superposition/core/internal/config/sweeps';
import { describe, expect, it } from 'vitest';
import { sweepLine } from './sweep-line.js';
import { sweepMap } from './sweep-map.js';
import { sweepSteps } from './sweep-steps.js';

const own: SweptSettings = { neurons: 10, activeProbability: 0.02, lossExponent: 4, steps: 1000 };
const reason = 'the training diverged';

/** A sweep whose points have these values for one order parameter, and 0.5 for all others. */
function sweepOf(
  id: OrderParameter,
  points: readonly (readonly [settings: Partial<SweptSettings>, values: readonly number[] | null])[],
): SweepSummary {
  const summary = (values: readonly number[] | null): QuantitySummary => {
    if (values === null)
      return { mean: null, sd: null, ci95: null, standardError: null, seeds: [null], reason };
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return { mean, sd: values.length > 1 ? 0.01 : null, ci95: null, standardError: 0, seeds: values };
  };
  const seeds = points[0]?.[1]?.length ?? 1;
  return {
    seeds: Array.from({ length: seeds }, (_, seed) => seed),
    points: points.map(([settings, values]) => ({
      settings: { ...own, ...settings },
      parameters: Object.fromEntries(
        orderParameterIds.map((each) => [
          each,
          summary(each === id ? values : Array.from({ length: seeds }, () => 0.5)),
        ]),
      ) as SweepSummary['points'][number]['parameters'],
      samples: 400,
      relativeError: 0.0123,
    })),
  };
}

const overNeurons = (values: readonly (readonly number[] | null)[]) =>
  sweepLine(
    {
      sweep: sweepOf(
        'relative.mse.active',
        values.map((each, index) => [{ neurons: [5, 10, 20, 30][index]! }, each]),
      ),
    },
    { number: 10, setting: 'neurons', own, features: 100 },
  );

describe('the figure of a line', () => {
  it.each([
    [[[0.5], [0.6], [0.7], [0.8]], 'at every m tried.'],
    [[[1.5], [1.6], [1.7], [1.8]], 'at none of the m tried.'],
    [[[0.5], [0.6], [0.7], [1.1]], 'from m = 5 to 20, among the m tried.'],
    [[[0.5], [1.6], [0.7], [0.8]], 'at m = 5, 20 and 30 only.'],
    [[[1.5], [0.6], [1.7], [1.1]], 'at m = 10 only.'],
    // This value is below 1 by less than three standard errors of 1.23 %, so it does not count as below.
    [[[1.5], [0.95], [0.97], [0.99]], 'at m = 10 only.'],
  ])('says where the naive solution is beaten: %j', (values, words) => {
    expect(overNeurons(values).caption[1]).toContain(
      `Over active entries, the trained model’s mean squared error is below the naive solution’s ${words}`,
    );
  });

  it('says what all points share, how many models there are and how well they are known', () => {
    const { caption, definitions } = overNeurons([
      [0.5, 0.6],
      [0.7, 0.8],
    ]);
    expect(caption[0]).toBe(
      'Every point is trained anew, with p = 0.02, q = 4, T = 1000 and all other settings as in the rest of this report: the mean over 2 models, seeds 0 and 1.',
    );
    expect(definitions[0]).toContain(
      '400 samples a model; their standard error is at most 1.2\u00a0% of the loss, and',
    );
    expect(overNeurons([[0.5]]).caption[0]).toContain('one model, seed 0.');
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
      'Without a value at m = 10: MSE over active entries / naive; the training diverged.',
    );
    expect(figure.tables[0]!.rows[1]).toContain('n/a');
    expect(figure.panels[0]!.summary).toContain('MSE, active: 0.500 at m = 5.');
  });
});

describe('the figure of the steps', () => {
  const sweep = sweepOf('lq.all', [
    [{ steps: 100 }, [2]],
    [{ steps: 1000 }, [1.2]],
    [{ steps: 3000 }, [1.01]],
    [{ steps: 9000 }, [1]],
  ]);
  const judged = (from: number | null, count = 4) =>
    sweepSteps(
      {
        sweep,
        convergence: {
          threshold: 0.05,
          from,
          points: [
            { steps: 100, excess: 1, converged: false },
            { steps: 1000, excess: 0.2, converged: false },
            { steps: 3000, excess: 0.01, converged: true },
            { steps: 9000, excess: 0, converged: null },
          ].slice(4 - count),
        },
      },
      { number: 13, setting: 'steps', own, features: 100 },
    );

  it('says from where on trainings have converged, and how far this report’s are', () => {
    expect(judged(3000).caption.at(-1)).toBe(
      'From 3000 steps on, trainings are within 5\u00a0% of the loss of the longest (9000 steps): they have converged. ' +
        'The 1000 steps of this report leave it 20.0\u00a0% above that.',
    );
    expect(
      judged(3000)
        .tables.at(-1)!
        .rows.map((row) => row[2]),
    ).toEqual(['no', 'no', 'yes', 'not judged']);
  });

  it('does not call the longest converged', () => {
    expect(judged(null).caption.at(-1)).toContain('whether that one has converged cannot be told');
    expect(judged(null, 1).caption.at(-1)).toContain('cannot tell whether it has converged');
  });
});

describe('the figure of a map', () => {
  const cell = (lossExponent: number, activeProbability: number, values: readonly number[] | null) =>
    [{ lossExponent, activeProbability, steps: 500 }, values] as const;
  const map = (points: Parameters<typeof sweepOf>[1]) =>
    sweepMap(
      { sweep: sweepOf('relative.mse.active', points) },
      { number: 14, settings: ['lossExponent', 'activeProbability'], own },
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

  it('counts the points where the naive solution is beaten', () => {
    expect(full.caption[1]).toContain('below the naive solution’s at 1 of 3 points');
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
