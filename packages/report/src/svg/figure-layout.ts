import type { Panel } from '../figure.js';

/** Pixels between panels. */
const gaps = { across: 32, down: 28 } as const;

/** In a figure that is narrower, each panel has a row of its own. */
const wideEnough = 672;

const columns = { full: 6, half: 3, third: 2, 'two-thirds': 4 } as const;

/** The width of a panel in a figure, as on the page. */
export function panelWidth({ width }: Pick<Panel, 'width'>, figureWidth: number): number {
  return figureWidth < wideEnough ? figureWidth : spanWidth(columns[width], figureWidth);
}

function spanWidth(span: number, figureWidth: number): number {
  const column = (figureWidth - 5 * gaps.across) / 6;
  return span * column + (span - 1) * gaps.across;
}

/** The top left corner of a panel. */
export interface Corner {
  readonly left: number;
  readonly top: number;
}

/** Where panels of these heights lie, as a grid of six columns places them, and the height of all. */
export function panelCorners(
  panels: readonly Pick<Panel, 'width' | 'rows'>[],
  heights: readonly number[],
  figureWidth: number,
): { readonly corners: readonly Corner[]; readonly height: number } {
  const narrow = figureWidth < wideEnough;
  const taken = new Set<string>();
  let [row, column] = [0, 0];
  const places = panels.map(({ width, rows = 1 }) => {
    const span = narrow ? 6 : columns[width];
    const down = narrow ? 1 : rows;
    const cells = () =>
      Array.from(
        { length: down * span },
        (_, index) => `${row + Math.floor(index / span)} ${column + (index % span)}`,
      );
    while (column + span > 6 || cells().some((cell) => taken.has(cell)))
      [row, column] = column + span >= 6 ? [row + 1, 0] : [row, column + 1];
    for (const cell of cells()) taken.add(cell);
    const place = { row, column, down };
    column += span;
    return place;
  });
  const rowHeights: number[] = [];
  for (const [index, { row: at, down }] of places.entries()) {
    if (down === 1) rowHeights[at] = Math.max(rowHeights[at] ?? 0, heights[index]!);
  }
  // What a panel of two rows needs beyond them, both rows share.
  for (const [index, { row: at, down }] of places.entries()) {
    if (down === 1) continue;
    const missing = heights[index]! - gaps.down - (rowHeights[at] ?? 0) - (rowHeights[at + 1] ?? 0);
    for (const each of [at, at + 1]) rowHeights[each] = (rowHeights[each] ?? 0) + Math.max(0, missing / 2);
  }
  const tops = Array.from(rowHeights, (_, index) =>
    rowHeights.slice(0, index).reduce((sum, height) => sum + (height ?? 0) + gaps.down, 0),
  );
  const corners = places.map(({ row: at, column: from }) => ({
    left: from === 0 ? 0 : spanWidth(from, figureWidth) + gaps.across,
    top: tops[at]!,
  }));
  return { corners, height: Math.max(0, ...tops.map((top, index) => top + (rowHeights[index] ?? 0))) };
}
