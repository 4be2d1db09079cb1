import { cosineDistributions } from '@superposition/analyses/internal/geometry/cosine-distributions';
import { geometry } from '@superposition/analyses/internal/geometry/geometry';
import { randomFrames } from '@superposition/analyses/internal/geometry/random-frames';
import { responses } from '@superposition/analyses/internal/models/responses';
import { crossGain } from '@superposition/analyses/internal/responses/cross-gain';
import { responseCurves } from '@superposition/analyses/internal/responses/response-curves';
import { effectiveMap } from '@superposition/analyses/internal/weights/effective-map';
import { featureOrders } from '@superposition/analyses/internal/weights/feature-orders';
import { inputWeights } from '@superposition/analyses/internal/weights/input-weights';
import { neuronUses } from '@superposition/analyses/internal/weights/neuron-uses';
import { initialWeights, type Weights } from '@superposition/core/internal/network/weights';
import { describe, expect, it, test } from 'vitest';
import { trialModels } from '../../test/trial-models.js';
import type { Figure, PlotPanel } from '../figure.js';
import { figure8 } from './cross-gain.js';
import { figure4 } from './effective-map.js';
import { figure5 } from './geometry.js';
import { figure3 } from './input-weights.js';
import { figure2 } from './response-curves.js';

const given = { seed: null, steps: null, otherSeeds: [] };

const gaussian = (features: number, neurons: number, seed = 1): Weights =>
  initialWeights({ features, neurons, init: { kind: 'normal', scale: 0.25 } }, seed);

function weightsOf(name: string): Weights {
  if (name === 'few-random-directions') return gaussian(20, 2);
  const random = gaussian(6, 3);
  if (name === 'negative-input-weights') {
    return { ...random, input: random.input.map((weight) => -Math.abs(weight)) };
  }
  return trialModels.find((trial) => trial.name === name)!.weights!;
}

function figuresOf(weights: Weights): Record<2 | 3 | 4 | 5 | 8, Figure> {
  const model = { weights };
  const orders = featureOrders({ model });
  const both = {
    map: effectiveMap({ model, orders }),
    gains: crossGain({ model, orders }),
    responses: responses({ model }),
    others: [],
  };
  return {
    2: figure2(
      { curves: responseCurves({ model, responses: responses({ model }) }), others: [], exponents: [] },
      { ...given, steps: null, otherSeeds: [], lossExponent: null },
    ),
    3: figure3(
      {
        weights: inputWeights({ model, orders }),
        uses: neuronUses({ model, others: [] }),
        lengths: [],
        convergence: [],
      },
      given,
    ),
    4: figure4(both, given),
    5: figure5(
      {
        geometry: geometry({ model, orders }),
        frames: randomFrames({ model }, { frames: 400 }),
        distributions: cosineDistributions({ model, others: [] }, { frames: 400 }),
      },
      given,
    ),
    8: figure8(both, given),
  };
}

const captionOf = (weights: Weights, figure: 2 | 3 | 4 | 5 | 8) =>
  figuresOf(weights)[figure].caption.join(' ');

describe.each<[string, Partial<Record<2 | 3 | 4 | 5 | 8, string>>]>([
  [
    'one-feature',
    {
      2: 'At x = 1 the feature’s own output is 0.400; at x = −1 it is 0.',
      3: 'The feature uses the one neuron, as given and in the balanced gauge alike.',
      4: 'The only entry of W_eff is 0.400. With one feature there is nothing off the diagonal.',
      5: 'There is no pair of features whose columns of W_in have an angle.',
      8: 'The feature’s gain to itself is 0.400. With one feature there is no gain to another.',
    },
  ],
  [
    'diagonal',
    {
      2: 'At x = 1 a feature’s own output is 0.500 for every feature; at x = −1 it is 0 for every feature.',
      3: 'Of 20 neurons, every feature uses 1, as given and in the balanced gauge alike.',
      4: 'The diagonal of W_eff is 0.500 for every feature. Its 380 other entries are 0.',
      5: 'The mean |cosine| is 0 as given and 0 in the balanced gauge: both are smaller than the 0.1807 ± 0.0096 of random directions.',
      8: 'Every gain to another feature is 0.',
    },
  ],
  [
    'zero',
    {
      2: 'At x = 1 a feature’s own output is 0 for every feature; at x = −1 it is 0 for every feature.',
      3: 'Of 4 neurons, no feature uses any, as given and in the balanced gauge alike.',
      4: 'The diagonal of W_eff is 0 for every feature. Its 380 other entries are 0.',
      5: 'There is no pair of features whose columns of W_in have an angle.',
      8: 'A feature’s gain to itself is 0 for every feature. Every gain to another feature is 0.',
    },
  ],
  [
    'half-served',
    {
      2: 'At x = 1 a feature’s own output is 1.000 for 50 features and 0 for 50; at x = −1 it is 0 for every feature.',
      3: 'Of 50 neurons, 50 features use 1 and 50 use none, as given and in the balanced gauge alike.',
      4: 'The diagonal of W_eff is 1.000 for 50 features and 0 for 50.',
      5: 'the cosines are of 1225 pairs of features.',
      8: 'A feature’s gain to itself is 1.000 for 50 features and 0 for 50.',
    },
  ],
  [
    'above-100-features',
    {
      3: 'The counts depend on the threshold, because 1',
      5: 'neither can be told from the 0.2352 ± 0.0018 of random directions. The mean cosine',
      8: 'Sorting the features draws steps, blocks and bands out of any weights, random ones too',
    },
  ],
  ['few-random-directions', { 5: 'neither can be told from the 0.637 ± 0.022 of random directions.' }],
  [
    'more-neurons-than-features',
    { 5: 'No 4 directions in 20 dimensions can have a frame potential below 4.000.' },
  ],
  [
    'one-neuron',
    {
      5: 'The mean |cosine| is 1.000 as given and 1.000 in the balanced gauge, as of any directions in so many dimensions.',
    },
  ],
  [
    'negative-input-weights',
    { 3: 'Of 3 neurons, no feature uses any', 8: 'Every gain to another feature is 0.' },
  ],
])('the captions of %s', (name, expected) => {
  const figures = figuresOf(weightsOf(name));

  it.each(Object.entries(expected))('figure %s', (number, words) => {
    const { caption, definitions } = figures[Number(number) as 2];
    expect([...caption, ...definitions].join(' ')).toContain(words);
  });

  it('have no number that is none, and no 0 with decimals', () => {
    for (const { caption, definitions, panels, tables } of Object.values(figures)) {
      const cells = tables.flatMap(({ rows }) => rows.flat());
      for (const words of [...caption, ...definitions, ...panels.map(({ summary }) => summary), ...cells]) {
        expect(words).not.toMatch(/NaN|undefined|Infinity|not a number|(?<![\d.])[−-]?0\.0+(?!\d)/);
        expect(words.trim()).toBe(words);
      }
    }
  });
});

test('random directions are called smaller or larger about as rarely as chance says', () => {
  const captions = Array.from({ length: 60 }, (_, seed) => captionOf(gaussian(20, 2, seed + 10), 5));
  expect(captions.filter((caption) => /smaller|larger/.test(caption)).length).toBeLessThanOrEqual(1);
});

test('a verdict that only one gauge has is given for that gauge', () => {
  // One strong neuron turns all columns one way; in the balanced gauge its small output weights take it back.
  const weights = gaussian(40, 4);
  for (let i = 0; i < 40; i++) {
    weights.input[i] = 5;
    weights.output[4 * i] = 1e-4;
  }
  expect(captionOf(weights, 5)).toMatch(
    /The mean cosine is 0\.\d+ as given, which is larger than the 0 ± 0\.018 of 40 random directions; in the balanced gauge it is −?0\.\d+, which cannot be told from/,
  );
});

test('the mean of the responses is drawn only where it stands for the features', () => {
  const names = (weights: Weights) =>
    (figuresOf(weights)[2].panels[0] as PlotPanel).traces.map(({ name }) => name);
  expect(names(weightsOf('half-served'))).not.toContain('mean over features');
  expect(names(weightsOf('diagonal'))).toContain('mean over features');
});

test('cells of a large model are called means, and its cosines with themselves are left out', () => {
  const { 4: map, 5: cosines } = figuresOf(weightsOf('above-100-features'));
  const matrix = cosines.panels[0] as PlotPanel;
  for (const [trace] of Object.values(matrix.views!)) {
    expect(trace).toHaveProperty('colorbar.title.text', 'mean of 2 × 2 cosines');
    const { bdata } = trace!['z'] as { readonly bdata: string };
    const cells = new Float32Array(Uint8Array.from(Buffer.from(bdata, 'base64')).buffer);
    for (let place = 0; place < 65; place++) expect(cells[66 * place]).toBeNaN();
    expect(cells.filter(Number.isNaN)).toHaveLength(65);
    expect(trace!['zmax']).toBeLessThan(1);
  }
  expect(map.definitions.join(' ')).toContain('drawn as means of blocks of 2 × 2 neighbouring entries');
  expect(Object.keys(matrix.views!)).toEqual(['codeword', 'singular', 'index']);
});
