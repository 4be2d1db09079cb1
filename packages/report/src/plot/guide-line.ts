import { ln } from '@superposition/core/elementary';
import type { Layout } from '../figure.js';
import type { Colour } from '../theme.js';

/** A line across the whole plot at a value, with its label on the plot instead of in a legend. */
export interface GuideLine {
  readonly axis: 'x' | 'y';
  readonly at: number;
  /** Whether the axis is logarithmic. */
  readonly logarithmic?: boolean;
  readonly label: string;
  readonly colour: Colour;
  readonly dash?: 'solid' | 'dash' | 'dot';
  /** Along the line from 0 to 1: where the label stands. */
  readonly along?: number;
  /** On which side of the line the label stands; above or to the right unless said otherwise. */
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

/** Plotly places shapes on a logarithmic axis by value, but annotations by the value's logarithm. */
function place(at: number, logarithmic = false): number {
  return logarithmic ? ln(at) / ln(10) : at;
}
