import { ln } from '@superposition/core/internal/numbers/elementary';
import type { AttributeReader, Kind } from './attribute-reader.js';
import { boolean, listOfKind, number, oneOf, positive, text } from './kinds.js';
import { readTitle } from './read-common.js';
import type { Shape } from './read-layout.js';
import type { Place } from './read-places.js';
import type { ReadTrace } from './read-traces.js';

/** What the layout of a panel says about one axis. */
export interface ReadAxis {
  readonly type: 'linear' | 'log' | 'category';
  readonly title: string;
  /** The names of the categories in their order. */
  readonly categories: readonly string[];
  /** The ends in places of the axis (see `placeOf`), where the layout gives them. */
  readonly range: readonly [number, number] | undefined;
  readonly reversed: boolean;
  /** Whether the axis must begin or end at zero. */
  readonly toZero: boolean;
  /** From tick to tick, in places of the axis: on a logarithmic one, decades. */
  readonly step: number | undefined;
  readonly tickPlaces: readonly number[] | undefined;
  readonly tickTexts: readonly string[] | undefined;
  readonly ticks: boolean;
  readonly labels: boolean;
  readonly grid: boolean;
  readonly zeroLine: boolean;
  /** Only whole numbers get ticks. */
  readonly whole: boolean;
  /** Places at which guide lines stand, which the axis has to show. */
  readonly guides: readonly number[];
}

const pairOf: Kind<readonly [number, number]> = (value) => {
  const ends = listOfKind(number)(value);
  return ends?.length === 2 && ends[0] !== ends[1] ? [ends[0]!, ends[1]!] : undefined;
};

const place: Kind<Place> = (value) => (typeof value === 'string' ? value : number(value));

/** Reads an axis and, for categories, their names from the traces. */
export function readAxis(
  axis: AttributeReader,
  name: 'x' | 'y',
  traces: readonly ReadTrace[],
  shapes: readonly Shape[],
): ReadAxis {
  const type = typeOf(axis, name, traces);
  const order = axis.read(
    'categoryorder',
    oneOf('trace', 'array'),
    axis.has('categoryarray') ? 'array' : 'trace',
  );
  const listed = axis.read('categoryarray', listOfKind(text), []);
  if (order === 'trace' && listed.length > 0) axis.refuse('categoryorder');
  const places = traces.flatMap((trace) => trace[name]);
  const categories = type === 'category' ? [...new Set([...listed, ...places.map(String)])] : [];
  const base = { type, categories };
  const values = axis.has('tickvals') ? axis.read('tickvals', listOfKind(place), []) : undefined;
  const texts = axis.has('ticktext') ? axis.read('ticktext', listOfKind(text), []) : undefined;
  const mode = axis.read(
    'tickmode',
    oneOf('auto', 'linear', 'array'),
    values === undefined ? 'auto' : 'array',
  );
  if ((mode === 'array') !== (values !== undefined) || (mode === 'linear' && !axis.has('dtick')))
    axis.refuse('tickmode');
  const step = axis.has('dtick') ? axis.read('dtick', positive, 1) : undefined;
  // Between categories, a step leaves some out.
  if (step !== undefined && type === 'category') axis.refuse('dtick');
  const autorange = axis.read(
    'autorange',
    (value) => (value === 'reversed' ? value : boolean(value)),
    undefined,
  );
  const range = axis.has('range') ? axis.read('range', pairOf, [0, 1]) : undefined;
  // Of the two, Plotly takes the ends of the marks.
  if (range !== undefined && (autorange === true || autorange === 'reversed')) axis.refuse('autorange');
  if (range === undefined && autorange === false) axis.refuse('autorange');
  leaveOfAxis(axis);
  return {
    ...base,
    title: readTitle(axis),
    range,
    reversed: autorange === 'reversed',
    toZero: axis.read('rangemode', oneOf('normal', 'tozero'), 'normal') === 'tozero',
    step,
    tickPlaces: values?.map((value) => placeOf(base, value)),
    tickTexts: values === undefined ? undefined : texts,
    ticks: axis.read('ticks', oneOf('', 'outside'), 'outside') === 'outside',
    labels: axis.read('showticklabels', boolean, true),
    grid: axis.read('showgrid', boolean, type !== 'category'),
    zeroLine: axis.read('zeroline', boolean, true) && type === 'linear',
    whole: axis.read('tickformat', oneOf('', 'd'), '') === 'd',
    guides: shapes
      .filter((shape) => !shape[name].paper)
      .flatMap((shape) => shape[name].at.map((end) => placeOf(base, end)))
      .filter(Number.isFinite),
  };
}

/** What the geometry decides for all figures alike, and what a reader sees only under the pointer or after a zoom. */
function leaveOfAxis(axis: AttributeReader): void {
  axis.leave('tickangle', 'exponentformat', 'automargin', 'fixedrange', 'hoverformat', 'uirevision');
  axis.leave('showspikes', 'spikecolor', 'spikethickness', 'spikedash', 'spikemode', 'spikesnap');
}

/** The type of an axis. Without one in the layout, all traces must have places of one kind. */
function typeOf(axis: AttributeReader, name: 'x' | 'y', traces: readonly ReadTrace[]): ReadAxis['type'] {
  const kinds = new Set(traces.filter((trace) => trace[name].length > 0).map((trace) => trace.kinds[name]));
  const given = axis.has('type') && axis.raw('type') !== '-';
  const guessed = kinds.has('names') || kinds.has('mixed') ? 'category' : 'linear';
  const type = given ? axis.read('type', oneOf('linear', 'log', 'category'), guessed) : guessed;
  const hasNumbers = kinds.has('numbers') || kinds.has('counted');
  const isClear =
    type === 'category'
      ? given
        ? !kinds.has('counted') && !hasGaps(name, traces)
        : !kinds.has('mixed') && !hasNumbers
      : !kinds.has('names') && !kinds.has('mixed');
  if (!isClear) axis.refuse('type');
  return type;
}

function hasGaps(name: 'x' | 'y', traces: readonly ReadTrace[]): boolean {
  return traces.some((trace) => trace[name].some((each) => Number.isNaN(each)));
}

const perDecade = ln(10);

/**
 * The place of a value along an axis, as in a `range` of Plotly: the value itself, its decimal logarithm, or the number of its
 * category. NaN has none.
 */
export function placeOf({ type, categories }: Pick<ReadAxis, 'type' | 'categories'>, value: Place): number {
  if (type === 'category') {
    const index = categories.indexOf(String(value));
    return index === -1 && typeof value === 'number' ? value : index === -1 ? Number.NaN : index;
  }
  if (typeof value === 'string') return Number.NaN;
  if (type === 'linear') return value;
  return value > 0 ? ln(value) / perDecade : Number.NaN;
}

/** All places of a trace along an axis. */
export function placesAlong(axis: ReadAxis, values: readonly Place[]): readonly number[] {
  if (axis.type !== 'category') return values.map((value) => placeOf(axis, value));
  const indices = new Map(axis.categories.map((category, index) => [category, index]));
  return values.map((value) => indices.get(String(value)) ?? Number.NaN);
}
