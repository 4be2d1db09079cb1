import { lineHeight, linesOf, type Run, textWidth } from './text-runs.js';

/** A rectangle in pixels of the drawing. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A text in its place. Of several lines, `y` is the baseline of the first. */
export interface PlacedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly size: number;
  readonly colour: string;
  readonly bold?: boolean;
  /** Degrees, clockwise around (x, y). */
  readonly angle?: number;
}

/** Shares of the size of a text that lie above and below its baseline, in the highest of the usual fonts. */
export const ascent = 0.93;
const descent = 0.24;

/** From the middle of a line of letters down to its baseline, as a share of the size. */
export const halfHeight = 0.36;

/** The same where a line ends with raised or lowered letters. */
const raisedAscent = 1.05;
const loweredDescent = 0.44;

const has = (runs: readonly Run[] | undefined, raised: 1 | -1) =>
  (runs ?? []).some((run) => run.raised === raised);

/** The rectangle that a text fills. */
export function boxOf({ text, x, y, anchor, size, bold = false, angle = 0 }: PlacedText): Box {
  const width = textWidth(text, size, bold);
  const left = anchor === 'start' ? 0 : anchor === 'middle' ? -width / 2 : -width;
  const lines = linesOf(text);
  const top = -(has(lines[0], 1) ? raisedAscent : ascent) * size;
  const bottom =
    ((has(lines.at(-1), -1) ? loweredDescent : descent) + lineHeight * (lines.length - 1)) * size;
  const turn = (angle * Math.PI) / 180;
  const corners = [
    [left, top],
    [left + width, top],
    [left, bottom],
    [left + width, bottom],
  ].map(([across, down]) => [
    x + across! * Math.cos(turn) - down! * Math.sin(turn),
    y + across! * Math.sin(turn) + down! * Math.cos(turn),
  ]);
  const [acrosses, downs] = [corners.map(([across]) => across!), corners.map(([, down]) => down!)];
  return {
    left: Math.min(...acrosses),
    right: Math.max(...acrosses),
    top: Math.min(...downs),
    bottom: Math.max(...downs),
  };
}

export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

export function moved({ left, top, right, bottom }: Box, across: number, down: number): Box {
  return { left: left + across, top: top + down, right: right + across, bottom: bottom + down };
}

export function inside(box: Box, frame: Box): boolean {
  return (
    box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom
  );
}

/** The least moves that bring a rectangle into a frame. */
export function intoFrame(box: Box, frame: Box): readonly [across: number, down: number] {
  const along = (low: number, high: number, from: number, to: number) =>
    low < from ? from - low : high > to ? Math.max(from - low, to - high) : 0;
  return [
    along(box.left, box.right, frame.left, frame.right),
    along(box.top, box.bottom, frame.top, frame.bottom),
  ];
}
