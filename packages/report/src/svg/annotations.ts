import type { PlotStyle } from '../plot/styled-layout.js';
import { besideGap, besideTops, isBeside, labelHeight } from './beside-labels.js';
import { type Box, boxOf, inside, overlap, type PlacedText } from './boxes.js';
import { freePlace, type Point, type Surroundings } from './free-place.js';
import type { Geometry } from './geometry.js';
import { placeOf } from './read-axis.js';
import type { Label } from './read-layout.js';
import { textWidth } from './text-runs.js';

/** A label of the layout in its place. */
export interface Annotation {
  readonly source: Label;
  readonly text: PlacedText;
  /** The point that a label with a leader belongs to. */
  readonly target: Point | undefined;
}

/** Pixels between a line and the label beside it. */
const beside = 3;

/** The labels of the layout, each where it touches no text before it. A label that finds no place is left out. */
export function annotationsOf(
  geometry: Geometry,
  style: PlotStyle,
  around: Surroundings,
): readonly Annotation[] {
  const sources = geometry.labels;
  const taken = [...around.taken];
  const placed = besideLabels(sources.filter(isBeside), geometry, style, around);
  taken.push(...placed.map(({ text }) => boxOf(text)));
  for (const source of sources.filter((each) => !isBeside(each))) {
    const label = onPlot(source, geometry, style, { ...around, taken });
    if (label === undefined) continue;
    placed.push(label);
    taken.push(boxOf(label.text));
  }
  return placed;
}

/** The leader of a label: from the nearest place of its box to what it names. */
export function leaderPoints({ text, target }: Annotation): readonly [from: Point, to: Point] | undefined {
  if (target === undefined) return undefined;
  const { left, right, top, bottom } = boxOf(text);
  const [x, y] = target;
  const middle = (top + bottom) / 2;
  // Beside a label the leader starts at the middle of its height, above and below it at the nearest letter.
  const from: Point =
    x < left - beside
      ? [left - beside, middle]
      : x > right + beside
        ? [right + beside, middle]
        : [Math.min(Math.max(x, left), right), y < top ? top : bottom];
  return [from, target];
}

/** The pixels of what a label names; NaN where it names nothing that is drawn. */
function pointOf(source: Label, geometry: Geometry): Point {
  const { plot } = geometry;
  const along = (name: 'x' | 'y'): number => {
    const [from, to] = name === 'x' ? [plot.left, plot.right] : [plot.bottom, plot.top];
    const { at: value, paper } = source[name];
    if (paper) return from + Number(value) * (to - from);
    const axis = geometry[name];
    // On a logarithmic axis, a label is placed by the logarithm.
    const at = axis.pixel(typeof value === 'string' ? placeOf(axis.read, value) : value);
    // What is beyond the range is not drawn, and its label would stand beside something else.
    const isShown = at >= Math.min(from, to) - 1 && at <= Math.max(from, to) + 1;
    return isShown ? at : Number.NaN;
  };
  return [along('x'), along('y')];
}

function styled({ text, size, colour }: Label, { ink }: PlotStyle): Omit<PlacedText, 'x' | 'y'> {
  return { text, anchor: 'start', size, colour: colour ?? ink };
}

function besideLabels(
  sources: readonly Label[],
  geometry: Geometry,
  style: PlotStyle,
  { taken, page }: Surroundings,
): Annotation[] {
  const { plot } = geometry;
  const named = sources
    .map((source) => ({ source, at: pointOf(source, geometry)[1], height: labelHeight(source) }))
    .filter(({ source, at }) => source.text !== '' && Number.isFinite(at));
  const tops = besideTops(named, [Math.max(0, plot.top - 8), plot.bottom + 4]);
  return named.flatMap(({ source, at }, index) => {
    const shared = styled(source, style);
    const text = { ...shared, x: plot.right + besideGap, y: tops[index]! + 0.93 * shared.size };
    const box = boxOf(text);
    if (!inside(box, page) || taken.some((other) => overlap(other, box))) return [];
    return [{ source, text, target: source.leader && [plot.right, at] }];
  });
}

function onPlot(
  source: Label,
  geometry: Geometry,
  style: PlotStyle,
  around: Surroundings,
): Annotation | undefined {
  const [x, y] = pointOf(source, geometry);
  const text = styled(source, style);
  if (text.text === '' || !Number.isFinite(x) || !Number.isFinite(y)) return undefined;
  const width = textWidth(text.text, text.size);
  const height = labelHeight(source);
  const { xanchor, yanchor, shift, leader } = source;
  const [ax, ay] = leader ?? [0, 0];
  const left =
    x + ax + shift[0] - (xanchor === 'left' ? -beside : xanchor === 'right' ? width + beside : width / 2);
  const top =
    y + ay - shift[1] - (yanchor === 'top' ? -beside : yanchor === 'bottom' ? height + beside : height / 2);
  const box: Box = { left, top, right: left + width, bottom: top + height };
  const move = freePlace(box, [x, y], [source.x.paper, source.y.paper], around);
  if (move === undefined) return undefined;
  return {
    source,
    text: { ...text, x: left + move[0], y: top + move[1] + 0.93 * text.size },
    target: leader && [x, y],
  };
}
