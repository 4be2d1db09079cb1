import { describe, expect, it } from 'vitest';
import { converging, evidence, gainsOf, plotOf, sweepOf } from '../../test/swept.js';
import { sweepExponent } from './sweep-exponent.js';

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
    expect(of.finding).toBe('At q = 2, features are served unequally; at q = 4, nearly alike (seed 0).');
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

  it('shows both densities apart on the same axes, and says of each what it shows', () => {
    const both = figure([swept(0.02), swept(0.002)]);
    const [losses, dense, sparse] = both.panels.map(plotOf);
    expect(dense!.traces.map(({ name }) => name)).toEqual(['q = 2, p = 0.02', 'q = 4, p = 0.02']);
    expect(sparse!.traces.map(({ name }) => name)).toEqual(['q = 2, p = 0.002', 'q = 4, p = 0.002']);
    expect(dense!.title).toBe('Gain of each feature, p = 0.02, seed 0, 10\u202f000 steps');
    for (const axis of ['xaxis', 'yaxis']) expect(sparse!.layout[axis]).toEqual(dense!.layout[axis]);
    expect(losses!.traces.map(({ name }) => name)).toEqual([
      '|error|², active',
      '|error|², all',
      'p = 0.002',
      'p = 0.002',
    ]);
    expect(losses!.title).toBe(
      'Loss divided by that of the naive solution, seed 0, 10\u202f000 steps; thin lines: p = 0.002',
    );
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
    const wordsOf = (sweeps: Parameters<typeof figure>[0]) => {
      const { caption, definitions } = figure(sweeps);
      return [...caption, ...definitions];
    };
    const both = wordsOf([after(0.02, short), after(0.002, short)]);
    expect(both.filter((words) => words.includes('have not converged:'))).toHaveLength(1);
    expect(both.join(' ')).not.toContain(usage);
    expect(wordsOf([after(0.02, long), after(0.002, long)]).join(' ')).toContain(usage);
    for (const sweeps of [
      [after(0.02, short), after(0.002, long)],
      [after(0.02, long), after(0.002, short)],
    ]) {
      const words = wordsOf(sweeps).join(' ');
      expect(words).toContain('*These models have not converged:*');
      expect(words).toContain(`${usage} 10\u202f000`);
      expect(words).not.toContain(`${usage} between 3000`);
    }
  });
});
