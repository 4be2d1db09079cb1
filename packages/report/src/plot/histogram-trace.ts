import type { Layout, Trace } from '../figure.js';
import { type Colour, tint } from '../theme.js';
import { packedNumbers } from '../typed-array.js';
import { area, chanceArea } from './chance-area.js';

/** Heights over bins: one edge more than there are heights. */
export interface Steps {
  readonly edges: readonly number[];
  readonly heights: readonly number[];
}

/** A histogram as one line of steps, which begins and ends at zero. */
export function stepTrace(
  { edges, heights }: Steps,
  name: string,
  line: Layout & { readonly color: Colour },
): Trace {
  return {
    type: 'scatter',
    mode: 'lines',
    name,
    x: packedNumbers([edges[0] ?? 0, ...edges]),
    y: packedNumbers([0, ...heights, 0]),
    line: { shape: 'hv', width: 2.25, ...line },
    hovertemplate: 'from %{x:.3f}: %{y:.3g}<extra></extra>',
  };
}

/** The corners of the area between two histograms with the same edges. Bins at both ends where both are 0 are left out. */
function between(
  edges: readonly number[],
  low: readonly number[],
  high: readonly number[],
): readonly (readonly [x: number, y: number])[] {
  const first = Math.max(
    0,
    high.findIndex((height) => height > 0),
  );
  const last = high.findLastIndex((height) => height > 0);
  const corners: (readonly [x: number, y: number])[] = [];
  for (let bin = first; bin <= last; bin++)
    corners.push([edges[bin]!, high[bin]!], [edges[bin + 1]!, high[bin]!]);
  for (let bin = last; bin >= first; bin--)
    corners.push([edges[bin + 1]!, low[bin]!], [edges[bin]!, low[bin]!]);
  return corners;
}

/** From the lowest to the highest of several histograms with the same edges: their spread. */
export function spreadTrace(
  edges: readonly number[],
  all: readonly (readonly number[])[],
  name: string,
): Trace {
  const over = (choose: (...values: number[]) => number) =>
    edges.slice(1).map((_, bin) => choose(...all.map((heights) => heights[bin]!)));
  return { ...area(between(edges, over(Math.min), over(Math.max)), name), fillcolor: tint };
}

/** What chance gives in each bin, hatched. */
export function chanceTrace(
  edges: readonly number[],
  low: readonly number[],
  high: readonly number[],
  name: string,
): Trace {
  return chanceArea(between(edges, low, high), name);
}
