import type { AttributeReader } from './attribute-reader.js';
import { colour, eachOf, number, oneOf, positive } from './kinds.js';
import { type Common, defaultEdge, type Edge, readCommon, readEdge } from './read-common.js';

export interface BarTrace extends Common {
  readonly kind: 'bar';
  readonly horizontal: boolean;
  /** Widths in units of the axis, where the trace gives them. */
  readonly widths: ((index: number) => number) | undefined;
  readonly base: number;
  readonly colour: (index: number) => string;
  readonly edge: Edge;
}

/** @param own the colour of a trace without one */
export function readBar(reader: AttributeReader, own: string, legend: boolean): BarTrace {
  const shared = readCommon(reader, legend, ['outside', 'none']);
  const marker = reader.part('marker');
  const horizontal = reader.read('orientation', oneOf('v', 'h'), 'v') === 'h';
  // Plotly turns bars that have no height, and writes their texts inside where they fit.
  if (!reader.has('orientation') && !reader.has('y')) reader.refuse('orientation');
  if (shared.texts.length > 0 && !reader.has('textposition')) reader.refuse('text');
  const count = shared.x.length;
  const values = horizontal ? shared.x : shared.y;
  const texts = shared.texts.map((text, index) => (shared.textPosition(index) === 'outside' ? text : ''));
  // Texts of bars that go down stand below them.
  if (texts.some((text, index) => text !== '' && !(Number(values[index]) >= 0))) reader.refuse('text');
  return {
    ...shared,
    texts: texts.every((text) => text === '') ? [] : texts,
    kind: 'bar',
    horizontal,
    widths: reader.has('width') ? reader.read('width', eachOf(positive, count), () => 1) : undefined,
    base: reader.read('base', number, 0),
    colour: marker.read('color', eachOf(colour, count), () => own),
    edge: readEdge(marker, { colour: defaultEdge, needsWidth: false }),
  };
}
