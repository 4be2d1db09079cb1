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

/** How high a panel is: what stands above its drawing, and the drawing. */
export interface PanelHeights {
  readonly head: number;
  readonly body: number;
}

/**
 * Where panels of these heights lie, as a grid of six columns places them, and the height of all. The drawings of a row begin on one line,
 * however many lines their titles have.
 */
export function panelCorners(
  panels: readonly Pick<Panel, 'width' | 'rows'>[],
  heights: readonly PanelHeights[],
  figureWidth: number,
): { readonly corners: readonly Corner[]; readonly height: number } {
  const places = gridPlaces(panels, figureWidth < wideEnough);
  const rows: { head: number; body: number }[] = [];
  const rowAt = (at: number) => (rows[at] ??= { head: 0, body: 0 });
  for (const [index, { row: at, down }] of places.entries()) {
    const { head, body } = heights[index]!;
    const row = rowAt(at);
    row.head = Math.max(row.head, head);
    if (down === 1) row.body = Math.max(row.body, body);
  }
  // What a panel of two rows needs beyond them, both rows share.
  for (const [index, { row: at, down }] of places.entries()) {
    if (down === 1) continue;
    const both = [rowAt(at), rowAt(at + 1)] as const;
    const missing = heights[index]!.body - both[0].body - gaps.down - both[1].head - both[1].body;
    for (const row of both) row.body += Math.max(0, missing / 2);
  }
  const tops = rows.map((_, index) =>
    rows.slice(0, index).reduce((sum, { head, body }) => sum + head + body + gaps.down, 0),
  );
  const corners = places.map(({ row: at, column: from }, index) => ({
    left: from === 0 ? 0 : spanWidth(from, figureWidth) + gaps.across,
    top: tops[at]! + rows[at]!.head - heights[index]!.head,
  }));
  return {
    corners,
    height: Math.max(0, ...rows.map(({ head, body }, index) => tops[index]! + head + body)),
  };
}

/** The row and the column in which each panel begins, and its number of rows. */
function gridPlaces(panels: readonly Pick<Panel, 'width' | 'rows'>[], narrow: boolean) {
  const taken = new Set<string>();
  let [row, column] = [0, 0];
  return panels.map(({ width, rows = 1 }) => {
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
}
