import { placesAlong } from '../../svg/read-axis.js';
import type { HeatmapTrace } from '../../svg/read-heatmap.js';
import type { ScatterTrace } from '../../svg/read-scatter.js';
import type { ReadTrace } from '../../svg/read-traces.js';
import type { Frame } from './frame.js';
import type { Picked } from './picked.js';
import { type Shown, shownIn } from './shown.js';

type Ends = readonly [from: number, to: number];
type Point = readonly [x: number, y: number];

/** What shows one feature or neuron, in places of the axes. */
export type Mark =
  | { readonly kind: 'point'; readonly at: Point; readonly symbol: string; readonly size: number }
  | { readonly kind: 'line'; readonly points: readonly Point[] }
  /** A bar, a step or the row of a heatmap. */
  | { readonly kind: 'box'; readonly x: Ends; readonly y: Ends };

/** A mark with the place of its feature or neuron in the list of the trace. */
interface Placed {
  readonly index: number;
  readonly mark: Mark;
}

/** The marks of a feature or a neuron in a plot. */
export function marksOf(frame: Frame, { item, index }: Picked): readonly Mark[] {
  return marksIn(frame, item)
    .filter((placed) => placed.index === index)
    .map(({ mark }) => mark);
}

/** All marks of features, or of neurons, in a plot. */
export function marksIn(frame: Frame, item: Picked['item']): readonly Placed[] {
  return frame.traces.flatMap((trace, nth) => {
    const read = frame.geometry.traces[nth]!;
    const shown = shownIn(trace, item);
    if (read.kind === 'heatmap') return bands(read, shown, frame);
    const own = read.kind === 'bar' ? bars(read, shown, frame) : points(read, shown, frame);
    return shown.whole === undefined ? own : [...own, ...wholeTrace(read, shown.whole, frame)];
  });
}

function placesOf(trace: ReadTrace, { geometry: { x, y } }: Frame): readonly Point[] {
  const ups = placesAlong(y.read, trace.y);
  return placesAlong(x.read, trace.x).map((across, index) => [across, ups[index] ?? Number.NaN]);
}

/** Rows and columns of a heatmap. Where they are blocks, each is of as many as fill the heatmap. */
function bands(map: HeatmapTrace, { rows, columns }: Shown, frame: Frame): readonly Placed[] {
  const { x, y } = frame.geometry;
  const across = Math.max(0, ...map.rows.map(({ length }) => length));
  const edges = (places: readonly number[], count: number) => {
    const step = count > 1 ? (places[count - 1]! - places[0]!) / (count - 1) : 1;
    return (at: number): Ends => [places[0]! + (at - 0.5) * step, places[0]! + (at + 0.5) * step];
  };
  const [edgesX, edgesY] = [
    edges(placesAlong(x.read, map.x), across),
    edges(placesAlong(y.read, map.y), map.rows.length),
  ];
  const all = (of: (at: number) => Ends, count: number): Ends => [of(0)[0], of(count - 1)[1]];
  const [allX, allY] = [all(edgesX, across), all(edgesY, map.rows.length)];
  const at = (place: number, length: number, count: number) =>
    Math.floor(place / Math.ceil(length / Math.max(1, count)));
  return [
    ...columns.map(
      (index, place): Placed => ({
        index,
        mark: { kind: 'box', x: edgesX(at(place, columns.length, across)), y: allY },
      }),
    ),
    ...rows.map(
      (index, place): Placed => ({
        index,
        mark: { kind: 'box', x: allX, y: edgesY(at(place, rows.length, map.rows.length)) },
      }),
    ),
  ];
}

function bars(
  trace: ReadTrace & { kind: 'bar' },
  { points: list }: Shown,
  { geometry }: Frame,
): readonly Placed[] {
  return (geometry.bars.get(trace) ?? []).flatMap(({ index: at, from, to, base, end }): Placed[] => {
    const index = list[at];
    if (index === undefined) return [];
    const [sides, values] = [[from, to] as const, [base, end] as const];
    return [
      {
        index,
        mark: { kind: 'box', x: trace.horizontal ? values : sides, y: trace.horizontal ? sides : values },
      },
    ];
  });
}

/** Points of a line that stand side by side and are of one feature are its line; others are marks or steps. */
function points(trace: ScatterTrace, { points: list }: Shown, frame: Frame): readonly Placed[] {
  if (list.length === 0) return [];
  const places = placesOf(trace, frame);
  if (trace.line?.shape === 'hv') return steps(trace, list, places, frame);
  const placed: Placed[] = [];
  for (let from = 0; from < list.length; ) {
    let to = from + 1;
    while (to < list.length && list[to] === list[from]) to += 1;
    const run = places.slice(from, to);
    if (trace.line !== undefined && run.length > 1)
      placed.push({ index: list[from]!, mark: { kind: 'line', points: run } });
    else
      placed.push(
        ...run.flatMap((point, nth) =>
          dot(trace, point, from + nth).map((mark) => ({ index: list[from]!, mark })),
        ),
      );
    from = to;
  }
  return placed;
}

/** Marks that are drawn are dots, and those that only the pointer finds are not. */
function dot({ markers }: ScatterTrace, at: Point, index: number): readonly Mark[] {
  if (!at.every(Number.isFinite) || markers?.opacity === 0) return [];
  return [{ kind: 'point', at, symbol: markers?.symbol(index) ?? 'circle', size: markers?.size(index) ?? 6 }];
}

/** Each step from its place to the next one, down to zero if the area is filled. */
function steps(
  { fill }: ScatterTrace,
  list: readonly number[],
  places: readonly Point[],
  { geometry: { y } }: Frame,
): readonly Placed[] {
  const ground = y.read.type === 'linear' ? 0 : y.range[0];
  return places.slice(0, -1).flatMap(([from, height], at): Placed[] => {
    const index = list[at];
    const [to] = places[at + 1]!;
    if (index === undefined || !Number.isFinite(height)) return [];
    const line = [
      [from, height],
      [to, height],
    ] as const;
    return [
      {
        index,
        mark:
          fill === undefined
            ? { kind: 'line', points: line }
            : { kind: 'box', x: [from, to], y: [ground, height] },
      },
    ];
  });
}

function wholeTrace(trace: ReadTrace, index: number, frame: Frame): readonly Placed[] {
  if (trace.kind === 'heatmap') return [];
  if (trace.kind === 'bar')
    return bars(trace, { whole: undefined, points: trace.x.map(() => index), rows: [], columns: [] }, frame);
  const places = placesOf(trace, frame);
  const dots = trace.markers === undefined ? [] : places.flatMap((at, nth) => dot(trace, at, nth));
  return [
    ...(trace.line === undefined ? [] : [{ index, mark: { kind: 'line', points: places } as const }]),
    ...dots.map((mark) => ({ index, mark })),
  ];
}
