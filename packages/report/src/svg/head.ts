import type { PlotStyle } from '../plot/styled-layout.js';
import type { ColourScale } from '../theme.js';
import { ascent, type PlacedText } from './boxes.js';
import type { HeatmapTrace, ReadTrace } from './read-traces.js';
import { lineHeight, shortened, textWidth, wrapped } from './text-runs.js';
import { attributesOf, listOf, numberOf, textOr } from './values.js';

/** Sizes of texts in pixels. */
export const sizes = { tick: 11, text: 12 } as const;

/** An entry of the legend: a sample of the trace, and its name. */
export interface LegendEntry {
  readonly trace: ReadTrace;
  readonly left: number;
  readonly middle: number;
  readonly label: PlacedText;
}

/** A strip of all colours with the values at some of them. */
export interface ColourBar {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly scale: ColourScale | undefined;
  readonly texts: readonly PlacedText[];
}

/** What stands above a plot. */
export interface Head {
  readonly height: number;
  readonly legend: readonly LegendEntry[];
  readonly colourBar: ColourBar | undefined;
  readonly title: readonly PlacedText[];
}

/** The gaps after a sample in the legend, and after a name. */
const gaps = { sample: 6, name: 16 } as const;

/** The width of the sample of a trace: a line needs more than a mark to be told from others. */
export function sampleWidth(trace: ReadTrace): number {
  return trace.kind === 'scatter' && (trace.line !== undefined || trace.fill !== undefined) ? 26 : 12;
}

const legendRow = 18;

/** Lays out the legend, the colour bar or the title of the upward axis, one above the other. */
export function head(
  traces: readonly ReadTrace[],
  upTitle: string,
  width: number,
  left: number,
  reversed: boolean,
  style: PlotStyle,
): Head {
  const legend = legendEntries(traces, width, style, reversed);
  const legendHeight =
    legend.length === 0 ? 0 : Math.max(...legend.map(({ middle }) => middle)) + legendRow / 2 + 4;
  const map = traces.find((trace) => trace.kind === 'heatmap');
  const colourBar = map?.bar === undefined ? undefined : barOf(map, left, legendHeight, width, style);
  const barHeight = colourBar === undefined ? 0 : colourBar.top + colourBar.height + 22 - legendHeight;
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
  return { height: legendHeight + barHeight + titleHeight, legend, colourBar, title };
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

function barOf(map: HeatmapTrace, left: number, top: number, width: number, style: PlotStyle): ColourBar {
  const bar = map.bar ?? {};
  const title = bar['title'];
  const label = textOr(typeof title === 'string' ? title : attributesOf(title)['text'], '');
  const long = Math.min(280, 0.62 * width);
  const lines = label === '' ? [] : wrapped(label, sizes.text, width - left - 4).split('<br>');
  const labelHeight = lineHeight * sizes.text * lines.length + (lines.length > 0 ? 3 : 0);
  const stripTop = top + labelHeight;
  const thick = 9;
  const values = (listOf(bar['tickvals']) ?? [map.low, map.high]).map(numberOf);
  const texts = listOf(bar['ticktext'])?.map(String) ?? values.map(String);
  const span = map.high - map.low || 1;
  const ends: PlacedText[] = [];
  let free = Number.NEGATIVE_INFINITY;
  for (const [index, value] of values.entries()) {
    const text = texts[index] ?? '';
    const half = textWidth(text, sizes.tick) / 2;
    const at = left + ((value - map.low) / span) * long;
    // A label at an end of the strip ends with it, so that nothing goes beyond the drawing.
    const x = Math.min(Math.max(at, left + half), Math.max(left + half, width - half - 1));
    if (!Number.isFinite(x) || x - half < free || x + half > width) continue;
    free = x + half + 6;
    ends.push({
      text,
      x,
      y: stripTop + thick + 3 + ascent * sizes.tick,
      anchor: 'middle',
      size: sizes.tick,
      colour: style.muted,
    });
  }
  return {
    left,
    top: stripTop,
    width: long,
    height: thick,
    scale: map.scale,
    texts: [
      ...lines.map(
        (text, line): PlacedText => ({
          text,
          x: left,
          y: top + (ascent + line * lineHeight) * sizes.text,
          anchor: 'start',
          size: sizes.text,
          colour: style.ink,
        }),
      ),
      ...ends,
    ],
  };
}
