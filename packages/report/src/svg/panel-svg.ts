import type { PlotPanel } from '../figure.js';
import { inScheme } from '../plot/in-scheme.js';
import type { PlotStyle } from '../plot/styled-layout.js';
import { type Annotation, leaderPoints } from './annotations.js';
import { type DrawnScheme, paint } from './colour.js';
import { drawBars } from './draw-bars.js';
import { colourStrip, drawShapes, gridLines, legendSample, tickLines } from './draw-frame.js';
import { drawHeatmap, filterOf } from './draw-heatmap.js';
import { drawScatter, outlineOf, pointsOf } from './draw-scatter.js';
import { type Geometry, geometry } from './geometry.js';
import { hatchPattern } from './hatch.js';
import { labelsOf } from './labels.js';
import { haloOf, textElement, textGroup } from './text-element.js';
import type { HeatmapTrace } from './read-heatmap.js';
import type { SharedImages } from './shared-images.js';
import { px } from './values.js';
import { escapeXml } from './xml.js';

/** How a panel is drawn as SVG. */
export interface PanelSvgRequest {
  readonly width: number;
  readonly height?: number | undefined;
  readonly view?: string | undefined;
  /** `both` is for a page whose `color-scheme` chooses; other programs need one scheme. */
  readonly scheme: DrawnScheme;
  /** The font and the colours of the page around it. */
  readonly style: PlotStyle;
  /** Begins the ids of filters and gradients, which are unique in a page. */
  readonly id: string;
  /** The colour behind the panel, which keeps labels readable where they lie on lines. */
  readonly ground: string;
  /** Where the images of heatmaps are, for a panel that is drawn in several widths. */
  readonly images?: SharedImages | undefined;
}

/** A drawing, and its size in pixels. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** What stands inside the element `svg`. */
  readonly content: string;
}

/** A panel as one SVG element, as wide as asked. The same panel gives the same text. */
export function panelSvg(panel: PlotPanel, request: PanelSvgRequest): string {
  const { width, height, content } = panelDrawing(panel, request);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${px(width)}" height="${px(height)}" viewBox="0 0 ${px(width)} ${px(height)}" role="img" aria-label="${escapeXml(panel.summary)}" font-family="${escapeXml(request.style.font)}">${content}</svg>`;
}

/** The parts of the drawing of a panel. */
export function panelDrawing(panel: PlotPanel, request: PanelSvgRequest): Drawing {
  const { scheme, id } = request;
  const resolved = <T>(value: T): T => (scheme === 'both' ? value : inScheme(value, scheme));
  const style = resolved(request.style);
  // The scales of heatmaps are resolved where they are drawn.
  const drawn = scheme === 'both' ? panel : inScheme(panel, scheme);
  const places = geometry(drawn, { width: request.width, height: request.height, view: request.view, style });
  const labels = labelsOf(places, style);
  const { colourBar, head, plot } = places;
  const clip = `${id}-clip`;
  const map = places.traces.find((trace) => trace.kind === 'heatmap');
  const strip = colourBar === undefined ? undefined : colourStrip(colourBar, scheme, `${id}-scale`);
  const colours =
    scheme === 'both' && map !== undefined && map.gap[0] === 0
      ? coloursOf(map, `${id}-colours`, request.images)
      : undefined;
  const definitions = [
    // A mark at the edge of the plot is not cut in half, as little as in Plotly.
    `<clipPath id="${clip}"><rect x="${px(plot.left - overhang)}" y="${px(plot.top - overhang)}" width="${px(plot.right - plot.left + 2 * overhang)}" height="${px(plot.bottom - plot.top + 2 * overhang)}"/></clipPath>`,
    strip?.gradient ?? '',
    colours?.definition ?? '',
    ...places.traces.map((trace, index) =>
      trace.kind === 'scatter' && trace.fill?.hatch !== undefined
        ? hatchPattern(trace.fill.hatch, hatchId(id, index))
        : '',
    ),
  ].join('');
  const ground = resolved(request.ground);
  const clipped = (parts: readonly string[]) =>
    `<g class="plot" fill="none" clip-path="url(#${clip})">${parts.join('')}</g>`;
  const below = drawShapes(places, 'below');
  const content = [
    `<defs>${definitions}</defs>`,
    below.length === 0 ? '' : clipped(below),
    `<g class="axes" fill="none">${[...gridLines(places, style), ...tickLines(places, style)].join('')}${textGroup('x', labels.ticks.x)}${textGroup('y', labels.ticks.y)}</g>`,
    clipped([
      ...drawShapes(places, 'between'),
      ...marks(places, request, colours?.id ?? ''),
      ...drawShapes(places, 'above'),
    ]),
    textGroup(
      'texts',
      labels.marks.map(({ text }) => text),
    ),
    `<g class="labels" ${haloOf(ground)}>${labels.annotations
      .map((label) => leader(label, style) + textElement(label.text))
      .join('')}</g>`,
    // What stays where it is when Plotly draws the plot.
    `<g class="around">${head.legend.map(legendSample).join('')}${strip?.strip ?? ''}${labels.frame.map((text) => textElement(text)).join('')}</g>`,
  ].join('');
  return { width: places.width, height: places.height, content };
}

/** The filter that colours a map, and what defines it where the drawings of a panel do not share it. */
function coloursOf(
  map: HeatmapTrace,
  ownId: string,
  images: SharedImages | undefined,
): { readonly id: string; readonly definition: string } {
  if (images === undefined) return { id: ownId, definition: filterOf(map, ownId) };
  return { id: images.filterOf((id) => filterOf(map, id)), definition: '' };
}

function hatchId(id: string, trace: number): string {
  return `${id}-hatch-${trace}`;
}

function leader(label: Annotation, style: PlotStyle): string {
  const points = leaderPoints(label);
  if (points === undefined) return '';
  const [from, to] = points.map((point) => point.map(px).join(','));
  return `<path class="leader" d="M${from}L${to}" fill="none" ${paint('stroke', style.muted)} stroke-width="0.8"/>`;
}

/** Pixels beyond the plot that marks may reach. */
const overhang = 5;

function marks(
  places: Geometry,
  { scheme, id, images }: PanelSvgRequest,
  filterId: string,
): readonly string[] {
  return places.traces.map((trace, index) => {
    const parts =
      trace.kind === 'heatmap'
        ? drawHeatmap(trace, places, scheme, filterId, images && { images, index })
        : trace.kind === 'bar'
          ? drawBars(trace, places)
          : drawScatter(trace, places, outlineBefore(places, index), hatchId(id, index));
    const opacity = trace.kind === 'heatmap' || trace.opacity === 1 ? '' : ` opacity="${px(trace.opacity)}"`;
    return `<g class="trace"${opacity}>${parts.join('')}</g>`;
  });
}

/** The line of the scatter trace before one, to which its area may reach. */
function outlineBefore(places: Geometry, index: number): ReturnType<typeof outlineOf> {
  const before = places.traces.slice(0, index).findLast((trace) => trace.kind === 'scatter');
  return before === undefined ? [] : outlineOf(before, pointsOf(before, places));
}
