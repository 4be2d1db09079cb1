import { describe, expect, it } from 'vitest';
import { json, matrix } from '../test/support/sample-files.js';
import { readWeights } from './read-weights.js';

const [wide, tall] = [matrix(2, 3), matrix(3, 2)];

describe('the advice for names that do not say', () => {
  it.each([
    ['takes the matrix with fewer rows for W_in', { U: tall, V: wide }, 'W_in=V,W_out=U takes them so'],
    [
      'takes the two that have the shapes of W_in and W_out',
      { fc1: wide, fc2: matrix(2, 2), fc3: tall },
      'W_in=fc1,W_out=fc3 takes these two',
    ],
    ['proposes none where no two matrices fit', { a: wide, b: matrix(4, 5) }, 'W_out: write W_in (neurons'],
  ])('%s', (_, file, message) => {
    expect(() => readWeights(json(file))).toThrow(message);
  });

  it('is not needed where only one pair of usual names has the right shapes', () => {
    const file = json({ a: { in: wide, out: tall }, g: { in: [[0], [0]], out: [[1], [2], [3]] } });
    expect(() => readWeights(file)).toThrow('beside "a.in" and "a.out" it holds "g.in" (2 × 1)');
  });
});
