/** A part of a row over features, in vectors of 16 bytes. */
export interface Tile {
  readonly offset: number;
  readonly width: number;
}

/**
 * The widths, in vectors, for which the module has functions: narrow ones for the forward phase by sample, wide ones
 * for the two backward phases.
 */
export const narrowWidths = [2, 4, 6, 7] as const;
export const wideWidths = [2, 4, 6, 8, 10, 12, 13] as const;

/**
 * Cuts a row of `vectors` into tiles of the given widths (ascending): as few as possible, and as even as possible. The
 * last tile may reach beyond the end of the row by less than its width. Rows are padded for this.
 */
export function cutTiles(vectors: number, widths: readonly number[]): readonly Tile[] {
  const tiles: Tile[] = [];
  const count = Math.ceil(vectors / widths.at(-1)!);
  let offset = 0;
  for (let left = count; left > 0; left--) {
    const share = Math.ceil((vectors - offset) / left);
    const width = widths.find((candidate) => candidate >= share)!;
    tiles.push({ offset, width });
    offset += width;
  }
  return tiles;
}

/** The number of vectors from the start of the row to the end of the last tile. */
export function coveredVectors(tiles: readonly Tile[]): number {
  const { offset, width } = tiles.at(-1)!;
  return offset + width;
}
