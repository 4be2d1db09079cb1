import type { Received } from '@superposition/analyses/internal/responses/cross-gain';
import type { Layout, PlotPanel, Trace } from '../figure.js';
import { four, ink2 } from '../theme.js';
import { counting, packedNumbers } from '../typed-array.js';
import { axis } from './axis.js';
import { zeroAcross } from './levels.js';

/** What each output receives from other features: the root mean square as a line, ascending, and the mean as dots. */
export function receivedLines({ rms, mean }: Received): Pick<PlotPanel, 'traces' | 'layout'> {
  const order = rms.map((_, output) => output).sort((a, b) => rms[a]! - rms[b]! || a - b);
  const shared = {
    type: 'scatter' as const,
    x: counting(order.length, 1),
    customdata: order,
    meta: { features: order },
  };
  const values = (of: readonly number[]) => order.map((output) => of[output]!);
  const squares: Trace = {
    ...shared,
    mode: order.length > 1 ? 'lines' : 'markers',
    name: 'root mean square',
    y: packedNumbers(values(rms)),
    line: { color: four, width: 2.25 },
    marker: { color: four, size: 8, symbol: 'line-ew-open', line: { width: 2.25, color: four } },
    hovertemplate: 'output %{customdata}: root mean square %{y:.4f}<extra></extra>',
  };
  const means: Trace = {
    ...shared,
    mode: 'markers',
    name: 'mean',
    y: packedNumbers(values(mean)),
    marker: { color: four, size: order.length > 300 ? 2.5 : 4, symbol: 'circle' },
    hovertemplate: 'output %{customdata}: mean %{y:.4f}<extra></extra>',
  };
  const last = order.at(-1)!;
  return {
    traces: [means, squares],
    layout: {
      showlegend: false,
      xaxis: axis('outputs, by root mean square', {
        showgrid: false,
        zeroline: false,
        showticklabels: false,
        ticks: '',
        range: [0, order.length + 1],
      }),
      yaxis: axis('gain received from other features', { rangemode: 'tozero', zeroline: false }),
      shapes: [zeroAcross()],
      annotations: [atEnd(rms[last]!, '<b>root mean square</b>', 'bottom', four), meanLabel(mean, rms, last)],
    },
  };
}

/** Between the dots and the line, where there is room, else below the last dot. */
function meanLabel(mean: readonly number[], rms: readonly number[], last: number): Layout {
  const [highest, line] = [Math.max(...mean), Math.min(...rms)];
  const isApart = line - highest > 0.2 * Math.max(...rms);
  return isApart
    ? { ...atEnd((highest + line) / 2, 'mean, a dot an output', 'top', ink2), yanchor: 'middle', yshift: 0 }
    : atEnd(mean[last]!, 'mean', 'top', ink2);
}

/** The name of what ends at the right edge, above or below its end. */
function atEnd(y: number, text: string, yanchor: 'top' | 'bottom', color: string): Layout {
  return {
    xref: 'paper',
    yref: 'y',
    x: 0.985,
    y,
    text,
    xanchor: 'right',
    yanchor,
    yshift: yanchor === 'top' ? -4 : 4,
    showarrow: false,
    font: { color, size: 12 },
  };
}
