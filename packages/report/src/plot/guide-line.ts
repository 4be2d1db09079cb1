import { ln } from '@superposition/core/internal/numbers/elementary';
import type { Layout } from '../figure.js';
import type { Colour } from '../theme.js';

/** A line across the whole plot at one value. Its label is on the plot and not in a legend. */
export interface GuideLine {
  readonly axis: 'x' | 'y';
  readonly at: number;
  /** Whether the axis is logarithmic. */
  readonly logarithmic?: boolean;
  readonly label: string;
  readonly colour: Colour;
  readonly dash?: 'solid' | 'dash' | 'dot';
  /** The place of the label along the line, from 0 to 1. */
  readonly along?: number;
  /** The side of the line on which the label is; above or to the right by default. */
  readonly side?: 'before' | 'after';
}

/** The lines and their labels as a layout's `shapes` and `annotations`. */
export function guideLines(lines: readonly GuideLine[]): Layout {
  return {
    shapes: lines.map(({ axis, at, colour, dash = 'dash' }) => ({
      type: 'line',
      xref: axis === 'x' ? 'x' : 'paper',
      yref: axis === 'y' ? 'y' : 'paper',
      ...(axis === 'y' ? { x0: 0, x1: 1, y0: at, y1: at } : { x0: at, x1: at, y0: 0, y1: 1 }),
      line: { color: colour, width: 1.5, dash },
    })),
    annotations: lines.map(({ axis, at, logarithmic, label, colour, along = 0.01, side = 'after' }) => ({
      text: label,
      showarrow: false,
      font: { color: colour, size: 12 },
      ...(axis === 'y'
        ? {
            xref: 'paper',
            yref: 'y',
            x: along,
            y: place(at, logarithmic),
            xanchor: along > 0.5 ? 'right' : 'left',
          }
        : {
            xref: 'x',
            yref: 'paper',
            x: place(at, logarithmic),
            y: along,
            xanchor: side === 'after' ? 'left' : 'right',
          }),
      ...(axis === 'y'
        ? { yanchor: side === 'after' ? 'bottom' : 'top' }
        : { yanchor: along > 0.5 ? 'top' : 'bottom' }),
    })),
  };
}

/** On a logarithmic axis, Plotly places shapes by their value, but annotations by the logarithm of the value. */
function place(at: number, logarithmic = false): number {
  return logarithmic ? ln(at) / ln(10) : at;
}
