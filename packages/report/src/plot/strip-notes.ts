import type { Layout } from '../figure.js';
import type { ErrorsOfModel } from '../sentences/errors-of-seeds.js';
import { counted, whole } from '../text/format.js';
import { ink2 } from '../theme.js';
import type { Dots } from './strip-dots.js';

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
    xshift: xanchor === 'left' ? away : -away,
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

/** What the dots are, beside them on the side where there is more room. */
export function dotsNotes(
  { errors }: ErrorsOfModel,
  { single, stacks }: Dots,
  at: number,
  most: number,
): readonly Layout[] {
  const beside = (low: number, high: number, text: string) =>
    low > 0.25 * most ? note(low, at, text, 'right', 8) : note(high, at, text, 'left', 8);
  const named = stacks.map((stack) => {
    const error = errors[stack[0]!]!;
    return beside(error, error, counted(stack.length, 'feature'));
  });
  if (single.length === 0) return named;
  const known = errors.filter((error) => error !== null).length;
  const own = known - stacks.reduce((sum, stack) => sum + stack.length, 0);
  const text =
    own === 1
      ? 'a feature'
      : single.length < own
        ? `${whole(single.length)} of ${whole(own)} features`
        : 'a dot a feature';
  return [...named, beside(errors[single[0]!]!, errors[single.at(-1)!]!, text)];
}
