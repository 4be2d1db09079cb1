import type { Layout } from '../figure.js';
import type { Colour } from '../theme.js';

/** A line as it is drawn, in places of its axes: on a logarithmic axis, decimal logarithms. */
export interface LabelledLine {
  readonly text: string;
  readonly colour: Colour;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/**
 * Labels for lines, each where its line is far from the others and from the levels, on the side with more room. The writer of the
 * drawing moves a label that would still touch something.
 */
export function lineLabels(
  lines: readonly LabelledLine[],
  levels: readonly number[],
  [low, high]: readonly [low: number, high: number],
): readonly Layout[] {
  return lines.flatMap((line): readonly Layout[] => {
    let best: { readonly at: number; readonly room: number; readonly above: boolean } | undefined;
    const { points } = line;
    for (const [at, [x, y]] of points.entries()) {
      const others = [...levels, ...lines.filter((each) => each !== line).map((each) => heightAt(each, x))];
      // A label is as wide as its neighbours are far, so it must keep off its own line there, too.
      const own = [points[at - 1]?.[1], points[at + 1]?.[1]].filter((each) => each !== undefined);
      const up = Math.min(high + 0.05 * (high - low), ...others.filter((each) => each > y)) - Math.max(y, ...own);
      const down = Math.min(y, ...own) - Math.max(low, ...others.filter((each) => each <= y));
      const isEnd = at === 0 || at === points.length - 1;
      const room = Math.min(Math.max(up, down), 0.3 * (high - low)) * (isEnd ? 0.85 : 1);
      if (best === undefined || room > best.room + 1e-9) best = { at, room, above: up >= down };
    }
    if (best === undefined) return [];
    const [x, y] = points[best.at]!;
    return [
      {
        text: `<b>${line.text}</b>`,
        x,
        y,
        xanchor: best.at === 0 ? 'left' : best.at === points.length - 1 ? 'right' : 'center',
        yanchor: best.above ? 'bottom' : 'top',
        yshift: best.above ? 2 : -2,
        showarrow: false,
        font: { color: line.colour, size: 13 },
      },
    ];
  });
}

/** The height of a line at x, between its points; NaN beside its ends. */
function heightAt({ points }: LabelledLine, x: number): number {
  const after = points.findIndex(([each]) => each >= x);
  if (after === -1) return Number.NaN;
  const [toX, toY] = points[after]!;
  if (toX === x) return toY;
  const before = points[after - 1];
  if (before === undefined) return Number.NaN;
  return before[1] + ((toY - before[1]) * (x - before[0])) / (toX - before[0]);
}
