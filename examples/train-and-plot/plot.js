/**
 * A plot of marks as plain text, with axes through zero.
 *
 * @param {readonly { x: number, y: number, mark: string }[]} points a later one covers an earlier one
 * @param {{ width: number, height: number, reach?: number }} size both axes go from −reach to reach
 */
export function plot(points, { width, height, reach = 1 }) {
  const column = (x) => Math.round(((x + reach) / (2 * reach)) * (width - 1));
  const row = (y) => Math.round(((reach - y) / (2 * reach)) * (height - 1));
  const cells = Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => axis(x === column(0), y === row(0))),
  );
  const isInside = ({ x, y }) => Math.max(Math.abs(x), Math.abs(y)) <= reach;
  for (const { x, y, mark } of points.filter(isInside)) cells[row(y)][column(x)] = mark;
  return cells.map((line) => line.join('')).join('\n');
}

/** Plots of the same height next to each other. */
export function beside(plots) {
  const [first, ...others] = plots.map((text) => text.split('\n'));
  return first.map((line, row) => [line, ...others.map((lines) => lines[row])].join('  ')).join('\n');
}

function axis(isVertical, isHorizontal) {
  if (isVertical) return isHorizontal ? '┼' : '│';
  return isHorizontal ? '─' : ' ';
}
