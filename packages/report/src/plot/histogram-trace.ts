import type { Histogram } from '@superposition/analyses/internal/numbers/histogram';
import type { Layout, Trace } from '../figure.js';
import type { Colour } from '../theme.js';
import { float32Array } from '../typed-array.js';
import { axis } from './axis.js';

/** A histogram as the outline of a density. Its area is 1, so that an exact density can be drawn over it. */
export function densityTrace(histogram: Histogram, name: string, colour: Colour): Trace {
  const { edges, counts, total } = histogram;
  const x: number[] = [];
  const y: number[] = [];
  counts.forEach((count, bin) => {
    const [low, high] = [edges[bin]!, edges[bin + 1]!];
    const density = total === 0 || high === low ? 0 : count / (total * (high - low));
    x.push(low, high);
    y.push(density, density);
  });
  return {
    type: 'scatter',
    mode: 'lines',
    name,
    x: float32Array([edges[0]!, ...x, edges.at(-1)!]),
    y: float32Array([0, ...y, 0]),
    fill: 'tozeroy',
    fillcolor: translucent(colour),
    line: { color: colour, width: 1 },
    hovertemplate: '%{x:.3f}: density %{y:.3g}<extra></extra>',
  };
}

/** The axis of a histogram's values. One bar alone has room on both sides, so that it does not look like a wide range. */
export function valueAxis({ edges }: Histogram, title: string): Layout {
  if (edges.length !== 2) return axis(title, { showgrid: false });
  const [low, high] = edges as [number, number];
  const room = 12 * (high - low);
  return axis(title, { showgrid: false, range: [low - room, high + room] });
}

/** A histogram as bars whose heights are counts. */
export function countTrace(histogram: Histogram, name: string, colour: Colour): Trace {
  const { edges, counts } = histogram;
  return {
    type: 'bar',
    name,
    x: float32Array(counts.map((_, bin) => (edges[bin]! + edges[bin + 1]!) / 2)),
    width: float32Array(counts.map((_, bin) => edges[bin + 1]! - edges[bin]!)),
    y: float32Array(counts),
    marker: { color: colour, line: { width: 0 } },
    hovertemplate: 'around %{x:.3f}: %{y}<extra></extra>',
  };
}

/** The same colour in both schemes at about a third of its strength (as the last byte of #rrggbbaa). */
function translucent(colour: Colour): Colour {
  return colour.replace(/#([0-9a-f]{6})\b/g, '#$155') as Colour;
}
