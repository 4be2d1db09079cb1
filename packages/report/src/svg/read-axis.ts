import { ln } from '@superposition/core/internal/numbers/elementary';
import type { PlotPanel } from '../figure.js';
import type { Place, ReadTrace } from './read-traces.js';
import { type Attributes, attributesOf, listOf, numberOf, numberOr, textOr } from './values.js';

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

/** Reads an axis and, for categories, their names from the traces. */
export function readAxis(panel: PlotPanel, name: 'x' | 'y', traces: readonly ReadTrace[]): ReadAxis {
  const axis = attributesOf(panel.layout?.[`${name}axis`]);
  const places = traces.flatMap((trace) => trace[name]);
  const given = axis['type'];
  const named = places.some((place) => typeof place === 'string' && Number.isNaN(numberOf(place)));
  const type: ReadAxis['type'] =
    given === 'log' || given === 'linear' || given === 'category' ? given : named ? 'category' : 'linear';
  const listed = listOf(axis['categoryarray'])?.map(String) ?? [];
  const categories = type === 'category' ? [...new Set([...listed, ...places.map(String)])] : [];
  const range = listOf(axis['range'])?.map(numberOf);
  const valued = listOf(axis['tickvals']);
  const title = axis['title'];
  const base = { type, categories };
  return {
    ...base,
    title: textOr(typeof title === 'string' ? title : attributesOf(title)['text'], ''),
    range: range?.length === 2 && range.every(Number.isFinite) ? [range[0]!, range[1]!] : undefined,
    reversed: axis['autorange'] === 'reversed',
    toZero: axis['rangemode'] === 'tozero',
    step: Number.isFinite(numberOf(axis['dtick'])) ? numberOf(axis['dtick']) : undefined,
    tickPlaces: valued?.map((value) => placeOf(base, typeof value === 'string' ? value : numberOf(value))),
    tickTexts: listOf(axis['ticktext'])?.map(String),
    ticks: axis['ticks'] !== '',
    labels: axis['showticklabels'] !== false,
    grid: axis['showgrid'] !== false && type !== 'category',
    zeroLine: axis['zeroline'] !== false && type === 'linear',
    whole: axis['tickformat'] === 'd',
    guides: shapesOf(panel)
      .filter((shape) => shape[`${name}ref`] !== 'paper')
      .flatMap((shape) => [`${name}0`, `${name}1`].map((end) => placeOf(base, shape[end] as Place)))
      .filter(Number.isFinite),
  };
}

/** The shapes of the layout. */
export function shapesOf(panel: PlotPanel): readonly Attributes[] {
  return (listOf(panel.layout?.['shapes']) ?? []).map(attributesOf);
}

const perDecade = ln(10);

/**
 * The place of a value along an axis, as in a `range` of Plotly: the value itself, its decimal logarithm, or the number of its
 * category. NaN has none.
 */
export function placeOf({ type, categories }: Pick<ReadAxis, 'type' | 'categories'>, value: Place): number {
  if (type === 'category') {
    const index = categories.indexOf(String(value));
    return index === -1 ? numberOf(value) : index;
  }
  const number = numberOf(value);
  if (type === 'linear') return number;
  return number > 0 ? ln(number) / perDecade : Number.NaN;
}

/** All places of a trace along an axis. */
export function placesAlong(axis: ReadAxis, values: readonly Place[]): readonly number[] {
  if (axis.type !== 'category') return values.map((value) => placeOf(axis, value));
  const indices = new Map(axis.categories.map((category, index) => [category, index]));
  return values.map((value) => indices.get(String(value)) ?? Number.NaN);
}

/** How bars of a panel share the room, as Plotly's layout says it. */
export interface BarSettings {
  readonly mode: string;
  readonly gap: number;
  readonly groupGap: number;
}

export function barSettings(panel: PlotPanel): BarSettings {
  const { barmode, bargap, bargroupgap } = panel.layout ?? {};
  return { mode: textOr(barmode, 'group'), gap: numberOr(bargap, 0.2), groupGap: numberOr(bargroupgap, 0) };
}
