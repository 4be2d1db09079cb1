import { expect, it } from 'vitest';
import { swarm } from './swarm.js';

const distances = (along: readonly number[], offsets: readonly number[]) =>
  along.flatMap((x, a) =>
    along.slice(0, a).map((other, b) => Math.hypot(x - other, offsets[a]! - offsets[b]!)),
  );

it('leaves marks in the middle that do not touch', () => {
  expect(swarm([30, 0, 10, 20], 5, 20)).toEqual({ offsets: [0, 0, 0, 0], diameter: 5 });
});

it.each([
  ['equal ones', Array.from({ length: 9 }, () => 3)],
  ['close ones', Array.from({ length: 40 }, (_, index) => Math.sin(7 * index) * 20)],
])('puts %s beside each other, above and below the middle', (_, along) => {
  const { offsets, diameter } = swarm(along, 5, 60);
  expect(diameter).toBe(5);
  expect(Math.min(...distances(along, offsets))).toBeGreaterThan(4.999);
  expect(Math.max(...offsets)).toBeGreaterThan(0);
  expect(Math.min(...offsets)).toBeLessThan(0);
});

it('makes marks smaller before it pushes them together, and never leaves the strip', () => {
  const some = swarm(
    Array.from({ length: 12 }, () => 0),
    6,
    20,
  );
  expect(some.diameter).toBeLessThan(6);
  expect(some.diameter).toBeGreaterThan(2.2);
  const many = swarm(
    Array.from({ length: 400 }, () => 0),
    6,
    20,
  );
  expect(many.diameter).toBe(2.2);
  for (const { offsets, diameter } of [some, many])
    expect(Math.max(...offsets.map(Math.abs)) + diameter / 2).toBeLessThanOrEqual(20 + 1e-9);
});

it('knows no marks', () => {
  expect(swarm([], 5, 20)).toEqual({ offsets: [], diameter: 5 });
});
