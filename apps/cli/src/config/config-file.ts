import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { engines, type Machine } from '@superposition/analyses/pipeline';
import * as coreConfig from '@superposition/core/config';
import { firstLineOf } from '@superposition/core/first-line';
import { plainValues } from '@superposition/core/plain-values';
import { UserError } from '../user-error.js';
import { machineFor } from './machine.js';

/** A checked config, and the folder that the default output and the cache lie in. */
export interface LoadedConfig {
  readonly config: coreConfig.Config;
  /** What results depend on besides it. */
  readonly machine: Machine;
  readonly folder: string;
}

const names = ['superposition.config.ts', 'superposition.config.js', 'superposition.config.json'];

/**
 * Loads the config a user means: the file named, or the one found upward from where the user stands, or the defaults; then
 * the settings of the command line.
 *
 * @throws UserError with every problem of the config at once
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
  return { config: parsed.config, machine: found.machine, folder: file === undefined ? from : dirname(file) };
}

/** The folder of the config a user means, without reading it: what lies beside it can be used whatever it says. */
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
      // A config is small, and a run leaves nothing behind but its report and its cache.
      fsCache: false,
      moduleCache: false,
      interopDefault: false,
      // So a config finds `defineConfig` wherever it lies, and this program's own.
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

/** What a config prints while it loads goes to stderr: stdout is for the result alone. */
async function withoutStdout<T>(action: () => Promise<T>): Promise<T> {
  const write = process.stdout.write;
  process.stdout.write = process.stderr.write.bind(process.stderr);
  try {
    return await action();
  } finally {
    process.stdout.write = write;
  }
}

/** Every file that may be the config a user means, up to the one that is. */
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
