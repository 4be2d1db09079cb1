import { randomStream } from '@superposition/core/internal/numbers/random';
import { expect, test } from 'vitest';
import { pseudoInverse } from './pseudo-inverse.js';

function product(
  left: ArrayLike<number>,
  right: ArrayLike<number>,
  [rows, inner, columns]: readonly [number, number, number],
) {
  return Float64Array.from({ length: rows * columns }, (_, index) => {
    let sum = 0;
    for (let k = 0; k < inner; k++)
      sum += left[Math.floor(index / columns) * inner + k]! * right[k * columns + (index % columns)]!;
    return sum;
  });
}

function close(left: ArrayLike<number>, right: ArrayLike<number>) {
  for (let index = 0; index < left.length; index++) expect(left[index]).toBeCloseTo(right[index]!, 10);
}

const [rows, columns] = [4, 9];
const random = () => {
  const { normal } = randomStream(3, 'pseudo-inverse');
  return Float64Array.from({ length: rows * columns }, normal);
};
const dependent = () => {
  const matrix = random();
  for (let column = 0; column < columns; column++)
    matrix[3 * columns + column] = matrix[column]! - 2 * matrix[columns + column]!;
  return matrix;
};
const zeroRow = () => random().fill(0, columns, 2 * columns);

test.each([
  ['independent rows', random(), 4],
  ['a row that follows from others', dependent(), 3],
  ['a row of zeros', zeroRow(), 3],
  ['nothing but zeros', new Float64Array(rows * columns), 0],
])('the four equations of Penrose hold: %s', (_name, matrix, rank) => {
  const inverse = pseudoInverse(matrix, rows, columns);
  expect(inverse.rank).toBe(rank);
  const left = product(matrix, inverse.matrix, [rows, columns, rows]);
  const right = product(inverse.matrix, matrix, [columns, rows, columns]);
  close(product(left, matrix, [rows, rows, columns]), matrix);
  close(product(right, inverse.matrix, [columns, columns, rows]), inverse.matrix);
  for (const [square, size] of [
    [left, rows],
    [right, columns],
  ] as const)
    close(
      square,
      square.map((_, index) => square[(index % size) * size + Math.floor(index / size)]!),
    );
});
