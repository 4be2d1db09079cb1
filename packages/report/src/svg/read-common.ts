import type { AttributeReader } from './attribute-reader.js';
import { boolean, colour, eachOf, listOfKind, notNegative, oneOf, positive, share, text } from './kinds.js';
import { type Place, type PlaceKind, readPlaces } from './read-places.js';
import { listOf } from './values.js';

/** How far a bar of uncertainty goes from each mark, up or to the right and down or to the left. */
export interface Whiskers {
  readonly plus: readonly number[];
  readonly minus: readonly number[];
  readonly colour: string;
  readonly width: number;
}

/** The edge of a mark. */
export interface Edge {
  readonly colour: string;
  readonly width: number;
}

/** What points and bars share. */
export interface Common {
  readonly name: string;
  readonly inLegend: boolean;
  readonly opacity: number;
  readonly x: readonly Place[];
  readonly y: readonly Place[];
  readonly kinds: { readonly x: PlaceKind; readonly y: PlaceKind };
  readonly texts: readonly string[];
  readonly textSize: number;
  readonly textColour: (index: number) => string | undefined;
  readonly textPosition: (index: number) => string;
  readonly errorX: Whiskers | undefined;
  readonly errorY: Whiskers | undefined;
}

/** What is said under the pointer, and what has no look. */
export function leaveWords(reader: AttributeReader): void {
  reader.leave('hoverinfo', 'hoverlabel', 'hovertemplate', 'hovertext', 'hoveron', 'hoverongaps');
  reader.leave('customdata', 'ids', 'uid', 'uirevision', 'meta', 'xhoverformat', 'yhoverformat');
  reader.leave('zhoverformat');
}

/** The type of a trace, and whether it has an entry in the legend. */
export function readEntry(reader: AttributeReader, legend: boolean) {
  reader.leave('type');
  // Those that are not visible at all are not read.
  reader.read('visible', (value) => (value === true ? value : undefined), true);
  for (const axis of ['x', 'y'] as const) reader.read(`${axis}axis`, oneOf(axis), axis);
  return {
    name: reader.read('name', text, ''),
    inLegend: reader.read('showlegend', boolean, true) && legend,
  };
}

/** The title of an axis or of a colour bar. Plotly once took a text for it, which is what its writer means. */
export function readTitle(reader: AttributeReader): string {
  if (typeof reader.raw('title') === 'string') return reader.read('title', text, '');
  const title = reader.part('title');
  // The geometry decides where it stands.
  title.leave('side', 'standoff');
  title.part('font').read('size', (value) => (value === 12 ? value : undefined), 12);
  return title.read('text', text, '');
}

/** @param positions the places of texts that are drawn */
export function readCommon(reader: AttributeReader, legend: boolean, positions: readonly string[]): Common {
  const entry = readEntry(reader, legend);
  leaveWords(reader);
  const length = (name: 'x' | 'y') => listOf(reader.raw(name))?.length;
  const [acrosses, ups] = [length('x'), length('y')];
  // Plotly draws as many as both have.
  const count = Math.min(acrosses ?? Number.POSITIVE_INFINITY, ups ?? Number.POSITIVE_INFINITY);
  const whole = Number.isFinite(count) ? count : 0;
  const [x, y] = [readPlaces(reader, 'x', whole), readPlaces(reader, 'y', whole)];
  const font = reader.part('textfont');
  const texts = reader.read('text', eachOrFewer, () => '');
  const isGiven = reader.has('text');
  reader.leave('cliponaxis', 'constraintext');
  return {
    ...entry,
    opacity: reader.read('opacity', share, 1),
    x: x.places.slice(0, whole),
    y: y.places.slice(0, whole),
    kinds: { x: x.kind, y: y.kind },
    texts: isGiven ? Array.from({ length: whole }, (_, index) => texts(index)) : [],
    textSize: font.read('size', positive, 12),
    textColour: font.has('color')
      ? font.read('color', eachOf(colour, whole), () => defaultEdge)
      : () => undefined,
    textPosition: reader.read('textposition', eachOf(oneOf(...positions), whole), () => ''),
    errorX: readWhiskers(reader, 'error_x', x.kind),
    errorY: readWhiskers(reader, 'error_y', y.kind),
  };
}

/** One text for all marks, or a list with one for each of the first. */
const eachOrFewer = (value: unknown): ((index: number) => string) | undefined => {
  const one = text(value);
  if (one !== undefined) return () => one;
  const list = listOf(value)?.map((each) => (each === null ? '' : text(each)));
  return list?.every((each) => each !== undefined) ? (index) => list[index] ?? '' : undefined;
};

const lengths = listOfKind((value) => (value === null ? Number.NaN : notNegative(value)));

function readWhiskers(reader: AttributeReader, name: string, kind: PlaceKind): Whiskers | undefined {
  if (!reader.has(name)) return undefined;
  const part = reader.part(name);
  if (!part.read('visible', boolean, true)) {
    part.leave(
      'array',
      'arrayminus',
      'symmetric',
      'color',
      'thickness',
      'width',
      'type',
      'value',
      'valueminus',
    );
    return undefined;
  }
  part.read('type', oneOf('data'), 'data');
  const plus = part.read('array', lengths, []);
  const isSymmetric = part.read('symmetric', boolean, !part.has('arrayminus'));
  const minus = isSymmetric ? plus : part.read('arrayminus', lengths, []);
  if (isSymmetric) part.leave('arrayminus');
  // A name has no place beside it.
  if (!part.has('array') || (kind !== 'numbers' && kind !== 'counted')) reader.refuse(name);
  // Plotly draws caps of 4 px, in the colour of the trace, unless it is told otherwise.
  for (const needed of ['width', 'color']) if (!part.has(needed)) part.refuse(needed);
  part.read('width', (value) => (value === 0 ? value : undefined), 0);
  return {
    plus,
    minus,
    colour: part.read('color', colour, defaultEdge),
    width: part.read('thickness', notNegative, 2),
  };
}

/** The colour of edges that have a width and no colour. */
export const defaultEdge = '#444444';

/** The edge of marks: `{ color, width }` of `marker.line`. */
export function readEdge(
  marker: AttributeReader,
  { colour: otherwise, needsWidth }: { readonly colour: string; readonly needsWidth: boolean },
): Edge {
  const line = marker.part('line');
  if (needsWidth && !line.has('width')) line.refuse('width');
  return { colour: line.read('color', colour, otherwise), width: line.read('width', notNegative, 0) };
}
