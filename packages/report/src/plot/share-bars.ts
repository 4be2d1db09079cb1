import type { Layout, PlotPanel, Trace } from '../figure.js';
import { type ShareAlone, shareAxis, shareWords } from '../sentences/shares-alone.js';
import { type Colour, four, fourArea, ink2, paper, soft } from '../theme.js';
import { axis } from './axis.js';

/** Pixels: a row, and what stands below the plot. */
const pixels = { row: 38, around: 50 } as const;

/** A bar a row from 0 to 1, in the colours of the parts of an error: what a feature has alone, and the rest. */
export function shareBars(
  shares: readonly ShareAlone[],
): Pick<PlotPanel, 'traces' | 'layout' | 'height'> {
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
      annotations: shares.flatMap((each, row) => labels(each, row, row === 0)),
    },
  };
}

/** The share inside the bar where there is room, else beside its end; in the first row also what both parts are. */
function labels(share: ShareAlone, row: number, isNamed: boolean): readonly Layout[] {
  const isInside = share.share > 0.3;
  const note = (x: number, text: string, xanchor: 'left' | 'right', color: Colour): Layout => ({
    x,
    y: row,
    text,
    xanchor,
    yanchor: 'middle',
    xshift: xanchor === 'left' ? 6 : -6,
    showarrow: false,
    font: { color, size: 12.5 },
  });
  const words = `<b>${isNamed ? 'alone ' : ''}${shareWords(share)}</b>`;
  return [note(share.share, words, isInside ? 'right' : 'left', isInside ? paper : ink2)];
}
