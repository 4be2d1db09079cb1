import { ln } from '@superposition/core/internal/numbers/elementary';
import type { SweptSetting } from '@superposition/core/internal/config/sweeps';
import type { Layout } from '../figure.js';
import { whole } from '../text/format.js';
import { axis } from './axis.js';

/** How texts and axes show a setting that a sweep varies. */
export interface SweptNotation {
  readonly symbol: string;
  /** A name of the setting that contains its symbol. */
  readonly name: string;
  readonly logarithmic: boolean;
  readonly show: (value: number) => string;
}

/** The notation of each setting that a sweep can vary. */
export const sweptNotation: Readonly<Record<SweptSetting, SweptNotation>> = {
  neurons: { symbol: 'm', name: 'number of neurons m', logarithmic: true, show: whole },
  activeProbability: {
    symbol: 'p',
    name: 'probability p that a feature is active',
    logarithmic: true,
    show: String,
  },
  lossExponent: { symbol: 'q', name: 'exponent q of the training loss', logarithmic: false, show: String },
  steps: { symbol: 'T', name: 'number of training steps T', logarithmic: true, show: whole },
};

/** `m = 10`. */
export function sweptAt(setting: SweptSetting, value: number): string {
  const { symbol, show } = sweptNotation[setting];
  return `${symbol} = ${show(value)}`;
}

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

/** A logarithmic axis with labels at 1, 2 and 5 of each decade. */
export function ratioAxis(title: string): Layout {
  const ticks = [-4, -3, -2, -1, 0, 1, 2, 3].flatMap((power) =>
    [1, 2, 5].map((digit) =>
      power < 0 ? `0.${'0'.repeat(-power - 1)}${digit}` : `${digit}${'0'.repeat(power)}`,
    ),
  );
  return axis(title, { type: 'log', tickvals: ticks.map(Number), ticktext: ticks, zeroline: false });
}
