import type { Config } from './config-schema.js';
import { sweepsOf } from './sweeps.js';

/** Whether a config has the cross-check with TensorFlow.js: as it says, and otherwise at every depth but the brief one. */
export function hasCrossCheck({ report: { depth, crossCheck } }: Pick<Config, 'report'>): boolean {
  return crossCheck ?? depth !== 'brief';
}

/** Why a config has no sweeps: its depth leaves them out, or every list is empty at any depth. Undefined if it has some. */
export function whyNoSweeps(config: Config): 'depth' | 'lists' | undefined {
  if (sweepsOf(config).length > 0) return undefined;
  const standard = { ...config, report: { ...config.report, depth: 'standard' } } as const;
  return sweepsOf(standard).length > 0 ? 'depth' : 'lists';
}
