import { type DrawnScheme, type Rgba, paint, scaleColour, stopsOf, colourAt } from './colour.js';
import type { Geometry } from './geometry.js';
import { placesAlong } from './read-axis.js';
import type { HeatmapTrace } from './read-heatmap.js';
import { png, pngAddress } from './png.js';
import { imageStyle, type SharedImages } from './shared-images.js';
import { px } from './values.js';

/** The number of colours that one image has; one more is for empty cells. */
const levels = 255;

/**
 * The cells of a heatmap. Cells with gaps between them, which are few, are rectangles; otherwise there is an image with a pixel for
 * each. For both schemes it is grey, and `filterOf` gives it the colours. With `shared`, the image is where all drawings of the panel
 * find it.
 */
export function drawHeatmap(
  trace: HeatmapTrace,
  geometry: Geometry,
  scheme: DrawnScheme,
  filterId: string,
  shared?: { readonly images: SharedImages; readonly index: number },
): readonly string[] {
  const columns = Math.max(0, ...trace.rows.map(({ length }) => length));
  if (columns === 0) return [];
  const x = edges(placesAlong(geometry.x.read, trace.x), columns).map(geometry.x.pixel);
  const y = edges(placesAlong(geometry.y.read, trace.y), trace.rows.length).map(geometry.y.pixel);
  if (trace.gap[0] > 0 || trace.gap[1] > 0) return rectangles(trace, x, y, scheme);
  const [left, right] = [Math.min(x[0]!, x.at(-1)!), Math.max(x[0]!, x.at(-1)!)];
  const [top, bottom] = [Math.min(y[0]!, y.at(-1)!), Math.max(y[0]!, y.at(-1)!)];
  const rows = y[0]! <= y.at(-1)! ? trace.rows : [...trace.rows].reverse();
  const drawn = rows.map((row) => {
    const whole = Array.from({ length: columns }, (_, column) => row[column] ?? Number.NaN);
    return x[0]! <= x.at(-1)! ? whole : whole.reverse();
  });
  const address = () =>
    pngAddress(scheme === 'both' ? greyImage(drawn, trace) : paletteImage(drawn, trace, scheme));
  const filter = scheme === 'both' ? ` filter="url(#${filterId})"` : '';
  const place = `class="cells" x="${px(left)}" y="${px(top)}" width="${px(right - left)}" height="${px(bottom - top)}"${filter}`;
  if (shared === undefined) return [`<image ${place} ${imageStyle} href="${address()}"/>`];
  const turn = `${x[0]! <= x.at(-1)! ? '' : 'x'}${y[0]! <= y.at(-1)! ? '' : 'y'}`;
  return [`<use ${place} href="#${shared.images.idOf(`${shared.index}${turn}`, address)}"/>`];
}

/** The edges of cells around their middles, one more than there are cells. */
function edges(middles: readonly number[], count: number): readonly number[] {
  const step = count > 1 ? (middles[count - 1]! - middles[0]!) / (count - 1) : 1;
  return Array.from({ length: count + 1 }, (_, index) => middles[0]! + (index - 0.5) * step);
}

function share(value: number, { low, high }: HeatmapTrace): number {
  return high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0.5;
}

function rectangles(
  trace: HeatmapTrace,
  x: readonly number[],
  y: readonly number[],
  scheme: DrawnScheme,
): readonly string[] {
  return trace.rows.flatMap((row, up) =>
    row.flatMap((value, across) => {
      if (!Number.isFinite(value)) return [];
      const [left, right] = [x[across]!, x[across + 1]!].sort((a, b) => a - b) as [number, number];
      const [top, bottom] = [y[up]!, y[up + 1]!].sort((a, b) => a - b) as [number, number];
      const [gapX, gapY] = [trace.gap[0] / 2, trace.gap[1] / 2];
      return `<rect class="cell" x="${px(left + gapX)}" y="${px(top + gapY)}" width="${px(right - left - 2 * gapX)}" height="${px(bottom - top - 2 * gapY)}" ${paint('fill', scaleColour(trace.scale, share(value, trace), scheme))}/>`;
    }),
  );
}

function paletteImage(
  rows: readonly (readonly number[])[],
  trace: HeatmapTrace,
  scheme: 'light' | 'dark',
): Uint8Array {
  const stops = stopsOf(trace.scale, scheme);
  const colours = Array.from({ length: levels }, (_, level): Rgba => {
    const [red, green, blue, alpha] = colourAt(stops, level / (levels - 1));
    return [red, green, blue, 255 * alpha];
  });
  const bytes = Uint8Array.from(rows.flat(), (value) =>
    Number.isFinite(value) ? Math.round(share(value, trace) * (levels - 1)) : levels,
  );
  return png({ width: rows[0]!.length, height: rows.length, bytes, palette: [...colours, [0, 0, 0, 0]] });
}

function greyImage(rows: readonly (readonly number[])[], trace: HeatmapTrace): Uint8Array {
  const bytes = new Uint8Array(2 * rows.length * rows[0]!.length);
  rows.flat().forEach((value, cell) => {
    if (Number.isFinite(value)) bytes.set([Math.round(255 * share(value, trace)), 255], 2 * cell);
  });
  return png({ width: rows[0]!.length, height: rows.length, bytes });
}

/**
 * A filter that turns levels of grey into the colours of a scale, in the scheme of the page around it: the flood is there on light pages
 * only, and chooses between the two results. So one image and no style sheet serve both schemes.
 */
export function filterOf(trace: HeatmapTrace, id: string): string {
  const transfer = (scheme: 'light' | 'dark') => {
    const stops = stopsOf(trace.scale, scheme);
    const steps = stepsOf(stops.map(([stop]) => stop));
    const table = (part: 0 | 1 | 2) =>
      Array.from({ length: steps + 1 }, (_, step) => shortShare(colourAt(stops, step / steps)[part])).join(
        ' ',
      );
    return `<feComponentTransfer in="SourceGraphic" result="${scheme}"><feFuncR type="table" tableValues="${table(0)}"/><feFuncG type="table" tableValues="${table(1)}"/><feFuncB type="table" tableValues="${table(2)}"/></feComponentTransfer>`;
  };
  return `<filter id="${id}" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB">${transfer('light')}${transfer('dark')}<feFlood flood-color="light-dark(#000, #0000)" result="flood"/><feComposite in="light" in2="flood" operator="in" result="a"/><feComposite in="dark" in2="flood" operator="out" result="b"/><feMerge><feMergeNode in="a"/><feMergeNode in="b"/></feMerge></filter>`;
}

/** The least number of equal steps that has every stop of a scale at its end; 20 where there is none. */
function stepsOf(stops: readonly number[]): number {
  for (let steps = 1; steps < 20; steps++)
    if (stops.every((stop) => Math.abs(stop * steps - Math.round(stop * steps)) < 1e-9)) return steps;
  return 20;
}

function shortShare(byte: number): string {
  return String(Number((byte / 255).toFixed(4)));
}
