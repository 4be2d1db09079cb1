import type { Layout, Trace } from '../figure.js';
import { spreadsByLess } from '../sentences/spread-on-map.js';
import { hatch, ink } from '../theme.js';

/** Lines along the edges of cells between which the gain comes to spread by less than its mean. */
export function contour(spreads: readonly (readonly (number | null)[])[]): readonly Layout[] {
  const parted = (a: number | null | undefined, b: number | null | undefined) => {
    const [one, other] = [spreadsByLess(a ?? null), spreadsByLess(b ?? null)];
    return one !== null && other !== null && one !== other;
  };
  return spreads.flatMap((row, up) =>
    row.flatMap((spread, across) => [
      ...(parted(spread, row[across + 1]) ? [edge([across + 0.5, across + 0.5], [up - 0.5, up + 0.5])] : []),
      ...(parted(spread, spreads[up + 1]?.[across])
        ? [edge([across - 0.5, across + 0.5], [up + 0.5, up + 0.5])]
        : []),
    ]),
  );
}

function edge([x0, x1]: readonly [number, number], [y0, y1]: readonly [number, number]): Layout {
  return { type: 'line', x0, x1, y0, y1, line: { color: ink, width: 2.5 } };
}

/** A cell of a map. */
export interface MapCell {
  readonly row: number;
  readonly column: number;
}

/** Stripes over cells. */
export function stripes(cells: readonly MapCell[]): readonly Trace[] {
  return cells.map(({ row, column }) => {
    const [left, right, bottom, top] = [column - 0.5, column + 0.5, row - 0.5, row + 0.5];
    return {
      type: 'scatter',
      mode: 'lines',
      name: 'not converged',
      x: [left, right, right, left, left],
      y: [bottom, bottom, top, top, bottom],
      fill: 'toself',
      fillcolor: 'rgba(0, 0, 0, 0)',
      fillpattern: { shape: '/', size: 7, solidity: 0.16, fgcolor: hatch },
      line: { color: hatch, width: 0 },
      hoverinfo: 'skip',
    };
  });
}
