import type { ConfigInput } from '../config/config-schema.js';
import type { ExperimentSettings } from '../training/engine.js';
import { wholeConfig } from './config.js';

/**
 * The settings of one training: those of a config that may leave out anything, with the defaults for what it leaves out.
 *
 * @throws ConfigError with every problem of the config
 */
export function experimentOf(
  config: ConfigInput | ExperimentSettings | undefined,
): ExperimentSettings & { readonly engine: string } {
  const { model, data, training, engine } = wholeConfig(config as ConfigInput | undefined);
  const { seeds: _, ...ofOne } = training;
  return { model, data, training: ofOne, engine };
}
