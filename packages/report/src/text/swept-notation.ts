import type { SweptSetting, SweptSettings } from '@superposition/core/internal/config/sweeps';
import { whole } from './format.js';

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

/** `m = 10` on a line, `q = 4, p = 0.02` on a map. */
export function placeOf(settings: SweptSettings, swept: readonly SweptSetting[]): string {
  return swept.map((setting) => sweptAt(setting, settings[setting])).join(', ');
}
