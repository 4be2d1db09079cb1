import type { Label } from './read-layout.js';
import { lineHeight, linesOf, textWidth } from './text-runs.js';

/** Pixels from the plot to the labels beside it, which a leader crosses. */
export const besideGap = 14;

/** Pixels between two labels. */
const apart = 5;

/** Whether a label stands in the margin to the right of the plot, at the end of what it names. */
export function isBeside({ x, xanchor }: Label): boolean {
  return x.paper && Number(x.at) >= 1 && xanchor === 'left';
}

/** The pixels that the labels beside a plot need to its right; 0 where there is none. */
export function besideWidth(labels: readonly Label[]): number {
  const widths = labels.filter(isBeside).map(({ text, size }) => textWidth(text, size));
  return widths.length === 0 ? 0 : besideGap + Math.max(...widths) + 2;
}

export function labelHeight({ text, size }: Label): number {
  return 1.17 * size + (linesOf(text).length - 1) * lineHeight * size;
}

/**
 * The tops of labels of these heights that stand one below another, each with its middle as near to the pixel that it names as the
 * others allow, and all between two pixels as far as they fit. They are in the order of what they name; of equals, in their own.
 */
export function besideTops(
  labels: readonly { readonly at: number; readonly height: number }[],
  [from, to]: readonly [number, number],
): readonly number[] {
  const order = labels.map((_, index) => index).sort((a, b) => labels[a]!.at - labels[b]!.at || a - b);
  // Groups that touch move together: a group lies where the mean of what its labels wish for is.
  const groups: { indices: number[]; wish: number; height: number }[] = [];
  for (const index of order) {
    const { at, height } = labels[index]!;
    let group = { indices: [index], wish: at - height / 2, height };
    for (
      let last = groups.at(-1);
      last !== undefined && last.wish + last.height + apart > group.wish;
      last = groups.at(-1)
    ) {
      groups.pop();
      const [a, b] = [last.indices.length, group.indices.length];
      group = {
        indices: [...last.indices, ...group.indices],
        wish: (a * last.wish + b * (group.wish - last.height - apart)) / (a + b),
        height: last.height + apart + group.height,
      };
    }
    group.wish = Math.max(from, Math.min(group.wish, to - group.height));
    groups.push(group);
  }
  // A group at the lower end may have been pushed onto the one above: then that one gives way.
  for (let index = groups.length - 2; index >= 0; index--) {
    const [upper, lower] = [groups[index]!, groups[index + 1]!];
    upper.wish = Math.min(upper.wish, lower.wish - apart - upper.height);
  }
  const tops: number[] = [];
  for (const { indices, wish } of groups) {
    let top = wish;
    for (const index of indices) {
      tops[index] = top;
      top += labels[index]!.height + apart;
    }
  }
  return tops;
}
