import type { Layout, Trace } from '../figure.js';
import { decimals, significant } from '../text/format.js';
import type { Colour } from '../theme.js';
import { axis } from './axis.js';

/** An axis of cells. They have equal sizes although the steps between values differ, because readers look at single cells. */
export function cellAxis(name: string, labels: readonly string[]): Layout {
  return axis(name, {
    tickvals: labels.map((_, index) => index),
    ticktext: labels,
    range: [-0.5, labels.length - 0.5],
    showgrid: false,
    zeroline: false,
    ticks: '',
  });
}

/** A number that is short enough for a cell: three decimals, or two significant digits. */
export function cellText(value: number): string {
  return Math.abs(value) < 0.1 ? decimals(value, 3) : significant(value, 2);
}

/** The value of each cell that has one, in a colour that is readable on the cell. */
export function cellTexts(
  rows: readonly (readonly (number | null)[])[],
  colourOn: (value: number) => Colour,
): Trace {
  const shown = rows.flatMap((row, up) =>
    row.flatMap((value, along) => (value === null ? [] : [{ value, up, along }])),
  );
  return {
    type: 'scatter',
    mode: 'text',
    x: shown.map(({ along }) => along),
    y: shown.map(({ up }) => up),
    text: shown.map(({ value }) => cellText(value)),
    textfont: { size: 11, color: shown.map(({ value }) => colourOn(value)) },
    hoverinfo: 'skip',
  };
}
