import { ticks } from 'd3-array';
import type { Range } from './axis-range.js';
import { placeOf, type ReadAxis } from './read-axis.js';
import { lineHeight, linesOf, shortened, textWidth } from './text-runs.js';
import { linearTexts, logTexts } from './tick-texts.js';

/** A tick: its place along the axis, and its label. */
export interface Tick {
  readonly place: number;
  readonly text: string;
}

/** Where ticks have to fit. */
export interface TickRoom {
  /** The length of the axis in pixels. */
  readonly length: number;
  /** The size of the labels. */
  readonly size: number;
  readonly direction: 'across' | 'up';
  /** No label is wider. */
  readonly widest: number;
  /** Labels stand on their heads, so their height counts and not their width. */
  readonly turned?: boolean;
}

/** Pixels between two labels, and between those of listed ticks where one would have to go. */
const apart = { across: 9, up: 3 } as const;
const closer = 4;

/** Pixels from tick to tick that a reader needs to tell values apart. */
const usual = { across: 76, up: 46 } as const;

/** The ticks of an axis: as many as its length asks for, as long as no two labels touch. */
export function ticksOf(axis: ReadAxis, range: Range, room: TickRoom): readonly Tick[] {
  const [low, high] = [Math.min(...range), Math.max(...range)];
  const within = ({ place }: Tick) =>
    place >= low - 1e-9 * (high - low) && place <= high + 1e-9 * (high - low);
  const distance = (a: Tick, b: Tick) => (Math.abs(b.place - a.place) / (high - low || 1)) * room.length;
  const fit = (some: readonly Tick[]) =>
    some.every((tick, index) => index === 0 || apartEnough(some[index - 1]!, tick));
  const apartEnough = (a: Tick, b: Tick, gap?: number) => distance(a, b) >= needed(a, b, room, gap);
  /** The ticks that readers look for first, and of the others those that have room between them. */
  const thinned = (some: readonly Tick[], gap?: number) => {
    const kept: Tick[] = [];
    for (const rank of [0, 1, 2, 3, 4])
      for (const tick of some)
        if (rankOf(tick) === rank && kept.every((each) => apartEnough(each, tick, gap))) kept.push(tick);
    return kept.sort((a, b) => a.place - b.place);
  };
  if (axis.tickPlaces !== undefined) {
    const places = axis.tickPlaces;
    const values = places.map((place) =>
      axis.type === 'log' ? Number((10 ** place).toPrecision(12)) : place,
    );
    const texts = axis.tickTexts ?? (axis.type === 'log' ? logTexts(values) : linearTexts(values));
    const listed = places.map((place, index) => ({ place, text: texts[index] ?? '' }));
    return thinned(
      listed.filter(within).sort((a, b) => a.place - b.place),
      closer,
    );
  }
  if (axis.type === 'category') return categoryTicks(axis, room, within, fit);
  const count = Math.max(2, Math.floor(room.length / usual[room.direction]));
  const choices = axis.type === 'log' ? logChoices(axis, low, high) : linearChoices(axis, low, high, count);
  const shown = choices.map((choice) => choice.filter(within));
  return (
    shown.find((choice) => choice.length > 1 && fit(choice)) ??
    thinned(shown.find(({ length }) => length > 0) ?? [])
  );
}

/** The bold label of a setting of the report comes first, then 0, powers of ten, and whole numbers. */
function rankOf({ text }: Tick): 0 | 1 | 2 | 3 | 4 {
  const plain = text.replaceAll('\u202f', '');
  if (plain.startsWith('<b>')) return 0;
  if (plain === '0') return 1;
  if (/^−?(10*|0\.0*1|10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/.test(plain)) return 2;
  return /^−?\d+$/.test(plain) ? 3 : 4;
}

function needed(
  a: Tick,
  b: Tick,
  { size, direction, turned = false }: TickRoom,
  gap: number = apart.across,
): number {
  if (direction === 'up') {
    const lines = Math.max(linesOf(a.text).length, linesOf(b.text).length);
    return (1.17 + (lines - 1) * lineHeight) * size + apart.up;
  }
  if (turned) return 1.17 * size + apart.up;
  return (textWidth(a.text, size) + textWidth(b.text, size)) / 2 + gap;
}

function linearChoices(
  axis: ReadAxis,
  low: number,
  high: number,
  count: number,
): readonly (readonly Tick[])[] {
  const stepped =
    axis.step !== undefined && (high - low) / axis.step <= 200 ? [multiples(axis.step, low, high)] : [];
  const counts = Array.from({ length: count }, (_, index) => count - index);
  return [...stepped, ...counts.map((each) => ticks(low, high, each))]
    .map((values) => (axis.whole ? values.filter(Number.isInteger) : values))
    .map((values) => {
      const texts = linearTexts(values);
      return values.map((place, index) => ({ place, text: texts[index]! }));
    });
}

function multiples(step: number, low: number, high: number): readonly number[] {
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) * step);
}

/** From many ticks to few. Below a decade or so, equal steps read better than its digits. */
function logChoices({ step }: ReadAxis, low: number, high: number): readonly (readonly Tick[])[] {
  const domain = [10 ** Math.max(low, -300), 10 ** Math.min(high, 300)] as const;
  const byDigits = (digits: readonly number[]) =>
    exponents(low, high, 1).flatMap((exponent) => digits.map((digit) => Number(`${digit}e${exponent}`)));
  const stepped = step === undefined ? [] : multiples(step, Math.max(low, -300), Math.min(high, 300));
  const choices = [
    stepped.map((place) => Number((10 ** place).toPrecision(12))),
    ...(high - low < 0.7 ? [6, 4, 3].map((count) => ticks(...domain, count)) : []),
    ...(high - low < 2.5 ? [byDigits([1, 2, 5])] : []),
    ...[1, 2, 3, 5, 10, 20, 50, 100].map((step) =>
      exponents(low, high, step).map((exponent) => Number(`1e${exponent}`)),
    ),
    ...[6, 4, 3, 2].map((count) => ticks(...domain, count)),
  ];
  return choices.map((values) => {
    const positive = values.filter((value) => value > 0 && Number.isFinite(value));
    const texts = logTexts(positive);
    return positive.map((value, index) => ({
      place: placeOf({ type: 'log', categories: [] }, value),
      text: texts[index]!,
    }));
  });
}

function exponents(low: number, high: number, step: number): readonly number[] {
  return multiples(step, Math.floor(low), Math.ceil(high));
}

/** Every category where there is room, else every second, fifth, tenth and so on. */
function categoryTicks(
  { categories }: ReadAxis,
  { size, widest }: TickRoom,
  within: (tick: Tick) => boolean,
  fit: (ticks: readonly Tick[]) => boolean,
): readonly Tick[] {
  const all = categories
    .map((text, place) => ({ place, text: shortened(text, size, widest) }))
    .filter(within);
  const steps = [1, 2, 5].flatMap((digit) => [1, 10, 100, 1_000, 10_000].map((power) => digit * power));
  for (const step of steps.sort((a, b) => a - b)) {
    const some = all.filter(({ place }) => place % step === 0);
    if (fit(some)) return some;
  }
  return all.slice(0, 1);
}
