/** A stretch of a row over features, in vectors of 16 bytes. */
export interface Tile {
  readonly offset: number;
  readonly width: number;
}

/** The widths, in vectors, that the module has functions for: by sample forward, and for the two backward phases. */
export const narrowWidths = [2, 4, 6, 7] as const;
export const wideWidths = [2, 4, 6, 8, 10, 12, 13] as const;

/**
 * Cuts a row of `vectors` into as few and as even tiles as the widths (ascending) allow. The last may reach beyond
 * the end by less than its width, which rows are padded for.
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

/** Vectors of a row that the tiles cover, at least. */
export function coveredVectors(tiles: readonly Tile[]): number {
  const { offset, width } = tiles.at(-1)!;
  return offset + width;
}
