import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coveredVectors, cutTiles, narrowWidths, wideWidths } from './tiles.js';

test.each([[narrowWidths], [wideWidths]] as const)('tiles of %j cover a row and little more', (widths) => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 600 }), (vectors) => {
      const tiles = cutTiles(vectors, widths);
      const ends = tiles.map(({ offset, width }) => offset + width);
      expect(tiles.map(({ offset }) => offset)).toEqual([0, ...ends.slice(0, -1)]);
      const padding = ends.at(-1)! - vectors;
      return (
        tiles.every(({ width }) => (widths as readonly number[]).includes(width)) &&
        coveredVectors(tiles) === ends.at(-1) &&
        padding >= 0 &&
        padding < 3
      );
    }),
  );
});

test('a hundred outputs are cut without waste', () => {
  expect(cutTiles(25, narrowWidths).map(({ width }) => width)).toEqual([7, 6, 6, 6]);
  expect(cutTiles(25, wideWidths).map(({ width }) => width)).toEqual([13, 12]);
});
