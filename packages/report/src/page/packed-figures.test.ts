import { expect, it } from 'vitest';
import { figuresOfFixture } from '../../test/fixture-figures.js';
import { packedNumbers, packedMatrix } from '../typed-array.js';
import { figuresOfBytes } from './figures-of-bytes.js';
import { figuresAsBytes } from './packed-figures.js';
import type { PageFigure } from './page-figure.js';
import { pageFigures } from './page-figure.js';

const own = (...traces: object[]): PageFigure[] => [
  {
    id: 'figure-1',
    number: 1,
    title: 'A',
    panels: [{ kind: 'plot', traces }] as unknown as PageFigure['panels'],
  },
];

it('gives the figures of a report back as they were', () => {
  const figures = pageFigures(figuresOfFixture().map((value) => ({ status: 'value', value }) as const));
  const bytes = figuresAsBytes(figures);
  expect(figuresOfBytes(bytes)).toEqual(figures);
  expect(bytes.length).toBeLessThan(JSON.stringify(figures).length);
});

it('holds a matrix once, whatever the order of its rows and columns', () => {
  const values = Array.from({ length: 600 }, (_, index) => Math.sin(index));
  const turned = Array.from({ length: 600 }, (_, index) => values[599 - index]!);
  const other = values.with(7, 3);
  const one = figuresAsBytes(own({ z: packedMatrix(values, 20, 30) })).length;
  const both = own({ z: packedMatrix(values, 20, 30) }, { z: packedMatrix(turned, 20, 30) });
  expect(figuresOfBytes(figuresAsBytes(both))).toEqual(both);
  expect(figuresAsBytes(both).length).toBeLessThan(one + 300);
  const differing = own({ z: packedMatrix(values, 20, 30) }, { z: packedMatrix(other, 20, 30) });
  expect(figuresOfBytes(figuresAsBytes(differing))).toEqual(differing);
});

it('holds half of a symmetric matrix, also where it comes in another order', () => {
  const entry = (row: number, column: number) => Math.sin(row * column + row + column);
  const places = Array.from({ length: 30 }, (_, index) => index);
  const matrix = (order: readonly number[]) =>
    packedMatrix(
      order.flatMap((row) => order.map((column) => entry(row, column))),
      30,
      30,
    );
  const both = own({ z: matrix(places) }, { z: matrix(places.toReversed()) });
  const bytes = figuresAsBytes(both);
  expect(figuresOfBytes(bytes)).toEqual(both);
  expect(bytes.length).toBeLessThan((4 * 30 * 31) / 2 + 500);
});

it.each([
  ['rows that are alike', [1, 2, 1, 2, 3, 4], [3, 4, 1, 2, 1, 2]],
  ['gaps and zeros of both signs', [Number.NaN, 0, -0, 1, 1, 1], [0, Number.NaN, 1, -0, 1, 1]],
  ['entries that only look alike', [1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 6, 5]],
])('keeps matrices with %s', (_, a, b) => {
  const figures = own({ z: packedMatrix(a, 3, 2) }, { z: packedMatrix(b, 3, 2) }, { y: packedNumbers([]) });
  expect(figuresOfBytes(figuresAsBytes(figures))).toEqual(figures);
});

it.each([
  ['i1', Int8Array.of(-1, 2, 3), '3'],
  ['u2', Uint16Array.of(1, 2, 60_000), undefined],
  ['f8', Float64Array.of(0.1, 0.2, 0.3, 0.4), '2,2'],
])('keeps packed arrays of type %s', (dtype, array, shape) => {
  const bdata = Buffer.from(array.buffer).toString('base64');
  const figures = own({ y: { bdata, dtype, ...(shape !== undefined && { shape }) } });
  expect(figuresOfBytes(figuresAsBytes(figures))).toEqual(figures);
});

it.each([
  ['a member named $', { meta: { $: 1, $$: { $: [0] }, $a: null } }],
  ['an array of no known type', { y: { bdata: 'AAAA', dtype: 'x9' } }],
  ['a text that is no base64', { y: { bdata: '?', dtype: 'u1' } }],
])('keeps %s', (_, trace) => {
  const figures = own(trace, { y: packedNumbers([1, 2]) });
  expect(figuresOfBytes(figuresAsBytes(figures))).toEqual(figures);
});
