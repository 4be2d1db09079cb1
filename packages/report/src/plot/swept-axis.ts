import type { SweptSetting } from '@superposition/core/sweeps';
import type { Layout } from '../figure.js';
import { whole } from '../format.js';
import { axis } from './axis.js';

/** How a setting that a sweep varies is written and drawn. */
export interface SweptNotation {
  readonly symbol: string;
  readonly name: string;
  readonly logarithmic: boolean;
  readonly show: (value: number) => string;
}

/** The notation of each. */
export const sweptNotation: Readonly<Record<SweptSetting, SweptNotation>> = {
  neurons: { symbol: 'm', name: 'number of neurons', logarithmic: true, show: whole },
  activeProbability: {
    symbol: 'p',
    name: 'probability that a feature is active',
    logarithmic: true,
    show: String,
  },
  lossExponent: { symbol: 'q', name: 'exponent of the training loss', logarithmic: false, show: String },
  steps: { symbol: 'T', name: 'number of training steps', logarithmic: true, show: whole },
};

/** `m = 10`. */
export function sweptAt(setting: SweptSetting, value: number): string {
  const { symbol, show } = sweptNotation[setting];
  return `${symbol} = ${show(value)}`;
}

/** The axis of a line sweep, with a tick at each value while they have room. */
export function sweptAxis(setting: SweptSetting, values: readonly number[]): Layout {
  const { name, symbol, logarithmic, show } = sweptNotation[setting];
  return axis(`${name} ${symbol}`, {
    ...(logarithmic ? { type: 'log' } : {}),
    ...(values.length > 9
      ? { nticks: 8 }
      : { tickmode: 'array', tickvals: values, ticktext: values.map(show) }),
    zeroline: false,
  });
}
