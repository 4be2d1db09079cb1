import type { ResponseCurves } from '@superposition/analyses/internal/responses/response-curves';
import type { SparsitySweep } from '@superposition/analyses/internal/error/sparsity-sweep';
import { exactly } from '@superposition/core/internal/quantities/missing';
import { type QuantitySummary, summariseValues } from '@superposition/core/internal/quantities/summary';
import { noSweeps } from '@superposition/core/internal/config/sweeps';
import { describe, expect, it } from 'vitest';
import { fixture } from '../../test/fixture.js';
import type { Figure } from '../figure.js';
import { figure6 } from './error-by-sparsity.js';
import { figure9 } from './isolated-and-total.js';
import { figure7 } from './loss-comparison.js';
import { figure2 } from './response-curves.js';

const figures = (input: Parameters<typeof fixture>[0]): Figure[] => {
  const { inputs } = fixture({ ...input, report: { crossCheck: false } });
  return [...inputs.figures, ...inputs.sweeps].map((figure) => {
    if (figure.status !== 'value') throw new Error('the fixture has no failure');
    return figure.value;
  });
};

describe('figure 2', () => {
  const curves: ResponseCurves = {
    features: 2,
    positive: [0.4, 0.5],
    negative: [-0.1, 0.02],
    positiveMean: 0.45,
    negativeMean: -0.04,
    shown: [0, 1],
    check: { inputs: [-1, 1], features: 2, maximumDifference: 0 },
  };

  it('states means and ranges of both responses', () => {
    expect(figure2({ curves }, { seed: 7 }).caption[0]).toBe(
      'One model, seed 7. At x = 1 a feature’s own output is 0.450 on average (0.400 to 0.500); at x = −1 it is −0.0400 (−0.100 to 0.020). A perfect one would be 1 and 0.',
    );
  });

  it('draws each small panel from its own two responses', () => {
    const each = figure2({ curves }, { seed: 7 }).panels.find(({ kind }) => kind === 'multiples');
    expect(each).toMatchObject({
      cells: [
        {
          label: '0',
          points: [
            [-1, -0.1],
            [0, 0],
            [1, 0.4],
          ],
        },
        { label: '1' },
      ],
    });
  });
});

describe('figure 6', () => {
  const estimate = (value: number) => ({ value, standardError: 0.001 });
  const point = (activeProbability: number, active: number, all: number) => ({
    activeProbability,
    samples: 100,
    active: estimate(active),
    all: estimate(all),
    allPerActive: estimate(all / activeProbability),
  });
  const line = (rises: boolean, statement: string) => ({ rises, falls: [], statement });
  const sweep: SparsitySweep = {
    points: [point(0.01, 0.05, 0.003), point(0.1, 0.1, 0.02), point(1, 0.2, 0.2)],
    monotone: {
      active: line(true, 'mse.active never falls as p′ grows.'),
      all: line(true, 'mse.all never falls as p′ grows.'),
      allPerActive: line(false, 'mse.all / p′ is not monotone: it falls.'),
    },
  };
  const params = { seed: 0, features: 100, neurons: 10, activeProbability: 0.1 };

  it('says that the lines disagree, and where the naive solution is beaten', () => {
    const caption = figure6({ sweep }, params).caption.join(' ');
    expect(caption).toContain('The error over all entries divided by p′ is not monotone');
    expect(caption).toContain('depends on its denominator');
    expect(caption).toContain('over active entries from p′ = 0.01 to 0.1, among');
    expect(caption).toContain('over all entries at none of the p′ tried');
  });

  it('places the training’s probability by its logarithm', () => {
    const [panel] = figure6({ sweep }, params).panels;
    if (panel?.kind !== 'plot') throw new Error('a plot');
    expect((panel.layout['annotations'] as unknown as { x: number }[])[0]!.x).toBeCloseTo(-1, 12);
  });
});

describe('figure 7', () => {
  const over = (...seeds: number[]) => summariseValues(seeds.map(exactly));
  const row = (
    solution: 'naive' | 'trained',
    trainedWith: number | null,
    loss: QuantitySummary,
    gain: QuantitySummary,
  ) => {
    const names = ['mse.active', 'mse.all', 'l4.active', 'l4.all', 'lq.active', 'lq.all'] as const;
    const of = <Value>(value: Value) =>
      Object.fromEntries(names.map((name) => [name, value])) as Record<(typeof names)[number], Value>;
    return { solution, trainedWith, losses: of(loss), gain, outputMinusOne: gain, improvement: of(1) };
  };
  const captionOf = (losses: QuantitySummary, own: QuantitySummary, squares: QuantitySummary) =>
    figure7(
      {
        comparison: {
          lossExponent: 4,
          rows: [
            row('naive', null, over(0.15, 0.15), over(0.1, 0.1)),
            row('trained', 4, losses, own),
            row('trained', 2, losses, squares),
          ],
        },
      },
      { activeProbability: 0.02 },
    ).caption.join(' ');

  it('calls losses equal only when the interval holds both', () => {
    const gain = over(0.4, 0.41, 0.42);
    expect(captionOf(over(0.1495, 0.1496, 0.1497), gain, gain)).toContain(
      '0.27\u00a0% better in MSE over active',
    );
    expect(captionOf(over(0.13, 0.15, 0.175), gain, gain)).toContain('equal within the 95 % interval in MSE');
  });

  it('says which loss leads to the higher gain, by models of the same seed', () => {
    const [loss, own] = [over(0.07, 0.08, 0.09), over(0.3, 0.4, 0.5)];
    expect(captionOf(loss, own, over(0.351, 0.45, 0.549))).toContain(
      'So L2 leads to a higher gain than L4, by 0.050 [0.0475, 0.0525]',
    );
    expect(captionOf(loss, own, over(0.249, 0.35, 0.451))).toContain(
      'So L2 leads to a lower gain than L4, by 0.050 [0.0475, 0.0525]',
    );
    expect(captionOf(loss, own, over(0.2, 0.4, 0.6))).toContain('these models do not tell');
  });
});

describe('figure 9', () => {
  const parts = (total: number) => ({
    features: 1,
    attenuation: [0.06],
    leak: [0],
    isolated: [0.06],
    total: [total],
    totalStandardError: [0.001],
    order: [0],
    mean: {
      attenuation: 0.06,
      leak: 0,
      isolated: 0.06,
      total,
      totalStandardError: 0.001,
      interference: total - 0.06,
      interferenceStandardError: 0.001,
      isolatedShare: 0.06 / total,
      interferenceShare: (total - 0.06) / total,
      shareStandardError: (0.06 / total ** 2) * 0.001,
    },
  });
  const captionOf = (total: number) =>
    figure9({ parts: parts(total) }, { seed: 0, activeProbability: 0.02 }).caption[0];

  it('adds what other features add, and takes away what they take', () => {
    expect(captionOf(0.08)).toContain('0.0200 (25\u00a0%) is added by other active features');
    expect(captionOf(0.05)).toContain(
      '120\u00a0% of the mean squared error of 0.0500 over active entries: other active features take 0.0100 (20\u00a0%) away',
    );
  });
});

it('a figure of one model begins with its seed', () => {
  const captions = figures({ training: { seeds: [5, 6] } }).slice(0, 9);
  for (const { number, caption } of captions)
    expect(caption[0]!.startsWith('One model, seed 5. '), `figure ${number}`).toBe(number !== 7);
});

it('figure 1 does not count features that were never active', () => {
  const words = figures({ evaluation: { samples: 1 }, data: { activeProbability: 1e-6 } })[0]!.caption.join(
    ' ',
  );
  expect(words).not.toContain('0 of 0');
  expect(words).toContain('Not every feature was active');
});

describe('every figure', () => {
  it.each([
    ['the fixture', {}],
    ['one feature and one neuron', { model: { features: 1, neurons: 1 }, training: { seeds: 1 } }],
    ['more neurons than features', { model: { features: 2, neurons: 5 } }],
    ['200 features', { model: { features: 200, neurons: 3 }, evaluation: { samples: 100 } }],
  ])('has numbers, a summary a panel and titles on its axes for %s', (_, input) => {
    const all = figures(input);
    expect(all.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    for (const { caption, panels, definitions } of all) {
      const words = [...caption, ...definitions, ...panels.map(({ summary }) => summary)].join('\n');
      expect(words).not.toMatch(/NaN|undefined|Infinity|not a number|\[object/);
      expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
      for (const panel of panels) {
        expect(panel.summary).not.toBe('');
        if (panel.kind === 'multiples') continue;
        for (const name of ['xaxis', 'yaxis']) expect(panel.layout[name]).toHaveProperty('title.text');
      }
    }
  });

  it('never says MSE or squared error without saying over which entries', () => {
    for (const { caption, tables } of figures({})) {
      for (const sentence of [...caption, ...tables.map(({ title }) => title)].join(' ').split(/(?<=\.) /)) {
        if (/\bMSE\b|mean squared error/.test(sentence))
          expect(sentence).toMatch(/active entries|all entries|\/ p′/);
      }
    }
  });

  it('stays small enough for the page, whatever the number of features', () => {
    const large = { model: { features: 300, neurons: 300 }, evaluation: { samples: 50 }, sweeps: noSweeps };
    for (const figure of figures(large)) {
      expect(JSON.stringify(figure).length).toBeLessThan(250_000);
    }
  });
});
