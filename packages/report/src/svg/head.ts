import type { PlotStyle } from '../plot/styled-layout.js';
import { ascent, type PlacedText } from './boxes.js';
import type { ReadTrace } from './read-traces.js';
import { lineHeight, shortened, textWidth, wrapped } from './text-runs.js';

/** Sizes of texts in pixels. */
export const sizes = { tick: 11, text: 12 } as const;

/** An entry of the legend: a sample of the trace, and its name. */
export interface LegendEntry {
  readonly trace: ReadTrace;
  readonly left: number;
  readonly middle: number;
  readonly label: PlacedText;
}

/** What stands above a plot. */
export interface Head {
  readonly height: number;
  readonly legend: readonly LegendEntry[];
  readonly title: readonly PlacedText[];
}

/** The gaps after a sample in the legend, and after a name. */
const gaps = { sample: 6, name: 16 } as const;

/** The width of the sample of a trace: a line needs more than a mark to be told from others. */
export function sampleWidth(trace: ReadTrace): number {
  return trace.kind === 'scatter' && (trace.line !== undefined || trace.fill !== undefined) ? 26 : 12;
}

const legendRow = 18;

/** Lays out the legend and the title of the upward axis, one above the other. */
export function head(
  traces: readonly ReadTrace[],
  upTitle: string,
  width: number,
  reversed: boolean,
  style: PlotStyle,
): Head {
  const legend = legendEntries(traces, width, style, reversed);
  const legendHeight =
    legend.length === 0 ? 0 : Math.max(...legend.map(({ middle }) => middle)) + legendRow / 2 + 4;
  const lines = upTitle === '' ? [] : wrapped(upTitle, sizes.text, width - 4).split('<br>');
  const title = lines.map(
    (text, line): PlacedText => ({
      text,
      x: 0,
      y: legendHeight + (ascent + line * lineHeight) * sizes.text,
      anchor: 'start',
      size: sizes.text,
      colour: style.muted,
    }),
  );
  const titleHeight = lines.length === 0 ? 0 : lineHeight * sizes.text * lines.length + 8;
  return { height: legendHeight + titleHeight, legend, title };
}

function legendEntries(
  traces: readonly ReadTrace[],
  width: number,
  style: PlotStyle,
  reversed: boolean,
): readonly LegendEntry[] {
  let [left, row] = [0, 0];
  const named = traces.filter((trace) => trace.inLegend && trace.name !== '');
  return (reversed ? [...named].reverse() : named).map((trace) => {
    const text = shortened(trace.name, sizes.text, width - sampleWidth(trace) - gaps.sample - 2);
    const needed = sampleWidth(trace) + gaps.sample + textWidth(text, sizes.text);
    if (left > 0 && left + needed > width) [left, row] = [0, row + 1];
    const middle = (row + 0.5) * legendRow;
    const entry: LegendEntry = {
      trace,
      left,
      middle,
      label: {
        text,
        x: left + sampleWidth(trace) + gaps.sample,
        y: middle + 0.36 * sizes.text,
        anchor: 'start',
        size: sizes.text,
        colour: style.ink,
      },
    };
    left += needed + gaps.name;
    return entry;
  });
}
