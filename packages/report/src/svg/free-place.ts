import { type Box, inside, intoFrame, moved, overlap } from './boxes.js';
import { outlineOf, pointsOf } from './draw-scatter.js';
import type { Geometry } from './geometry.js';
import { placeOf } from './read-axis.js';

export type Point = readonly [x: number, y: number];

/** What a label has to avoid, and how far it may go. */
export interface Surroundings {
  /** Boxes of other texts. */
  readonly taken: readonly Box[];
  readonly page: Box;
  readonly plot: Box;
  readonly ink: Ink;
}

/** What a label should not lie on: points close enough to each other that it lies on none unseen. */
export interface Ink {
  readonly marks: readonly Point[];
  /** On lines and in areas, which may be read under a label. */
  readonly lines: readonly Point[];
  /** The places across of lines that stand upright in the plot, such as that of a value. */
  readonly uprights: readonly number[];
}

/** Pixels from one point of the ink to the next: less than the height of any label. */
const inkStep = 6;

/** More marks than this are an area, and take too long to avoid one by one. */
const mostMarks = 3000;

export function inkOf(geometry: Geometry): Ink {
  const marks = geometry.traces.flatMap((trace) =>
    trace.kind === 'scatter' && trace.markers !== undefined
      ? pointsOf(trace, geometry).slice(0, mostMarks)
      : [],
  );
  return { marks, lines: [...lineInk(geometry), ...hatchInk(geometry)], uprights: uprightsOf(geometry) };
}

function uprightsOf({ x, shapes }: Geometry): readonly number[] {
  return shapes.flatMap((shape) => {
    const [from, to] = shape.x.at;
    if (shape.kind !== 'line' || !shape.y.paper || shape.x.paper || from !== to) return [];
    const at = x.pixel(placeOf(x.read, from));
    return Number.isFinite(at) ? [at] : [];
  });
}

function lineInk(geometry: Geometry): readonly Point[] {
  let before: readonly Point[] = [];
  return geometry.traces.flatMap((trace): readonly Point[] => {
    if (trace.kind !== 'scatter' || trace.line === undefined) return [];
    const points = pointsOf(trace, geometry).slice(0, mostMarks);
    const outline = outlineOf(trace, points);
    const base = trace.fill?.to === 'tonexty' ? before : [];
    before = outline;
    const along = outline.flatMap((from, index) => between(from, outline[index + 1] ?? from));
    if (trace.fill?.to !== 'tozeroy' && trace.fill?.to !== 'tonexty') return along;
    const zero = Math.min(
      geometry.plot.bottom,
      geometry.y.read.type === 'linear' ? geometry.y.pixel(0) : 1e9,
    );
    const floor = floorOf(base, zero);
    return along.flatMap((top) => between(top, [top[0], floor(top[0])]));
  });
}

/** Points all over hatched areas, on which letters are hard to read. */
function hatchInk(geometry: Geometry): readonly Point[] {
  return geometry.traces.flatMap((trace): readonly Point[] => {
    if (trace.kind !== 'scatter' || trace.fill?.hatch === undefined || trace.fill.to !== 'toself') return [];
    const corners = pointsOf(trace, geometry).filter((corner) => corner.every(Number.isFinite));
    const acrosses = corners.map(([x]) => x);
    const [from, to] = [Math.min(...acrosses), Math.max(...acrosses)];
    return between([from, 0], [to, 0]).flatMap(([x]) => {
      const crossings = corners.flatMap(([ax, ay], index) => {
        const [bx, by] = corners[(index + 1) % corners.length]!;
        return ax > x === bx > x ? [] : [ay + ((by - ay) * (x - ax)) / (bx - ax)];
      });
      crossings.sort((a, b) => a - b);
      return crossings.flatMap((top, nth) =>
        nth % 2 === 0 && nth + 1 < crossings.length ? between([x, top], [x, crossings[nth + 1]!]) : [],
      );
    });
  });
}

/** Points from one to another, but for the last. */
function between([x, y]: Point, [toX, toY]: Point): readonly Point[] {
  const length = Math.hypot(toX - x, toY - y);
  const pieces = Number.isFinite(length) ? Math.max(1, Math.ceil(length / inkStep)) : 1;
  return Array.from(
    { length: pieces },
    (_, piece): Point => [x + ((toX - x) * piece) / pieces || x, y + ((toY - y) * piece) / pieces || y],
  );
}

/** The lower edge of an area at a pixel across: the line before, or zero. */
function floorOf(base: readonly Point[], zero: number): (across: number) => number {
  if (base.length === 0) return () => zero;
  return (across) => (base.find(([x]) => x >= across) ?? base.at(-1)!)[1];
}

/**
 * The shortest move to a place where a label touches no other text: to the other side of the line or point that it names, along the
 * line, and last away from it.
 *
 * @param slides whether it names a line across (up), along which it may slide for less
 */
export function freePlace(
  box: Box,
  [x, y]: Point,
  [slidesX, slidesY]: readonly [boolean, boolean],
  { taken, page, plot, ink }: Surroundings,
): Point | undefined {
  const height = box.bottom - box.top;
  const flipX = 2 * x - box.left - box.right;
  const flipY = 2 * y - box.top - box.bottom;
  const steps = [0, 1, -1, 2, -2, 3, -3, 4, -4, 6, -6, 8, -8, 10, -10, 12, -12];
  const acrosses = [
    ...steps.map((step) => (step * (plot.right - plot.left)) / 16),
    ...(slidesX ? [] : [flipX]),
    // To either side of an upright line that it lies on.
    ...ink.uprights
      .filter(crosses(box, plot))
      .flatMap((at) => [at - clear - box.right, at + clear - box.left]),
  ];
  const downs = [...steps.map((step) => step * (height / 2 + 1)), ...(slidesY ? [] : [flipY])];
  // Left of the plot stand the names of rows and ticks, which a label of the plot would seem to belong to.
  const frame =
    x >= plot.left && box.right - box.left <= page.right - plot.left ? { ...page, left: plot.left } : page;
  const choices = acrosses.flatMap((across) =>
    downs.map((down) => {
      const [inX, inY] = intoFrame(moved(box, across, down), frame);
      const move = [across + inX, down + inY] as const;
      // A label that the edge of the drawing pushes back is not on the other side.
      const flips =
        (!slidesX && across === flipX && inX === 0 ? 0.8 * Math.abs(flipX) : 0) +
        (!slidesY && down === flipY && inY === 0 ? 0.8 * Math.abs(flipY) : 0);
      return {
        move,
        cost: Math.abs(move[0]) * (slidesX ? 0.3 : 1.5) + Math.abs(move[1]) * (slidesY ? 0.3 : 1.5) - flips,
      };
    }),
  );
  choices.sort((a, b) => a.cost - b.cost);
  let best: { readonly move: Point; readonly cost: number } | undefined;
  for (const { move, cost } of choices) {
    // The rest costs more even where it covers nothing.
    if (best !== undefined && cost >= best.cost) break;
    const there = moved(box, ...move);
    if (!inside(there, frame) || taken.some((other) => overlap(other, there))) continue;
    const struck = ink.uprights.some(crosses(there, plot)) ? 20 : 0;
    const whole = cost + struck + 6 * covered(there, ink.lines) + 60 * covered(there, ink.marks);
    if (best === undefined || whole < best.cost) best = { move, cost: whole };
  }
  return best?.move;
}

/** Pixels between an upright line and a label beside it. */
const clear = 3;

/** Whether a line up the plot at a pixel goes through a label. */
const crosses = (box: Box, plot: Box) => (at: number) =>
  at > box.left - 2 && at < box.right + 2 && box.bottom > plot.top && box.top < plot.bottom;

/** How many points lie under a label, as far as it matters. */
function covered(box: Box, ink: readonly Point[]): number {
  let count = 0;
  for (const [x, y] of ink) {
    if (x > box.left - 2 && x < box.right + 2 && y > box.top - 1 && y < box.bottom + 1) count++;
    if (count === 12) break;
  }
  return count;
}
