import type { Layout } from '../figure.js';
import type { Colour } from '../theme.js';

/** A line as it is drawn, in places of its axes: on a logarithmic axis, decimal logarithms. */
export interface LabelledLine {
  readonly text: string;
  readonly colour: Colour;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** The width of a character and the height of a label, as shares of the narrowest plot. */
const character = 0.027;
const labelHeight = 0.1;

interface Choice {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'left' | 'center' | 'right';
  readonly above: boolean;
  readonly score: number;
}

/**
 * Labels for lines, each beside its own line and far from the others and from the levels, along its whole width. The writer of the
 * drawing moves a label that would still touch something.
 */
export function lineLabels(
  lines: readonly LabelledLine[],
  levels: readonly number[],
  [low, high]: readonly [low: number, high: number],
): readonly Layout[] {
  const xs = lines.flatMap(({ points }) => points.map(([x]) => x));
  const [from, to] = [Math.min(...xs), Math.max(...xs)];
  return lines.flatMap((line): readonly Layout[] => {
    const width = Math.min(0.9, character * line.text.length) * (to - from);
    const others = lines.filter((each) => each !== line);
    const choices = line.points.flatMap(([x]) =>
      (['left', 'center', 'right'] as const).flatMap((anchor): readonly Choice[] => {
        const start = anchor === 'left' ? x : anchor === 'right' ? x - width : x - width / 2;
        if (width > 0 && (start < from - 1e-9 || start + width > to + 1e-9)) return [];
        const along = Array.from({ length: 9 }, (_, index) => start + (index * width) / 8);
        const own = along.flatMap((at) => knownAt(line, at));
        const theirs = along.flatMap((at) => others.flatMap((each) => knownAt(each, at)));
        const [top, bottom, middle] = [Math.max(...own), Math.min(...own), knownAt(line, x)[0]!];
        const over = [high, ...[...levels, ...theirs].filter((each) => each > middle)];
        const under = [low, ...[...levels, ...theirs].filter((each) => each <= middle)];
        const score = (room: number, away: number) =>
          Math.min(room / (high - low), 2 * labelHeight) - (1.5 * away) / (high - low);
        return [
          { x, y: top, anchor, above: true, score: score(Math.min(...over) - top, top - middle) },
          { x, y: bottom, anchor, above: false, score: score(bottom - Math.max(...under), middle - bottom) },
        ];
      }),
    );
    const [x, y] = line.points[Math.floor(line.points.length / 2)] ?? [];
    if (x === undefined || y === undefined) return [];
    const best = choices.reduce((a, b) => (b.score > a.score + 1e-9 ? b : a), {
      x,
      y,
      anchor: 'center',
      above: true,
      score: Number.NEGATIVE_INFINITY,
    } as Choice);
    return [
      {
        text: `<b>${line.text}</b>`,
        x: best.x,
        y: best.y,
        xanchor: best.anchor,
        yanchor: best.above ? 'bottom' : 'top',
        yshift: best.above ? 2 : -2,
        showarrow: false,
        font: { color: line.colour, size: 13 },
      },
    ];
  });
}

/** The middle of the widest gap between lines, levels and the ends of the axis, all along a label: where it touches nothing. */
export function widestGap(
  lines: readonly LabelledLine[],
  levels: readonly number[],
  [from, to]: readonly [number, number],
  [low, high]: readonly [number, number],
): number {
  const along = Array.from({ length: 9 }, (_, index) => from + (index * (to - from)) / 8);
  const taken = [
    ...[low, ...levels, high].map((at) => [at, at] as const),
    ...lines.flatMap((line) => {
      const heights = along.flatMap((x) => knownAt(line, x));
      return heights.length === 0 ? [] : [[Math.min(...heights), Math.max(...heights)] as const];
    }),
  ].sort((a, b) => a[0] - b[0]);
  let [best, middle, top] = [-1, (low + high) / 2, low];
  for (const [start, end] of taken) {
    if (start - top > best + 1e-9) [best, middle] = [start - top, (start + top) / 2];
    top = Math.max(top, end);
  }
  return middle;
}

function knownAt(line: LabelledLine, x: number): readonly number[] {
  const height = heightAt(line, x);
  return height === null ? [] : [height];
}

/** The height of a line at x, between its points; null beside its ends. */
function heightAt({ points }: LabelledLine, x: number): number | null {
  const after = points.findIndex(([each]) => each >= x - 1e-12);
  const [next, before] = [points[after], points[after - 1]];
  if (next === undefined) return null;
  if (Math.abs(next[0] - x) <= 1e-12) return next[1];
  if (before === undefined) return null;
  return before[1] + ((next[1] - before[1]) * (x - before[0])) / (next[0] - before[0]);
}
