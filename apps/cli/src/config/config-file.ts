import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { engines, type Machine } from '@superposition/analyses/pipeline';
import * as coreConfig from '@superposition/core/config';
import { firstLineOf } from '@superposition/core/first-line';
import { plainValues } from '@superposition/core/plain-values';
import { UserError } from '../user-error.js';
import { machineFor } from './machine.js';

/** A checked config, and the folder of the default output and of the cache. */
export interface LoadedConfig {
  readonly config: coreConfig.Config;
  /** Facts of the machine that the results depend on, besides the config. */
  readonly machine: Machine;
  /** The file it was read from; absent for the defaults. */
  readonly file?: string;
  readonly folder: string;
}

const names = ['superposition.config.ts', 'superposition.config.js', 'superposition.config.json'];

/**
 * Loads the config that a user means: the named file; or else the first config file in the user's folder and the
 * folders above it; or else the defaults. Then it applies the settings of the command line.
 *
 * @throws UserError that lists every problem of the config
 */
export async function loadConfig(
  from: string,
  named: string | undefined,
  settings: readonly (readonly [string, string])[],
): Promise<LoadedConfig> {
  const file = named === undefined ? findUpward(from) : resolve(from, named);
  if (file !== undefined && !isFile(file)) throw new UserError(`the config file ${file} does not exist`);
  let input = file === undefined ? {} : await read(file);
  for (const [path, text] of settings) input = coreConfig.applySetting(input, path, text);
  const known = Object.keys(engines) as coreConfig.Engine[];
  const parsed = coreConfig.parseConfig(input, { engines: known });
  const found = parsed.ok ? await machineFor(parsed.config) : parsed;
  if (!parsed.ok || 'problems' in found) {
    const { problems } = found as { readonly problems: readonly coreConfig.ConfigProblem[] };
    const where = file === undefined ? 'the config' : `the config ${file}`;
    const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
    throw new UserError(
      `${where} has ${count}:\n${problems.map((problem) => `  ${coreConfig.formatProblem(problem)}`).join('\n')}`,
    );
  }
  const { config } = parsed;
  const { machine } = found;
  return file === undefined
    ? { config, machine, folder: from }
    : { config, machine, file, folder: dirname(file) };
}

/** The folder of the config that a user means. It does not read the config, so a config with mistakes does no harm. */
export function configFolder(from: string, named: string | undefined): string {
  const file = named === undefined ? findUpward(from) : resolve(from, named);
  return file === undefined ? from : dirname(file);
}

async function read(file: string): Promise<unknown> {
  try {
    if (file.endsWith('.json'))
      return JSON.parse((await readFile(file, 'utf8')).replace(/^\uFEFF/, '')) as unknown;
    const { createJiti } = await import('jiti');
    const jiti = createJiti(import.meta.url, {
      // jiti would write compiled files to a folder of its own. A run must leave only its report and its cache behind.
      fsCache: false,
      moduleCache: false,
      interopDefault: false,
      // A config can import `defineConfig` from any folder, and gets the copy of this program.
      virtualModules: { '@superposition/core/config': coreConfig },
    });
    const module = await withoutStdout(() => jiti.import<{ default?: unknown }>(file));
    if (module.default === undefined) {
      throw new UserError(
        `the config file ${file} has no default export: write 'export default defineConfig({ ... })'`,
      );
    }
    return plainValues(await module.default);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`the config file ${file} cannot be read: ${firstLineOf(error)}`);
  }
}

/** Sends to stderr what a config prints while it loads, because stdout is only for the result. */
async function withoutStdout<T>(action: () => Promise<T>): Promise<T> {
  const write = process.stdout.write;
  process.stdout.write = process.stderr.write.bind(process.stderr);
  try {
    return await action();
  } finally {
    process.stdout.write = write;
  }
}

/** The places where the config of a user may be, in the order of the search. If one of them exists, it is the last. */
export function configCandidates(from: string, named: string | undefined): readonly string[] {
  if (named !== undefined) return [resolve(from, named)];
  const candidates: string[] = [];
  for (let folder = from; ; folder = dirname(folder)) {
    for (const name of names) {
      candidates.push(join(folder, name));
      if (existsSync(candidates.at(-1)!)) return candidates;
    }
    if (dirname(folder) === folder) return candidates;
  }
}

function findUpward(from: string): string | undefined {
  return configCandidates(from, undefined).find((candidate) => existsSync(candidate));
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
