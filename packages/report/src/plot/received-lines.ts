import type { Received } from '@superposition/analyses/internal/responses/cross-gain';
import type { Layout, PlotPanel, Trace } from '../figure.js';
import { four, ink2, ink3 } from '../theme.js';
import { counting, float32Array, integerArray } from '../typed-array.js';
import { axis } from './axis.js';

/** What each output receives from other features: the root mean square as a line, ascending, and the mean as dots below it. */
export function receivedLines({ rms, mean }: Received): Pick<PlotPanel, 'traces' | 'layout'> {
  const order = rms.map((_, output) => output).sort((a, b) => rms[a]! - rms[b]! || a - b);
  const shared = {
    type: 'scatter' as const,
    x: counting(order.length, 1),
    customdata: order,
    meta: { features: integerArray(order) },
  };
  const values = (of: readonly number[]) => order.map((output) => of[output]!);
  const dots = order.length > 300 ? 3 : 5;
  const squares: Trace = {
    ...shared,
    mode: order.length > 1 ? 'lines+markers' : 'markers',
    name: 'root mean square',
    y: float32Array(values(rms)),
    line: { color: four, width: 1.5 },
    marker: { color: four, size: dots, symbol: 'circle' },
    hovertemplate: 'output %{customdata}: root mean square %{y:.4f}<extra></extra>',
  };
  const means: Trace = {
    ...shared,
    mode: 'markers',
    name: 'mean',
    y: float32Array(values(mean)),
    marker: { color: four, size: dots, symbol: 'diamond-open', line: { width: 1 } },
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
      shapes: [
        {
          type: 'line',
          layer: 'below',
          xref: 'paper',
          yref: 'y',
          x0: 0,
          x1: 1,
          y0: 0,
          y1: 0,
          line: { color: ink3, width: 1 },
        },
      ],
      annotations: [
        atEnd(rms[last]!, '<b>root mean square</b>', 'bottom', four),
        atEnd(mean[last]!, 'mean', 'top', ink2),
      ],
    },
  };
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
