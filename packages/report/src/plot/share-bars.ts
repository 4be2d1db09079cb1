import type { Layout, PlotPanel, Trace } from '../figure.js';
import { type ShareAlone, shareAxis, sharePartNames, shareWords } from '../sentences/shares-alone.js';
import { type Colour, four, fourArea, ink2, soft } from '../theme.js';
import { axis } from './axis.js';
import { note } from './levels.js';
import { marginLabel } from './margin-label.js';

/** Pixels: a row, the names of the parts above the first, and what stands below the plot. */
const pixels = { row: 38, names: 16, around: 50 } as const;

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
    marker: { color: colour, line: { color: four, width: name === sharePartNames.others ? 1 : 0 } },
    hovertemplate: `${name}: %{x:.3f}<extra></extra>`,
  });
  const of = shares.map(({ share }) => share);
  const top = -0.5 - pixels.names / pixels.row;
  return {
    height: pixels.row * shares.length + pixels.names + pixels.around,
    traces: [
      bars(sharePartNames.alone, of, fourArea),
      bars(
        sharePartNames.others,
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
        range: [shares.length - 0.5, top],
        tickvals: rows,
        ticktext: shares.map(({ row: [error, entries] }) => `<b>${error}</b><br>${entries}`),
        showgrid: false,
        zeroline: false,
        ticks: '',
      }),
      annotations: [...partNames(top), ...shares.map((share, row) => atEnd(share, row))],
    },
  };
}

/** What the two parts of each bar are, over their ends. */
function partNames(top: number): readonly Layout[] {
  const name = (text: string, x: number, xanchor: 'left' | 'right') =>
    note(text, [x, top], [xanchor, 'top'], ink2);
  return [name(sharePartNames.alone, 0, 'left'), name(sharePartNames.others, 1, 'right')];
}

/** The share in the margin: on the bars, no colour of text stands out from both parts. */
function atEnd(share: ShareAlone, row: number): Layout {
  return { ...marginLabel(`<b>${shareWords(share)}</b>`, row, four), font: { color: four, size: 12.5 } };
}
