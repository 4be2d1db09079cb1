import type { PlotStyle } from '../plot/styled-layout.js';
import { ascent, halfHeight, type PlacedText } from './boxes.js';
import { type Geometry, labelGap, tickLength } from './geometry.js';
import { sizes } from './head.js';
import { lineHeight, linesOf } from './text-runs.js';

/** The labels of the ticks in their places. */
export function tickLabels(
  { x, y, plot }: Geometry,
  style: PlotStyle,
): { readonly x: readonly PlacedText[]; readonly y: readonly PlacedText[] } {
  const shared = { size: sizes.tick, colour: style.muted };
  // Also without ticks: the lowest label of the upward axis reaches below the plot.
  const out = tickLength + labelGap;
  // Plotly turns a label around a place half its size above its foot.
  const turn = (x.angle * Math.PI) / 180;
  const half = sizes.tick / 2;
  const [right, up] = [-half * Math.sin(turn), half * (1 - Math.cos(turn))];
  const foot = plot.bottom + out + ascent * sizes.tick + (x.angle === 0 ? 0 : 0.7);
  return {
    x: x.ticks.map(
      ({ place, text }): PlacedText => ({
        ...shared,
        text,
        x: x.pixel(place) + right,
        y: foot - up,
        anchor: x.angle === 0 ? 'middle' : 'end',
        ...(x.angle === 0 ? {} : { angle: x.angle }),
      }),
    ),
    y: y.ticks.map(
      ({ place, text }): PlacedText => ({
        ...shared,
        text,
        x: plot.left - out,
        // A name of several lines is centred on its tick.
        y: y.pixel(place) + (halfHeight - (lineHeight * (linesOf(text).length - 1)) / 2) * sizes.tick,
        anchor: 'end',
      }),
    ),
  };
}
