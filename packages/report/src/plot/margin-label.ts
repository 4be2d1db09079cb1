import type { Layout } from '../figure.js';
import type { Colour } from '../theme.js';

/** Words in the right margin, beside a place on the axis up. */
export function marginLabel(text: string, at: number, color: Colour): Layout {
  return {
    xref: 'paper',
    yref: 'y',
    x: 1,
    y: at,
    text,
    xanchor: 'left',
    yanchor: 'middle',
    showarrow: false,
    font: { color, size: 12 },
  };
}
