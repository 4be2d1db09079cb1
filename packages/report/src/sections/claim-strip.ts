import type { JudgedClaim } from '@superposition/analyses/internal/claims/verdict';
import { compressed } from '../text/compressed.js';
import type { Html } from '../text/html.js';
import { strip, stripWidth } from './strip.js';

type Distance = NonNullable<JudgedClaim['distance']>;

/** The distance of a claim on the axis of all, with the band of another run, and rounding as a bar. */
export function claimStrips(claims: readonly JudgedClaim[]): (distance: Distance) => Html {
  const ends = claims.flatMap(({ distance }) =>
    distance === null
      ? []
      : [distance.standardErrors - distance.rounding, distance.standardErrors + distance.rounding],
  );
  const reach = compressed(Math.max(10, ...ends.map(Math.abs)));
  const pixel = (value: number) =>
    Math.round(10 * (stripWidth / 2 + (compressed(value) / reach) * (stripWidth / 2 - 5))) / 10;
  return ({ standardErrors, rounding, expected }) =>
    strip({
      band: [pixel(-expected), pixel(expected)],
      line: pixel(0),
      bar: [pixel(standardErrors - rounding), pixel(standardErrors + rounding)],
      dots: [pixel(standardErrors)],
    });
}
