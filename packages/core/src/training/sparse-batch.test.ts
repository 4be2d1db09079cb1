import { gapTable as kernelTable } from '@superposition/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BatchReader, gapTable, openBatch } from './sparse-batch.js';

/** The active entries of a batch's first samples as [sample, feature, value]. */
function entriesOf(reader: BatchReader, samples: number): [number, number, number][] {
  const entries: [number, number, number][] = [];
  for (let sample = 0; sample < samples; sample++) {
    const count = reader.next();
    for (let a = 0; a < count; a++) entries.push([sample, reader.active[a]!, reader.values[a]!]);
  }
  return entries;
}

const name = (seed: number, index = 0) => ({ seed, label: 'batch', index });

test('every entry is active when p is 1', () => {
  const entries = entriesOf(openBatch(7, gapTable(1), name(0)), 50);
  expect(entries.map(([sample, feature]) => sample * 7 + feature)).toEqual([...Array(350).keys()]);
});

test.each([1e-4, 0.003, 0.02, 0.3, 0.9])(
  'entries are active with frequency p = %d, each feature alike',
  (p) => {
    const features = 10;
    const samples = p < 0.001 ? 1_000_000 : 60_000;
    const perFeature = new Float64Array(features);
    let pairs = 0;
    const reader = openBatch(features, gapTable(p), name(11));
    for (let sample = 0; sample < samples; sample++) {
      const count = reader.next();
      pairs += (count * (count - 1)) / 2;
      for (let a = 0; a < count; a++) perFeature[reader.active[a]!]! += 1;
    }
    const deviation = Math.sqrt(samples * p * (1 - p));
    for (const count of perFeature) expect(Math.abs(count - samples * p)).toBeLessThan(4.5 * deviation);
    // Features are independent, so a pair is active together with probability p².
    const expected = samples * 45 * p * p;
    expect(Math.abs(pairs - expected)).toBeLessThan(5 * Math.sqrt(expected * (1 + 18 * p)) + 3);
  },
);

test('gaps of a tiny p follow the geometric distribution, past the end of the table too', () => {
  const p = 1e-4;
  const gaps: number[] = [];
  const reader = openBatch(1000, gapTable(p), name(2));
  let last = -1;
  for (let sample = 0; gaps.length < 20_000; sample++) {
    const count = reader.next();
    for (let a = 0; a < count; a++) {
      const position = sample * 1000 + reader.active[a]!;
      gaps.push(position - last);
      last = position;
    }
  }
  for (const limit of [500, 1024, 3000, 10_000, 30_000]) {
    const expected = 1 - (1 - p) ** limit;
    const share = gaps.filter((gap) => gap <= limit).length / gaps.length;
    expect(Math.abs(share - expected)).toBeLessThan(
      4.5 * Math.sqrt((expected * (1 - expected)) / gaps.length),
    );
  }
});

test('thresholds are the rounded distribution function', () => {
  const { thresholds } = gapTable(0.5);
  expect([...thresholds.slice(0, 3)]).toEqual([2 ** 31 - 1, 3 * 2 ** 30 - 1, 7 * 2 ** 29 - 1]);
  expect(thresholds.length).toBe(33);
  expect(thresholds.at(-1)).toBe(2 ** 32 - 1);
  expect(gapTable(0.02).thresholds.length).toBe(1024);
  expect([...gapTable(1).thresholds]).toEqual([2 ** 32 - 1]);
});

test('a batch is a pure function of its name, and a shorter one a prefix of a longer one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      fc.nat(1000),
      fc.integer({ min: 1, max: 40 }),
      fc.double({ min: 0.001, max: 1, noNaN: true }),
      (seed, index, features, p) => {
        const long = entriesOf(openBatch(features, gapTable(p), name(seed, index)), 30);
        const short = entriesOf(openBatch(features, gapTable(p), name(seed, index)), 10);
        expect(short).toEqual(long.filter(([sample]) => sample < 10));
        for (const [, feature, value] of long) {
          expect(feature < features && value !== 0 && Math.abs(value) < 1).toBe(true);
        }
      },
    ),
    { numRuns: 50 },
  );
});

test('different steps and seeds have different batches', () => {
  const batch = (seed: number, index: number) =>
    entriesOf(openBatch(20, gapTable(0.3), name(seed, index)), 5);
  expect(batch(0, 1)).not.toEqual(batch(0, 0));
  expect(batch(1, 0)).not.toEqual(batch(0, 0));
});

test('golden entries of a batch', () => {
  expect(entriesOf(openBatch(100, gapTable(0.02), name(0, 3)), 2)).toMatchInlineSnapshot(`
    [
      [
        0,
        95,
        0.3421115279197693,
      ],
      [
        0,
        96,
        -0.6032854914665222,
      ],
      [
        1,
        42,
        0.5808354020118713,
      ],
      [
        1,
        85,
        -0.3867390751838684,
      ],
    ]
  `);
});

test('a probability out of range is refused', () => {
  for (const p of [0, 1e-7, 1.01, -1, Number.NaN]) expect(() => gapTable(p)).toThrow(/number 0.000001 … 1/);
});

test('the kernel has the same tables', () => {
  for (const p of [1e-6, 1e-4, 0.003, 0.02, 0.1, 0.5, 0.999, 1]) {
    const { thresholds, guide } = gapTable(p);
    expect(kernelTable(p)).toEqual({ thresholds, guide });
  }
});
