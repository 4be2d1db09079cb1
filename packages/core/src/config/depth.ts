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

/** Paths of settings of sweeps that a config's depth leaves out, so that they have no effect. */
export function idleSweepSettings(config: Config): readonly string[] {
  const drawn: readonly string[] = sweepsOf(config).map(({ name }) => name);
  return Object.entries(config.sweeps).flatMap(([name, { values, ...others }]) => {
    // An empty list says itself that there is no such sweep.
    const byDepth = !drawn.includes(name) && lists(values).every((list) => list === null);
    const given = Object.entries(others).filter(([, value]) => value !== null);
    return byDepth ? given.map(([setting]) => `sweeps.${name}.${setting}`) : [];
  });
}

/** The list of a line, or those of the axes of a map. */
function lists(values: Config['sweeps'][keyof Config['sweeps']]['values']): readonly unknown[] {
  return values === null || Array.isArray(values) ? [values] : Object.values(values);
}
