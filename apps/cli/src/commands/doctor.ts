import { engines } from '@superposition/analyses/internal/pipeline';
import { describeSqlite } from '@superposition/pipeline/internal/store/open-store';
import { shownLocation } from '@superposition/pipeline/internal/store/server-location';
import { type Options, readCheckedDefaults } from '../arguments/command-line.js';
import { defaultsPath } from '../arguments/defaults-file.js';
import { givenVariables } from '../arguments/environment.js';
import { optionsIn } from '../arguments/sources.js';
import { loadConfig } from '../config/config-file.js';
import { defaultCache, describeSearch } from '../config/find-config.js';
import { UserError } from '../user-error.js';
import { program, versionOf } from '../workbench/packages.js';
import type { CommandContext } from '../workbench/workbench.js';

/** `superposition doctor`: shows what is installed. It loads TensorFlow.js to see whether it works. */
export async function doctor(
  options: Options,
  { folder, environment, stdout, stderr }: CommandContext,
): Promise<0> {
  const { describeBackend, openBackend } = await import('@superposition/engine-tfjs/internal/backend');
  const names = Object.keys(engines);
  const opened = await openBackend().catch((error: Error) => error);
  const isMissing = opened instanceof Error;
  const lines = [
    `superposition ${versionOf(program)}`,
    `Node.js: ${process.version} (${process.platform} ${process.arch})`,
    `engines: ${names.filter((name) => name !== 'tfjs' || !isMissing).join(', ')}`,
    `TensorFlow.js backend: ${isMissing ? `none: ${opened.message}` : describeBackend(opened)}`,
  ];
  if (!isMissing && opened.libtensorflow !== undefined) {
    const place = opened.cache === undefined ? '' : `, kept in ${opened.cache}`;
    lines.push(`libtensorflow: ${opened.libtensorflow}${place}`);
  }
  lines.push(`SQLite: ${await describeSqlite()}`);
  lines.push(...(await aboutConfig(options, folder, stderr)), ...aboutDefaults(environment));
  stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

async function aboutConfig(
  options: Options,
  folder: string,
  stderr: NodeJS.WritableStream,
): Promise<readonly string[]> {
  try {
    const note = (line: string) => void stderr.write(`${line}\n`);
    const loaded = await loadConfig(folder, options.config, options.set, { note });
    const which = describeSearch(folder, options.config) ?? loaded.file!;
    return [
      `config: ${which}`,
      `engine: ${loaded.config.engine}`,
      `cache of results: ${shownLocation(options.cache ?? defaultCache(loaded.folder))}`,
    ];
  } catch (error) {
    if (error instanceof UserError) return [`config: ${error.message}`];
    throw error;
  }
}

/** What the environment and the user's file of defaults say, for all commands. */
function aboutDefaults(environment: NodeJS.ProcessEnv): readonly string[] {
  const variables = givenVariables(environment);
  return [
    `defaults: ${describeDefaults(environment)}`,
    `variables: ${variables.length === 0 ? 'none' : variables.join(', ')}`,
  ];
}

function describeDefaults(environment: NodeJS.ProcessEnv): string {
  const path = defaultsPath(environment);
  if (path === undefined) return 'none: neither HOME nor XDG_CONFIG_HOME says where';
  try {
    const defaults = readCheckedDefaults(environment);
    if (defaults === undefined) return `${path} does not exist`;
    return [path, optionsIn(defaults.values).join(', ')].filter((part) => part !== '').join(': ');
  } catch (error) {
    if (error instanceof UserError) return error.message.split('\n')[0]!;
    throw error;
  }
}
