import { describe, expect, it } from 'vitest';
import { crossingsOf } from './crossing.js';

const line = (margin: number, ...points: readonly (readonly [at: number, ratio: number])[]) =>
  crossingsOf(points.map(([at, value]) => ({ at, ratio: { value, margin } })));

describe('a passage through 1', () => {
  it('is interpolated on logarithmic axes, where the line has no bend exactly', () => {
    const [found, ...others] = line(0, [0.01, 0.25], [0.1, 0.5], [10, 2], [100, 4]);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ direction: 'up', between: [0.1, 10] });
    expect(found!.place!.value).toBeCloseTo(1, 12);
    expect(line(0, [1, 0.25], [2, 0.5], [8, 2], [16, 4])[0]!.place).toEqual({
      value: expect.closeTo(4, 9),
      margin: expect.closeTo(0, 6),
    });
  });

  it('is as uncertain as the samples, and as the bend of the line', () => {
    const straight = line(0.01, [1, 0.25], [2, 0.5], [8, 2], [16, 4])[0]!.place!;
    expect(straight.margin).toBeCloseTo(
      (4 * Math.log(4) * Math.hypot(0.02, 0.005) * Math.log(2)) / Math.log(4) ** 2,
      6,
    );
    expect(line(0, [1, 0.45], [2, 0.5], [8, 2])[0]!.place!.margin).toBeGreaterThan(0.3);
  });

  it('is not there where samples do not show both sides', () => {
    expect(line(0.4, [1, 0.5], [2, 1.5], [3, 1.6])).toEqual([]);
    expect(line(1e-6, [1, 0.97], [2, 1.02], [3, 1.03])).toEqual([]);
    expect(line(1e-6, [1, 0.5], [2, 0.99], [3, 1.01], [4, 2])[0]).toMatchObject({ between: [1, 4] });
  });

  it('has no place where the line goes to and fro, where two points are all, and beside a ratio of 0', () => {
    expect(line(1e-6, [1, 0.5], [2, 1.01], [3, 0.99], [4, 2])[0]!.place).toBeNull();
    expect(line(1e-6, [1, 0.5], [2, 2])[0]!.place).toBeNull();
    expect(line(1e-6, [1, 0], [2, 2], [3, 3])[0]!.place).toBeNull();
  });

  it('may be one of several', () => {
    expect(line(1e-6, [1, 2], [2, 0.5], [3, 0.5], [4, 2]).map(({ direction }) => direction)).toEqual([
      'down',
      'up',
    ]);
  });
});
