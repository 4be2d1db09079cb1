import { type Config, configPaths } from '@superposition/core/config';
import { canonicalJson, type Json } from '@superposition/pipeline/internal/values/canonical-json';
import type { GivenWeights } from '../config/given-weights.js';
import { settingsBeside } from './provenance.js';

/**
 * The settings of a config that differ from the defaults, by path. With given weights, only those that the report
 * depends on.
 */
export function changedSettings(
  config: Config,
  given: GivenWeights | undefined,
): Readonly<Record<string, unknown>> {
  const settings = given === undefined ? config : settingsBeside(given, config);
  const changed = configPaths.flatMap(({ path, default: initial }) => {
    const value = valueAt(settings, path);
    const isChanged = value !== undefined && canonicalJson(value as Json) !== canonicalJson(initial as Json);
    return isChanged ? [[path, value] as const] : [];
  });
  return Object.fromEntries(changed);
}

/** The default of every setting, by path. */
export const defaultSettings: Readonly<Record<string, unknown>> = Object.fromEntries(
  configPaths.map(({ path, default: initial }) => [path, initial]),
);

function valueAt(settings: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], settings);
}
