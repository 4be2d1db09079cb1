import { expect, test } from 'vitest';
import { randomStream } from './random.js';
import { mean } from './statistics.js';

test('golden values: a stream is a fixed function of its name', () => {
  const first = (seed: number, label: string, index?: number) => {
    const stream = randomStream(seed, label, index);
    return Array.from({ length: 8 }, () => stream.uint32());
  };
  expect(first(0, 'batch')).toMatchInlineSnapshot(`
    [
      3016283079,
      2758512371,
      3981630639,
      2346977108,
      2869367480,
      1584670486,
      3997452955,
      2599369896,
    ]
  `);
  expect(first(0, 'batch', 1)).toMatchInlineSnapshot(`
    [
      1011583894,
      4009327589,
      3861380430,
      2252206101,
      3827503990,
      1859255412,
      2416413209,
      3716014927,
    ]
  `);
  expect(first(1, 'batch')).toMatchInlineSnapshot(`
    [
      2120048740,
      2965800055,
      787801512,
      2659566533,
      1766086080,
      4272039714,
      21627609,
      4277554847,
    ]
  `);
  expect(first(4294967295, 'evaluation', 7)).toMatchInlineSnapshot(`
    [
      2892800417,
      3330960714,
      2819417186,
      80965358,
      3990611164,
      1654362197,
      1392405108,
      3680813153,
    ]
  `);
});

test('different names give different first draws', () => {
  const draws = new Set<number>();
  for (let seed = 0; seed < 20; seed++) {
    for (const label of ['batch', 'evaluation', 'init input', 'init output']) {
      for (let index = 0; index < 20; index++) draws.add(randomStream(seed, label, index).uint32());
    }
  }
  expect(draws.size).toBe(20 * 4 * 20);
});

test('every bit of the draws is a fair coin, within a stream and across indices', () => {
  const count = 20_000;
  const stream = randomStream(3, 'coins');
  const within = new Float64Array(32);
  const across = new Float64Array(32);
  for (let draw = 0; draw < count; draw++) {
    const a = stream.uint32();
    const b = randomStream(3, 'coins', draw).uint32();
    for (let bit = 0; bit < 32; bit++) {
      within[bit]! += (a >>> bit) & 1;
      across[bit]! += (b >>> bit) & 1;
    }
  }
  const fiveSigma = 5 * Math.sqrt(count / 4);
  for (const ones of [...within, ...across]) expect(Math.abs(ones - count / 2)).toBeLessThan(fiveSigma);
});

test('signedUnit is symmetric, exact in float32, never zero, and has the moments of the uniform', () => {
  const stream = randomStream(5, 'values');
  const values = Float64Array.from({ length: 100_000 }, () => stream.signedUnit());
  expect(values.every((value) => Math.fround(value) === value && value !== 0 && Math.abs(value) < 1)).toBe(
    true,
  );
  expect(mean(values)).toBeCloseTo(0, 2);
  expect(mean(values.map((value) => value * value))).toBeCloseTo(1 / 3, 2);
  expect(mean(values.map((value) => value ** 4))).toBeCloseTo(1 / 5, 2);
});

test('normal has the moments and the tail of the standard normal', () => {
  const stream = randomStream(6, 'normals');
  const values = Float64Array.from({ length: 100_000 }, () => stream.normal());
  expect(Math.abs(mean(values))).toBeLessThan(0.015);
  expect(Math.abs(mean(values.map((value) => value ** 2)) - 1)).toBeLessThan(0.02);
  expect(Math.abs(mean(values.map((value) => value ** 4)) - 3)).toBeLessThan(0.2);
  expect(mean(values.map((value) => (Math.abs(value) > 1.959964 ? 1 : 0)))).toBeCloseTo(0.05, 2);
});

test('the generator is xoshiro128**: outputs of its authors’ C code from a given state', () => {
  const stream = randomStream(0, 'any');
  stream.state.set([0x964d4a0c, 0xd40ab895, 0xad7fdecb, 0x3006f0f0]);
  const draws = Array.from({ length: 4 }, () => stream.uint32());
  expect(draws).toEqual([0xf1391922, 0x6fe53806, 0xa5be2840, 0xf510ee70]);
});
