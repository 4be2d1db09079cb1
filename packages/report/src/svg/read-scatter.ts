import type { AttributeReader, Kind } from './attribute-reader.js';
import { type Hatch, readHatch } from './hatch.js';
import { boolean, colour, dash, eachOf, notNegative, number, oneOf, share } from './kinds.js';
import { type Common, defaultEdge, type Edge, readCommon, readEdge } from './read-common.js';
import { symbols } from './symbols.js';
import { attributesOf } from './values.js';

export interface LineStyle {
  readonly colour: string;
  readonly width: number;
  readonly dash: string;
  readonly shape: 'linear' | 'hv' | 'vh' | 'hvh';
}

/** Points, joined or not. */
export interface ScatterTrace extends Common {
  readonly kind: 'scatter';
  readonly line: LineStyle | undefined;
  readonly connectGaps: boolean;
  readonly markers: Markers | undefined;
  readonly fill: Fill | undefined;
  /** Half the height of the strip, in units of the upward axis, in which the marks stand beside each other. */
  readonly swarm: number | undefined;
}

/** The area of a trace. */
export interface Fill {
  readonly to: 'tozeroy' | 'tonexty' | 'toself';
  readonly colour: string;
  /** What the opacity of the colour is multiplied by. */
  readonly opacity: number;
  readonly hatch: Hatch | undefined;
}

export interface Markers {
  readonly colour: (index: number) => string;
  readonly size: (index: number) => number;
  readonly symbol: (index: number) => string;
  readonly opacity: number;
  readonly edge: Edge;
}

const shapes = ['linear', 'hv', 'vh', 'hvh'] as const;
const positions = ['top', 'middle', 'bottom'].flatMap((vertical) =>
  ['left', 'center', 'right'].map((side) => `${vertical} ${side}`),
);

/** @param own the colour of a trace without one */
export function readScatter(reader: AttributeReader, own: string, legend: boolean): ScatterTrace {
  const shared = readCommon(reader, legend, positions);
  const count = shared.x.length;
  const mode = reader.read('mode', modeOf, count < 20 ? 'lines+markers' : 'lines');
  const [marker, line] = [reader.part('marker'), reader.part('line')];
  const markers = readMarkers(marker, line, own, count);
  const style: LineStyle = {
    colour: line.read('color', colour, typeof marker.raw('color') === 'string' ? markers.colour(0) : own),
    width: line.read('width', notNegative, 2),
    dash: line.read('dash', dash, 'solid'),
    shape: line.read('shape', oneOf(...shapes), 'linear'),
  };
  // Where a line turns back, its steps in the middle do not reach the point.
  if (style.shape === 'hvh' && !isRising(shared.x)) line.refuse('shape');
  const hasLine = mode.includes('lines');
  const connectGaps = reader.read('connectgaps', boolean, false);
  const fill = readFill(reader, style.colour);
  if (fill !== undefined) {
    // Plotly's areas have the steps of a line that is not drawn, and go on behind a gap.
    if (!hasLine && style.shape !== 'linear') line.refuse('shape');
    if (fill.to === 'toself' && style.shape !== 'linear') line.refuse('shape');
    if (hasGaps(shared) && !connectGaps) reader.refuse('fill');
  }
  return {
    ...shared,
    texts: mode.includes('text') ? shared.texts : [],
    kind: 'scatter',
    line: hasLine ? style : undefined,
    connectGaps,
    markers: mode.includes('markers') ? markers : undefined,
    fill,
    swarm: number(attributesOf(reader.raw('meta'))['swarm']) || undefined,
  };
}

export function hasGaps({ x, y }: Pick<Common, 'x' | 'y'>): boolean {
  return [...x, ...y].some((place) => typeof place === 'number' && Number.isNaN(place));
}

function isRising(places: Common['x']): boolean {
  return places.every((place, index) => index === 0 || place > places[index - 1]!);
}

function readMarkers(marker: AttributeReader, line: AttributeReader, own: string, count: number): Markers {
  const lineColour = line.read('color', colour, own);
  const colours = marker.read('color', eachOf(colour, count), () => lineColour);
  const isOther = line.has('color') && marker.has('color') && marker.raw('color') !== lineColour;
  // Marks of different sizes are bubbles for Plotly: unless it is told otherwise, they have an edge and let others show through.
  const isBubble = marker.has('size') && typeof marker.raw('size') !== 'number';
  if (isBubble && !marker.has('opacity')) marker.refuse('opacity');
  return {
    colour: colours,
    size: marker.read('size', eachOf(notNegative, count), () => 6),
    symbol: marker.read('symbol', eachOf(oneOf(...symbols), count), () => 'circle'),
    opacity: marker.read('opacity', share, 1),
    edge: readEdge(marker, { colour: isOther ? lineColour : defaultEdge, needsWidth: isBubble }),
  };
}

const modeOf: Kind<string> = (value) =>
  typeof value === 'string' &&
  (value === 'none' || value.split('+').every((each) => /^(lines|markers|text)$/.test(each)))
    ? value
    : undefined;

function readFill(reader: AttributeReader, lineColour: string): Fill | undefined {
  const to = reader.read('fill', oneOf('none', 'tozeroy', 'tonexty', 'toself'), 'none');
  const given = reader.has('fillcolor');
  const fillColour = reader.read('fillcolor', colour, lineColour);
  const hatch = readHatch(reader.part('fillpattern'), fillColour);
  if (to === 'none') return undefined;
  return { to, colour: fillColour, opacity: given ? 1 : 0.5, hatch };
}
