import type { Options } from '../arguments/command-line.js';
import { shellWord } from './shell-word.js';

/** The options that decide what a stage is made from, and which result it has. */
export type DecidingOptions = Partial<
  Pick<
    Options,
    'config' | 'set' | 'weights' | 'cache' | 'cacheRead' | 'cacheMode' | 'force' | 'freeze' | 'origins'
  >
>;

type DecidingOption = keyof ReturnType<typeof valuesOf>;

/** More values of one option than these would fill the line, and the user has just typed them. */
const mostValues = 3;

/**
 * These options as the user types them behind another command, so that it means the same as this one. What the environment or a
 * file of defaults says holds for the other command too.
 */
export function optionWords(options: DecidingOptions, names: readonly DecidingOption[]): readonly string[] {
  const values = valuesOf(options);
  return names.flatMap((name) => {
    const origin = options.origins?.[name] ?? `--${name}`;
    if (!origin.includes(`--${name}`)) return [];
    if (values[name].length > mostValues) return ['…'];
    return values[name].map((value) => `--${name} ${shellWord(value)}`);
  });
}

function valuesOf({ config, set, weights, cache, cacheRead, cacheMode, force, freeze }: DecidingOptions) {
  const one = (value: string | undefined) => (value === undefined ? [] : [value]);
  return {
    config: one(config),
    set: (set ?? []).map(([path, text]) => `${path}=${text}`),
    weights: one(weights),
    cache: one(cache),
    'cache-read': cacheRead ?? [],
    'cache-mode': one(cacheMode === 'use' ? undefined : cacheMode),
    force: force ?? [],
    freeze: freeze ?? [],
  };
}
