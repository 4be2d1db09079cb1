import { expect, test } from 'vitest';
import { heatmapOf, squareHeatmaps } from './heatmap.js';

test('up to 100 rows and columns the matrix itself is drawn, in the order asked for', () => {
  const heatmap = heatmapOf([1, 2, 3, 4, 5, 6], {
    rows: 2,
    columns: 3,
    order: { rows: [1, 0], columns: [2, 0, 1] },
  });
  expect([...heatmap.values]).toEqual([6, 4, 5, 3, 1, 2]);
  expect(heatmap.shape).toMatchObject({
    rows: 2,
    columns: 3,
    rowBlock: 1,
    columnBlock: 1,
    minimum: 1,
    maximum: 6,
  });
});

test('a larger matrix is drawn as block means, with a smaller last block', () => {
  // Row r holds r everywhere; 250 rows are blocks of 3, the last one of 1.
  const matrix = Float64Array.from({ length: 250 * 2 }, (_, index) => Math.floor(index / 2));
  const { shape, values } = heatmapOf(matrix, { rows: 250, columns: 2 });
  expect(shape).toMatchObject({ rows: 84, columns: 2, rowBlock: 3, columnBlock: 1, sourceRows: 250 });
  expect([values[0], values[2], values[83 * 2]]).toEqual([1, 4, 249]);
});

test('block means are taken after the order', () => {
  const order = Array.from({ length: 200 }, (_, index) =>
    index % 2 === 0 ? index / 2 : 100 + (index - 1) / 2,
  );
  const matrix = Float64Array.from({ length: 200 }, (_, index) => index);
  const { values } = heatmapOf(matrix, { rows: 200, columns: 1, order: { rows: order } });
  expect([values[0], values[1]]).toEqual([50, 51]);
});

test('a reduced square matrix shows its diagonal by itself, and takes colours from the other cells', () => {
  // 150 features are blocks of 2: 7 on the diagonal, and elsewhere 0 but for one entry of each block on the diagonal.
  const matrix = Float64Array.from({ length: 150 * 150 }, (_, index) => {
    const [row, column] = [Math.floor(index / 150), index % 150];
    if (row === column) return 7;
    if (row === 0 && column === 149) return -1;
    return row === column + 1 ? 5 : 0;
  });
  const order = Array.from({ length: 150 }, (_, index) => index);
  const { shape, values } = squareHeatmaps(matrix, {
    codeword: order,
    singular: [...order].reverse(),
  }).codeword;
  expect(Array.from({ length: 75 }, (_, row) => values[row * 76])).toEqual(
    Array.from({ length: 75 }, () => 7),
  );
  expect(shape).toMatchObject({ rowBlock: 2, ownDiagonal: true, minimum: -0.25, maximum: 1.25 });
});

test('a square matrix takes both of its axes in the same order', () => {
  const orders = { codeword: [1, 0], singular: [0, 1] };
  const { codeword, singular } = squareHeatmaps([1, 2, 3, 4], orders);
  expect([...codeword.values]).toEqual([4, 3, 2, 1]);
  expect([...singular.values]).toEqual([1, 2, 3, 4]);
});
