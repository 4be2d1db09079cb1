import { type Box, inside, intoFrame, moved, overlap } from '../../svg/boxes.js';
import { isLines, symbolPath } from '../../svg/symbols.js';
import { textWidth } from '../../svg/text-runs.js';
import { px } from '../../svg/values.js';
import type { Frame } from './frame.js';
import type { Mark } from './marks.js';

/** Pixels beyond the plot that marks may reach, as in the drawing. */
const overhang = 5;

/** Pixels from a bar or a row to the middle of the line around it. */
const outline = 1.8;

/**
 * What lies above a plot: the marks, each on a line of the colour of the paper, and one label with the number. Empty where nothing is
 * in sight.
 */
export function drawMarks(marks: readonly Mark[], frame: Frame, label: string): string {
  const { plot } = frame.geometry;
  const view: Box = {
    left: plot.left - overhang,
    top: plot.top - overhang,
    right: plot.right + overhang,
    bottom: plot.bottom + overhang,
  };
  const shapes = marks.map((mark) => shapeOf(mark, frame)).filter(({ box }) => overlap(box, view));
  if (shapes.length === 0) return '';
  const [width, height] = [view.right - view.left, view.bottom - view.top];
  const size = `width="${px(width)}" height="${px(height)}"`;
  const paths = ['keyline', 'body'].flatMap((layer) =>
    shapes.map(({ kind, d }) => `<path class="${layer} ${kind}" d="${d}"/>`),
  );
  const place = `x="${px(view.left)}" y="${px(view.top)}" ${size} viewBox="${[view.left, view.top, width, height].map(px).join(' ')}"`;
  return `<svg ${place}>${paths.join('')}</svg>${pill(shapes, frame, view, label)}`;
}

interface Shape {
  readonly kind: 'point' | 'stroke' | 'line' | 'box';
  readonly d: string;
  readonly box: Box;
  /** Where its label belongs: at its end, or above or below it. */
  readonly anchor: readonly [x: number, y: number];
  readonly side: 'end' | 'above' | 'below';
}

function shapeOf(mark: Mark, { x, y, geometry: { plot } }: Frame): Shape {
  if (mark.kind === 'box') {
    const [left, right] = mark.x.map(x).sort((a, b) => a - b) as [number, number];
    const [top, bottom] = mark.y.map(y).sort((a, b) => a - b) as [number, number];
    // The outline stands around the box, so that a row of a few pixels stays visible.
    const box = {
      left: left - outline,
      top: top - outline,
      right: right + outline,
      bottom: bottom + outline,
    };
    const d = `M${px(box.left)},${px(box.top)}H${px(box.right)}V${px(box.bottom)}H${px(box.left)}z`;
    const middle = (left + right) / 2;
    const shape = { kind: 'box', d, box } as const;
    if (box.left <= plot.left && box.right >= plot.right)
      return { ...shape, anchor: [plot.right, (top + bottom) / 2], side: 'end' };
    if (box.top <= plot.top && box.bottom >= plot.bottom)
      return { ...shape, anchor: [middle, plot.bottom], side: 'below' };
    return { ...shape, anchor: [middle, box.top], side: 'above' };
  }
  if (mark.kind === 'point') {
    const [across, up] = [x(mark.at[0]), y(mark.at[1])];
    const open = isLines(mark.symbol);
    const size = open ? mark.size : Math.max(8, mark.size + 2);
    return {
      kind: open ? 'stroke' : 'point',
      d: symbolPath(mark.symbol, across, up, size),
      box: boxAround([[across, up]], size / 2),
      anchor: [across, up],
      side: 'above',
    };
  }
  const points = mark.points.map(([across, up]) => [x(across), y(up)] as const);
  const known = points.filter((point) => point.every(Number.isFinite));
  const d = points
    .map((point, index) =>
      point.every(Number.isFinite)
        ? `${index > 0 && points[index - 1]!.every(Number.isFinite) ? 'L' : 'M'}${point.map(px).join(',')}`
        : '',
    )
    .join('');
  const end = known.reduce((a, b) => (b[0] >= a[0] ? b : a), known[0] ?? [Number.NaN, Number.NaN]);
  return { kind: 'line', d, box: boxAround(known, 1), anchor: end, side: 'end' };
}

function boxAround(points: readonly (readonly [number, number])[], by: number): Box {
  const [acrosses, downs] = [points.map(([across]) => across), points.map(([, down]) => down)];
  return {
    left: Math.min(...acrosses) - by,
    right: Math.max(...acrosses) + by,
    top: Math.min(...downs) - by,
    bottom: Math.max(...downs) + by,
  };
}

const pillHeight = 16;
const pillSize = 11;
const gap = 11;

/** The number in a pill beside the mark that is furthest to the right, the upper one of two, where it covers no text of the plot. */
function pill(shapes: readonly Shape[], frame: Frame, view: Box, label: string): string {
  const { width, height } = frame.geometry;
  const seen = shapes.filter(({ anchor: [x, y] }) => inside({ left: x, right: x, top: y, bottom: y }, view));
  const isFurther = ({ anchor: [x, y] }: Shape, { anchor: [otherX, otherY] }: Shape) =>
    Math.abs(x - otherX) < 0.5 ? y < otherY : x > otherX;
  const chosen = seen.reduce((a, b) => (isFurther(b, a) ? b : a), seen[0] ?? shapes[0]!);
  const [x, y] = [
    Math.min(Math.max(chosen.anchor[0], view.left + overhang), view.right - overhang),
    Math.min(Math.max(chosen.anchor[1], view.top + overhang), view.bottom - overhang),
  ];
  const across = textWidth(label, pillSize, true) + 12;
  const page: Box = { left: 0, top: 0, right: width, bottom: height };
  const at = (dx: number, dy: number): Box => ({
    left: x + dx - across / 2,
    right: x + dx + across / 2,
    top: y + dy - pillHeight / 2,
    bottom: y + dy + pillHeight / 2,
  });
  const intoPage = (box: Box) => moved(box, ...intoFrame(box, page));
  const far = gap + pillHeight / 2;
  const beside = across / 2 + 4;
  const places: Readonly<Record<Shape['side'], readonly Box[]>> = {
    end: [intoPage(at(beside, 0)), at(beside, far), at(beside, -far), at(0, -far), at(0, far)],
    above: [at(0, -far), at(0, far), at(far, -far), at(-far, -far), at(beside + 6, 0), at(-beside - 6, 0)],
    below: [intoPage(at(0, pillHeight / 2 + 3)), at(0, -far)],
  };
  const free = (box: Box) => inside(box, page) && !frame.texts.some((text) => overlap(text, box));
  const box = places[chosen.side].find(free) ?? intoPage(places[chosen.side][0]!);
  const [middleX, middleY] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const stem = `M${px(x)},${px(y)}L${px(middleX)},${px(middleY)}`;
  return `<path class="stem" d="${stem}"/><rect class="pill" x="${px(box.left)}" y="${px(box.top)}" width="${px(across)}" height="${pillHeight}" rx="${pillHeight / 2}"/><text x="${px(middleX)}" y="${px(middleY + 0.36 * pillSize)}">${label}</text>`;
}
