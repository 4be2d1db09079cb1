import type { PlotPanel } from '../figure.js';
import type { PlotStyle } from '../plot/styled-layout.js';
import { annotationHeight, annotationSize, besideGap, besideTops, isBeside } from './beside-labels.js';
import { type Box, boxOf, inside, overlap, type PlacedText } from './boxes.js';
import { freePlace, type Point, type Surroundings } from './free-place.js';
import type { Geometry } from './geometry.js';
import { placeOf } from './read-axis.js';
import { textWidth } from './text-runs.js';
import { type Attributes, attributesOf, listOf, numberOf, numberOr, textOr } from './values.js';

/** A label of the layout in its place. */
export interface Annotation {
  readonly source: Attributes;
  readonly text: PlacedText;
  /** The point that a label with a leader belongs to. */
  readonly target: Point | undefined;
}

/** Pixels between a line and the label beside it. */
const beside = 3;

/** The labels of the layout, each where it touches no text before it. A label that finds no place is left out. */
export function annotationsOf(
  panel: PlotPanel,
  geometry: Geometry,
  style: PlotStyle,
  around: Surroundings,
): readonly Annotation[] {
  const sources = (listOf(panel.layout?.['annotations']) ?? []).map(attributesOf);
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
function pointOf(source: Attributes, geometry: Geometry): Point {
  const { plot } = geometry;
  const along = (name: 'x' | 'y'): number => {
    const [from, to] = name === 'x' ? [plot.left, plot.right] : [plot.bottom, plot.top];
    const value = source[name] as number | string;
    if (source[`${name}ref`] === 'paper') return from + numberOf(value) * (to - from);
    const axis = geometry[name];
    // On a logarithmic axis, a label is placed by the logarithm.
    const at = axis.pixel(typeof value === 'string' ? placeOf(axis.read, value) : numberOf(value));
    // What is beyond the range is not drawn, and its label would stand beside something else.
    const isShown = at >= Math.min(from, to) - 1 && at <= Math.max(from, to) + 1;
    return isShown ? at : Number.NaN;
  };
  return [along('x'), along('y')];
}

function styled(source: Attributes, style: PlotStyle): Omit<PlacedText, 'x' | 'y'> {
  const font = attributesOf(source['font']);
  return {
    text: textOr(source['text'], ''),
    anchor: 'start',
    size: annotationSize(source),
    colour: textOr(font['color'], style.ink),
  };
}

function besideLabels(
  sources: readonly Attributes[],
  geometry: Geometry,
  style: PlotStyle,
  { taken, page }: Surroundings,
): Annotation[] {
  const { plot } = geometry;
  const named = sources
    .map((source) => ({ source, at: pointOf(source, geometry)[1], height: annotationHeight(source) }))
    .filter(({ source, at }) => textOr(source['text'], '') !== '' && Number.isFinite(at));
  const tops = besideTops(named, [Math.max(0, plot.top - 8), plot.bottom + 4]);
  return named.flatMap(({ source, at }, index) => {
    const shared = styled(source, style);
    const text = { ...shared, x: plot.right + besideGap, y: tops[index]! + 0.93 * shared.size };
    const box = boxOf(text);
    if (!inside(box, page) || taken.some((other) => overlap(other, box))) return [];
    return [{ source, text, target: source['showarrow'] === false ? undefined : [plot.right, at] }];
  });
}

function onPlot(
  source: Attributes,
  geometry: Geometry,
  style: PlotStyle,
  around: Surroundings,
): Annotation | undefined {
  const [x, y] = pointOf(source, geometry);
  const text = styled(source, style);
  if (text.text === '' || !Number.isFinite(x) || !Number.isFinite(y)) return undefined;
  const width = textWidth(text.text, text.size);
  const height = annotationHeight(source);
  const leader = source['showarrow'] !== false;
  const [ax, ay] = leader ? [numberOr(source['ax'], -10), numberOr(source['ay'], -30)] : [0, 0];
  const xanchor = textOr(source['xanchor'], 'auto');
  const yanchor = textOr(source['yanchor'], 'auto');
  const left =
    x +
    ax +
    numberOr(source['xshift'], 0) -
    (xanchor === 'left' ? -beside : xanchor === 'right' ? width + beside : width / 2);
  const top =
    y +
    ay -
    numberOr(source['yshift'], 0) -
    (yanchor === 'top' ? -beside : yanchor === 'bottom' ? height + beside : height / 2);
  const box: Box = { left, top, right: left + width, bottom: top + height };
  const free = (name: 'x' | 'y') => source[`${name}ref`] === 'paper';
  const move = freePlace(box, [x, y], [free('x'), free('y')], around);
  if (move === undefined) return undefined;
  return {
    source,
    text: { ...text, x: left + move[0], y: top + move[1] + 0.93 * text.size },
    target: leader ? [x, y] : undefined,
  };
}
