import { ln } from '@superposition/core/internal/numbers/elementary';
import type { Layout } from '../figure.js';
import { whole } from '../text/format.js';
import { axis } from './axis.js';

/** Where a number of standard deviations stands: evenly near 0, and compressed beyond ±2. */
export function asinhPlace(deviations: number): number {
  const half = Math.abs(deviations) / 2;
  const place = ln(half + Math.sqrt(half * half + 1));
  return deviations < 0 ? -place : place;
}

const ticks = [0, 2, 5, 20, 50, 200, 1000, 10_000, 100_000];

/** An axis of standard deviations. Places are numbers of a linear axis, so that Plotly draws the same. */
export function asinhAxis(title: string, deviations: readonly number[]): Layout {
  const some = deviations.filter(Number.isFinite);
  const [least, most] = [Math.min(-4, ...some), Math.max(4, ...some)];
  const [low, high] = [asinhPlace(least), asinhPlace(most)];
  const room = 0.05 * (high - low);
  const both = [...ticks.slice(1).map((tick) => -tick), ...ticks].sort((a, b) => a - b);
  const shown = both.filter((tick) => asinhPlace(tick) >= low - room && asinhPlace(tick) <= high + room);
  return axis(title, {
    range: [low - room, high + room],
    tickvals: shown.map(asinhPlace),
    ticktext: shown.map(whole),
    zeroline: false,
  });
}
