import type { Layout, PlotPanel, Trace } from '../figure.js';
import { type ShareAlone, shareAxis, shareWords } from '../sentences/shares-alone.js';
import { type Colour, four, fourArea, soft } from '../theme.js';
import { axis } from './axis.js';
import { marginLabel } from './margin-label.js';

/** Pixels: a row, and what stands below the plot. */
const pixels = { row: 38, around: 50 } as const;

/** A bar a row from 0 to 1, in the colours of the parts of an error: what a feature has alone, and the rest. */
export function shareBars(shares: readonly ShareAlone[]): Pick<PlotPanel, 'traces' | 'layout' | 'height'> {
  const rows = shares.map((_, index) => index);
  const bars = (name: string, values: readonly number[], colour: Colour): Trace => ({
    type: 'bar',
    orientation: 'h',
    name,
    x: values,
    y: rows,
    width: 0.56,
    marker: { color: colour, line: { color: four, width: name === 'others' ? 1 : 0 } },
    hovertemplate: `${name}: %{x:.3f}<extra></extra>`,
  });
  const of = shares.map(({ share }) => share);
  return {
    height: pixels.row * shares.length + pixels.around,
    traces: [
      bars('alone', of, fourArea),
      bars(
        'others',
        of.map((share) => 1 - share),
        soft,
      ),
    ],
    layout: {
      barmode: 'stack',
      showlegend: false,
      xaxis: axis(shareAxis, {
        range: [0, 1],
        tickvals: [0, 0.5, 1],
        ticktext: ['0', '50\u00a0%', '100\u00a0%'],
        showgrid: false,
        zeroline: false,
      }),
      yaxis: axis('', {
        range: [shares.length - 0.5, -0.5],
        tickvals: rows,
        ticktext: shares.map(({ row: [error, entries] }) => `<b>${error}</b><br>${entries}`),
        showgrid: false,
        zeroline: false,
        ticks: '',
      }),
      annotations: shares.map((share, row) => atEnd(share, row)),
    },
  };
}

/** The share in the margin: on the bars, no colour of text stands out from both parts. */
function atEnd(share: ShareAlone, row: number): Layout {
  return { ...marginLabel(`<b>${shareWords(share)}</b>`, row, four), font: { color: four, size: 12.5 } };
}
