import { expect, it } from 'vitest';
import { type SweepSample, sweepPoints } from './sweep-points.js';

const pairs = (settings: readonly string[]) =>
  settings.map((text) => [text.split('=')[0]!, text.slice(text.indexOf('=') + 1)] as const);
const varied = (settings: readonly string[], sample?: SweepSample) =>
  sweepPoints(pairs(settings), sample).map((point) => point.varied);
const numbers = (path: string, settings: readonly string[], sample: SweepSample) =>
  varied(settings, sample).map((point) => point[path] as number);

it('has every combination of lists and ranges, the last setting changing fastest', () => {
  expect(varied(['model.neurons=5,10', 'data.activeProbability=0.01:1:log:3'])).toEqual(
    [5, 10].flatMap((neurons) =>
      [0.01, 0.1, 1].map((p) => ({ 'model.neurons': neurons, 'data.activeProbability': p })),
    ),
  );
});

it('keeps settings with one value, and has one point if none has several', () => {
  const [point, ...others] = sweepPoints(pairs(['training.steps=7', 'model.neurons=2,3']));
  expect(point!.settings).toEqual([
    ['training.steps', '7'],
    ['model.neurons', '2'],
  ]);
  expect(others).toHaveLength(1);
  expect(varied(['training.steps=7'])).toEqual([{}]);
  expect(varied([])).toEqual([{}]);
});

it('takes the nearest values that a setting accepts, each once', () => {
  expect(varied(['model.neurons=1:8:log:7']).map((point) => point['model.neurons'])).toEqual([
    1, 2, 3, 4, 6, 8,
  ]);
  expect(varied(['training.lossExponent=2:4:6']).map((point) => point['training.lossExponent'])).toEqual([
    2, 2.5, 3, 3.5, 4,
  ]);
  expect(varied(['training.steps=10,1e1,20'])).toHaveLength(2);
});

it('draws the same points again, and others with another seed', () => {
  const drawn = (seed: number, ...more: string[]) =>
    numbers('data.activeProbability', ['data.activeProbability=0.002:0.2:log', ...more], {
      kind: 'random',
      points: 50,
      seed,
    });
  expect(drawn(0)).toEqual(drawn(0));
  expect(drawn(1)).not.toEqual(drawn(0));
  expect(drawn(0).every((p) => p >= 0.002 && p <= 0.2)).toBe(true);
  // Each setting has a stream of its own.
  expect(drawn(0, 'training.learningRate=0.001:0.1')).toEqual(drawn(0));
});

it('has one value of a Latin hypercube in each of as many parts of a range, in no order', () => {
  const points = 40;
  const sample = { kind: 'latin-hypercube', points, seed: 3 } as const;
  const values = numbers(
    'data.activeProbability',
    ['data.activeProbability=0.2:0.6', 'model.neurons=2:9'],
    sample,
  );
  const parts = values.map((value) => Math.floor((points * (value - 0.2)) / 0.4 + 1e-9));
  expect(new Set(parts).size).toBe(points);
  expect(parts).not.toEqual([...parts].sort((a, b) => a - b));
});

it('draws from the values of a list', () => {
  const sample = { kind: 'random', points: 200, seed: 0 } as const;
  const kinds = varied(['model.init.kind=normal,naive', 'data.activeProbability=0.1:0.9'], sample).map(
    (point) => point['model.init.kind'],
  );
  expect(new Set(kinds)).toEqual(new Set(['normal', 'naive']));
  expect(kinds.filter((kind) => kind === 'naive').length).toBeGreaterThan(60);
});

it('has each drawn point once', () => {
  expect(varied(['model.neurons=2:4'], { kind: 'random', points: 500, seed: 0 })).toHaveLength(3);
});

it.each([
  [['model.neurons=2:8'], undefined, 'a range needs the number of its values, for example 2:8:9'],
  [
    ['model.neurons=2'],
    { kind: 'random', points: 3, seed: 0 },
    '--sample draws from settings with several values',
  ],
  [
    ['training.steps=1:10000:10000', 'training.learningRate=0.1:1:10000'],
    undefined,
    'ask for 100000000 points: a sweep has at most 1000000',
  ],
  [['model.neurons=2,,3'], undefined, 'a value of the list is empty'],
] as const)('refuses %s', (settings, sample, message) => {
  expect(() => varied(settings, sample)).toThrow(message);
});
