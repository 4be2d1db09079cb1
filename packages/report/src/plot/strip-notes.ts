import type { Layout } from '../figure.js';
import { counted, whole } from '../text/format.js';
import { ink2 } from '../theme.js';
import type { Dots, ValuesOfModel } from './strip-dots.js';

/** Words beside a place. */
export function note(x: number, y: number, text: string, xanchor: 'left' | 'right', away = 0): Layout {
  return {
    xref: 'x',
    yref: 'y',
    x,
    y,
    text,
    xanchor,
    yanchor: 'middle',
    xshift: xanchor === 'left' ? away : 0 - away,
    showarrow: false,
    font: { color: ink2, size: 12 },
  };
}

/** How many features the rings are; to the right of them where there is little room between 0 and 1/6. */
export function naiveNotes(
  exact: number,
  features: number,
  ignored: number,
  [zeroAt, naiveAt]: readonly [number, number],
  isNarrow: boolean,
): readonly Layout[] {
  const rest = features - exact;
  const all = counted(features, 'feature');
  if (isNarrow)
    return [
      note(ignored, zeroAt, all, 'left', 6),
      note(
        rest === 0 ? 0 : ignored,
        naiveAt,
        rest === 0 ? `${all}, exact` : `${whole(exact)} exact, ${whole(rest)} at 1/6`,
        'left',
        6,
      ),
    ];
  return [
    note(ignored, zeroAt, all, 'right', 6),
    ...(exact === 0 ? [] : [note(0, naiveAt, `${counted(exact, 'feature')}, exact`, 'left', 6)]),
    ...(rest === 0 ? [] : [note(ignored, naiveAt, counted(rest, 'feature'), 'right', 6)]),
  ];
}

/** The share of the axis that words need: on a phone, a plot is about 250 pixels wide. */
const leastRoom = 0.42;

/** Words on that side of some marks where there is more room; none where both sides have too little, and the caption has to do. */
export function noteBeside(
  [low, high]: readonly [number, number],
  at: number,
  text: string,
  [from, to]: readonly [number, number],
): readonly Layout[] {
  const [before, after] = [(low - from) / (to - from), (to - high) / (to - from)];
  if (Math.max(before, after) < leastRoom) return [];
  return [before > after ? note(low, at, text, 'right', 8) : note(high, at, text, 'left', 8)];
}

/** What the dots are. */
export function dotsNotes(
  { values }: ValuesOfModel,
  { single, stacks }: Dots,
  at: number,
  range: readonly [number, number],
): readonly Layout[] {
  const ends = (features: readonly number[]) => [values[features[0]!]!, values[features.at(-1)!]!] as const;
  const named = stacks.flatMap((stack) =>
    noteBeside(ends(stack), at, counted(stack.length, 'feature'), range),
  );
  if (single.length === 0) return named;
  const known = values.filter((value) => value !== null).length;
  const own = known - stacks.reduce((sum, stack) => sum + stack.length, 0);
  const text =
    own === 1
      ? 'a feature'
      : single.length < own
        ? `${whole(single.length)} of ${whole(own)} features`
        : 'a dot a feature';
  return [...named, ...noteBeside(ends(single), at, text, range)];
}
