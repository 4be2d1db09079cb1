import type { Html } from '../text/html.js';
import { strip, stripWidth } from './strip.js';

/** The values of all seeds from the least to the greatest, with the interval of their mean as a bar. */
export function seedStrip(
  seeds: readonly (number | null)[],
  interval: readonly [number, number] | null,
): Html {
  const known = seeds.filter((value) => value !== null && Number.isFinite(value)) as readonly number[];
  const ends = [...known, ...(interval ?? [])];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const pixel = (value: number) =>
    high > low
      ? Math.round(10 * (5 + ((value - low) / (high - low)) * (stripWidth - 10))) / 10
      : stripWidth / 2;
  return strip({
    ...(interval !== null && high > low && { bar: [pixel(interval[0]), pixel(interval[1])] }),
    dots: known.map(pixel),
  });
}
