import { ln } from '@superposition/core/internal/numbers/elementary';
import type { SweptSetting } from '@superposition/core/internal/config/sweeps';
import type { Layout } from '../figure.js';
import { sweptNotation } from '../text/swept-notation.js';
import { axis } from './axis.js';

/** The axis of a line sweep. A value gets a tick if there is room for its label. */
export function sweptAxis(setting: SweptSetting, values: readonly number[]): Layout {
  const { name, logarithmic, show } = sweptNotation[setting];
  const place = logarithmic ? ln : (value: number) => value;
  const extent = place(values.at(-1) ?? 1) - place(values[0] ?? 1);
  const ticks: number[] = [];
  for (const value of values) {
    const last = ticks.at(-1);
    if (last === undefined || place(value) - place(last) >= narrowest * extent) ticks.push(value);
  }
  return axis(name, {
    ...(logarithmic ? { type: 'log' } : {}),
    tickvals: ticks,
    ticktext: ticks.map(show),
    tickangle: 0,
    zeroline: false,
  });
}

/** The least distance between two ticks, as a share of the axis. */
const narrowest = 0.085;
