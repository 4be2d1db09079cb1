import type { Trace } from '../figure.js';
import { hatch, hatchGround } from '../theme.js';
import { packedNumbers } from '../typed-array.js';

/** What chance gives, hatched: the area inside these corners. */
export function chanceArea(corners: readonly (readonly [x: number, y: number])[], name: string): Trace {
  return { ...area(corners, name), ...chanceFill };
}

/** What chance gives along a line: the area between its low and its high end at each place. */
export function chanceBand(
  places: readonly number[],
  ends: readonly { readonly low: number; readonly high: number }[],
  name: string,
): Trace {
  const forward = places.map((x, index) => [x, ends[index]!.high] as const);
  const back = places.map((x, index) => [x, ends[index]!.low] as const).reverse();
  return chanceArea([...forward, ...back], name);
}

/** A closed area without an edge. */
export function area(corners: readonly (readonly [x: number, y: number])[], name: string): Trace {
  return {
    type: 'scatter',
    mode: 'none',
    name,
    x: packedNumbers(corners.map(([x]) => x)),
    y: packedNumbers(corners.map(([, y]) => y)),
    fill: 'toself',
    hoverinfo: 'skip',
  };
}

/** The hatches of chance. */
const chanceFill = {
  fillcolor: hatchGround,
  fillpattern: { shape: '/', size: 5, solidity: 0.2, fgcolor: hatch, bgcolor: hatchGround },
} as const;
