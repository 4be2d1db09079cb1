import type { SweptSetting } from '@superposition/core/internal/config/sweeps';
import type { Layout } from '../figure.js';
import { sweptNotation } from '../text/swept-notation.js';
import { axis } from './axis.js';

/**
 * The axis of a line sweep, with a tick at each value. The writer of the drawing leaves out those that have no room.
 *
 * @param own the value of the report, whose tick is bold and the last to go
 */
export function sweptAxis(setting: SweptSetting, values: readonly number[], own?: number): Layout {
  const { name, logarithmic, show } = sweptNotation[setting];
  return axis(name, {
    ...(logarithmic ? { type: 'log' } : {}),
    tickvals: values,
    ticktext: values.map((value) => (value === own ? `<b>${show(value)}</b>` : show(value))),
    tickangle: 0,
    zeroline: false,
  });
}
