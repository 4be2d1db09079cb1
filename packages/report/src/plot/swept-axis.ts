import { ln } from '@superposition/core/internal/numbers/elementary';
import type { SweptSetting } from '@superposition/core/internal/config/sweeps';
import type { Layout } from '../figure.js';
import { sweptNotation } from '../text/swept-notation.js';
import { axis } from './axis.js';

/**
 * The axis of a line sweep. Values get ticks as long as there is room for their labels: first that of the report, then whole numbers
 * where the axis counts, then the others.
 *
 * @param own the value of the report, where the axis has it
 */
export function sweptAxis(setting: SweptSetting, values: readonly number[], own?: number): Layout {
  const { name, logarithmic, show } = sweptNotation[setting];
  const place = logarithmic ? ln : (value: number) => value;
  const extent = place(values.at(-1) ?? 1) - place(values[0] ?? 1);
  const rank = (value: number) => (value === own ? 0 : Number.isInteger(value) ? 1 : 2);
  const ticks: number[] = [];
  for (const value of [...values].sort((a, b) => rank(a) - rank(b) || a - b)) {
    const isFree = ticks.every(
      (tick) => Math.abs(place(value) - place(tick)) >= needed(show(value), show(tick)) * extent,
    );
    if (isFree) ticks.push(value);
  }
  ticks.sort((a, b) => a - b);
  return axis(name, {
    ...(logarithmic ? { type: 'log' } : {}),
    tickvals: ticks,
    ticktext: ticks.map(show),
    tickangle: 0,
    zeroline: false,
  });
}

/** The distance that two labels need, as a share of the narrowest axis. */
function needed(one: string, other: string): number {
  const width = (label: string) => 0.03 * label.replaceAll('\u202f', '').length;
  return (width(one) + width(other)) / 2 + 0.018;
}
