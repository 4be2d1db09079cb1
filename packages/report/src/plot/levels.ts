import type { Layout } from '../figure.js';
import { type Colour, four, ink, ink3 } from '../theme.js';

/** The line of what everything is compared with, across the plot. */
export function levelAcross(at: number): Layout {
  return lineAt('y', at, [0, 1], 'paper', { color: ink, width: 1.25 });
}

/** The same up the plot. */
export function levelUp(at: number): Layout {
  return lineAt('x', at, [0, 1], 'paper', { color: ink, width: 1.25 });
}

/** The line at zero. */
export function zeroAcross(): Layout {
  return lineAt('y', 0, [0, 1], 'paper', { color: ink3, width: 1 });
}

/** The same up the plot. */
export function zeroUp(): Layout {
  return lineAt('x', 0, [0, 1], 'paper', { color: ink3, width: 1 });
}

/** The line of a mean of the models, up the plot. */
export function meanUp(at: number): Layout {
  return lineAt('x', at, [0, 1], 'paper', { color: four, width: 1.5 });
}

/** A dashed line up the plot: a setting of the report, a bound, or what chance gives. */
export function dashedUp(at: number): Layout {
  return lineAt('x', at, [0, 1], 'paper', { color: ink3, width: 1, dash: '4px,3px' });
}

/** A thin line from a mark down to its place on the axis. */
export function leaderUp(at: number, from: number, to: number): Layout {
  return lineAt('x', at, [from, to], 'y', { color: ink3, width: 0.8 });
}

function lineAt(
  name: 'x' | 'y',
  at: number,
  [from, to]: readonly [number, number],
  along: 'paper' | 'y',
  line: Layout,
): Layout {
  const ends =
    name === 'x'
      ? { xref: 'x', x0: at, x1: at, yref: along, y0: from, y1: to }
      : { xref: along, x0: from, x1: to, yref: 'y', y0: at, y1: at };
  return { type: 'line', ...ends, line, layer: 'between' };
}

/** Words at a place of the axes: on a logarithmic axis, its decimal logarithm. */
export function note(
  text: string,
  [x, y]: readonly [x: number, y: number],
  [xanchor, yanchor]: readonly [x: 'left' | 'center' | 'right', y: 'top' | 'middle' | 'bottom'],
  color: Colour,
): Layout {
  return { text, x, y, xanchor, yanchor, showarrow: false, font: { color, size: 12 } };
}

/** The name of a level, in the margin at its end: beside the line it might come to stand nearer to another one. */
export function levelName(text: string, at: number): Layout {
  return { ...note(`<b>${text}</b>`, [1, at], ['left', 'middle'], ink), xref: 'paper', yref: 'y' };
}
