import type { AttributeReader } from './attribute-reader.js';
import { paint } from './colour.js';
import { colour, oneOf, positive, share } from './kinds.js';
import { px } from './values.js';

/** Stripes that fill an area, as an attribute `fillpattern` of Plotly says them. */
export interface Hatch {
  readonly shape: string;
  /** Pixels from stripe to stripe. */
  readonly size: number;
  readonly thickness: number;
  readonly stripes: string;
  readonly ground: string | undefined;
}

/** Degrees by which stripes are turned that stand upright in their tile. */
const turns: Readonly<Record<string, number>> = { '/': 45, '\\': -45, x: 45, '-': 90, '|': 0, '+': 0 };

/** Reads a `fillpattern`; undefined where it has no shape. */
export function readHatch(pattern: AttributeReader, fillColour: string): Hatch | undefined {
  const shape = pattern.read('shape', oneOf('', '/', '\\', 'x', '-', '|', '+'), '');
  const apart = pattern.read('size', positive, 8);
  const hatch: Hatch = {
    shape,
    size: apart,
    thickness: pattern.read('solidity', share, 0.3) * apart,
    stripes: pattern.read('fgcolor', colour, fillColour),
    ground: pattern.has('bgcolor') ? pattern.read('bgcolor', colour, '') : undefined,
  };
  return shape === '' ? undefined : hatch;
}

/** The tile that an area of these stripes is filled with. */
export function hatchPattern({ shape, size, thickness, stripes, ground }: Hatch, id: string): string {
  const middle = px(size / 2);
  const d = `M${middle},0V${px(size)}${shape === 'x' || shape === '+' ? `M0,${middle}H${px(size)}` : ''}`;
  const behind =
    ground === undefined ? '' : `<rect width="${px(size)}" height="${px(size)}" ${paint('fill', ground)}/>`;
  return `<pattern id="${id}" width="${px(size)}" height="${px(size)}" patternUnits="userSpaceOnUse" patternTransform="rotate(${turns[shape]})">${behind}<path d="${d}" ${paint('stroke', stripes)} stroke-width="${px(thickness)}"/></pattern>`;
}
