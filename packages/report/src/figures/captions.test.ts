import type { ResponseCurves } from '@superposition/analyses/internal/responses/response-curves';
import { sparsitySweep } from '@superposition/analyses/internal/error/sparsity-sweep';
import { noSweeps } from '@superposition/core/internal/config/sweeps';
import { describe, expect, it } from 'vitest';
import { fixture } from '../../test/fixture.js';
import type { Figure } from '../figure.js';
import { figure6 } from './error-by-sparsity.js';
import { figure2 } from './response-curves.js';

const figures = (input: Parameters<typeof fixture>[0]): Figure[] => {
  const { inputs } = fixture({ ...input, report: { crossCheck: false } });
  return [...inputs.figures, ...inputs.sweeps].map((figure) => {
    if (figure.status !== 'value') throw new Error('the fixture has no failure');
    return figure.value;
  });
};

const alone = { others: [], exponents: [] } as const;
const untold = { steps: null, otherSeeds: [], lossExponent: null } as const;

describe('figure 2', () => {
  const curves: ResponseCurves = {
    features: 2,
    positive: [0.4, 0.5],
    negative: [-0.1, -0.08],
    positiveMean: 0.45,
    negativeMean: -0.09,
    shown: [0, 1],
    check: { inputs: [-1, 1], features: 2, maximumDifference: 0 },
  };

  it('states means and ranges of both responses', () => {
    expect(figure2({ curves, ...alone }, { seed: 7, ...untold }).caption[0]).toBe(
      'One model, seed 7. Each thin line is the response of a feature. At x = 1 a feature’s own output is 0.450 on average over features (0.400 to 0.500); at x = −1 it is −0.090 on average over features (−0.100 to −0.080). A perfect one would be 1 and 0.',
    );
  });

  it('draws each small panel from its own two responses', () => {
    const each = figure2({ curves, ...alone }, { seed: 7, ...untold }).panels.find(
      ({ kind }) => kind === 'multiples',
    );
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
  it('places the training’s probability by its logarithm', () => {
    const params = { seed: 0, features: 100, neurons: 10, activeProbability: 0.1 };
    const [panel] = figure6({ sweep: sparsitySweep({ points: [] }), convergence: [] }, params).panels;
    if (panel?.kind !== 'plot') throw new Error('a plot');
    const notes = panel.layout['annotations'] as unknown as { text: string; x: number }[];
    expect(notes.find(({ text }) => text.includes('trained at p'))!.x).toBeCloseTo(-1, 12);
  });
});

it('a figure of one model begins with its seed', () => {
  const captions = figures({ training: { seeds: [5, 6] } }).slice(0, 9);
  for (const { number, caption } of captions)
    expect(/^One model, seed 5(, 1000 steps)?\. /.test(caption[0]!), `figure ${number}`).toBe(number !== 7);
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
      // Figure 4 has two heatmaps of at most 100 × 100 cells in three orders.
      expect(JSON.stringify(figure).length).toBeLessThan(360_000);
    }
  });
});
