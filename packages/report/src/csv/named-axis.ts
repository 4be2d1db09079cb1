import type { PlotPanel } from '../figure.js';
import { number, text } from '../svg/kinds.js';
import { attributesOf, listOf } from '../svg/values.js';
import { fieldsOf } from './numbers.js';
import { plainLabel, plainNumber } from './plain-label.js';

type Fields = readonly (string | number | null)[];

/** An axis as columns know it. */
export interface NamedAxis {
  /** What the axis shows, with its unit; '' where it has no title. */
  readonly title: string;
  /** Ticks whose text is not their number: the names of rows, or of columns side by side. */
  readonly names: readonly { readonly at: number; readonly name: string }[];
}

export function namedAxis({ layout }: PlotPanel, axis: 'x' | 'y'): NamedAxis {
  const { title, tickvals, ticktext } = attributesOf(layout?.[`${axis}axis`]);
  const texts = listOf(ticktext)?.map((each) => plainNumber(plainLabel(String(each))));
  const ticks = (texts === undefined ? [] : (listOf(tickvals) ?? [])).map((value, index) => ({
    at: number(value) ?? Number.NaN,
    name: texts![index] ?? '',
  }));
  const isNamed = ticks.some(({ at, name }) => name !== '' && Number(name) !== at);
  return {
    title: plainLabel(text(title) ?? text(attributesOf(title)['text']) ?? ''),
    names: isNamed ? ticks.filter(({ at }) => Number.isFinite(at)) : [],
  };
}

/** What an axis of names without a title lists. */
const named: Readonly<Record<string, string>> = { x: 'column', y: 'row' };

/** A column of values along an axis. */
export interface Column {
  readonly name: string;
  readonly fields: Fields;
}

/**
 * The places of a trace along an axis. Where the axis has names and the trace stands at them, their names; and where it stands
 * elsewhere, places, which the column says.
 */
export function columnAlong(
  axis: NamedAxis,
  attribute: unknown,
  otherwise: 'x' | 'y' | 'row' | 'column',
  shown: unknown,
): Column | undefined {
  const name = axis.title || (axis.names.length > 0 && named[otherwise]) || otherwise;
  const values = fieldsOf(shown);
  if (values !== undefined) return { name, fields: values };
  const places = fieldsOf(attribute);
  if (places === undefined || axis.names.length === 0) return places && { name, fields: places };
  const names = places.map((place) => nameAt(axis.names, place));
  return names.every((each) => each !== undefined)
    ? { name, fields: names }
    : { name: `${name}, place on the axis`, fields: places };
}

/** Marks beside each other around a tick have its name. */
function nameAt(names: NamedAxis['names'], place: string | number | null): string | null | undefined {
  if (place === null) return null;
  if (typeof place === 'string') return place;
  const [nearest, ...others] = [...names].sort((a, b) => Math.abs(a.at - place) - Math.abs(b.at - place));
  const spacing = others.length === 0 ? 1 : Math.min(...others.map(({ at }) => Math.abs(at - nearest!.at)));
  return Math.abs(place - nearest!.at) < 0.45 * spacing ? nearest!.name : undefined;
}
