import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { engines, type Machine } from '@superposition/analyses/internal/pipeline';
import * as coreConfig from '@superposition/core/config';
import { UserError } from '../user-error.js';
import { describePlace } from './code-frame.js';
import { findConfig, refuseUnreadable } from './find-config.js';
import { findJsonMistake, type JsonMistake } from './json-syntax.js';
import { machineFor } from './machine.js';
import { describeReadError } from './read-error.js';
import { type Running, runConfig } from './run-config.js';

/** A checked config, and the folder of the default output and of the cache. */
export interface LoadedConfig {
  readonly config: coreConfig.Config;
  /** Facts of the machine that the results depend on, besides the config. */
  readonly machine: Machine;
  readonly folder: string;
  /** The config file; undefined when there is none. */
  readonly file?: string;
}

/** What a config file says, before anybody has checked it. */
export interface ConfigText {
  readonly input: unknown;
  readonly folder: string;
  readonly file?: string;
}

/**
 * Loads the config that a user means, and applies the settings of the command line.
 *
 * @throws UserError that lists every problem of the config
 */
export async function loadConfig(
  from: string,
  named: string | undefined,
  settings: readonly (readonly [string, string])[],
  running: Running = {},
): Promise<LoadedConfig> {
  return configWith(await readConfig(from, named, running), settings);
}

/**
 * Reads the config that a user means: the named file; or else the first config file in the user's folder and the
 * folders above it; or else the defaults. A config is a program, so a command reads it once.
 *
 * @throws UserError when the file cannot be read
 */
export async function readConfig(
  from: string,
  named: string | undefined,
  running: Running = {},
): Promise<ConfigText> {
  const file = findConfig(from, named);
  if (file === undefined) return { input: {}, folder: from };
  return { input: await read(file, running), folder: dirname(file), file };
}

/**
 * The config that was read, with the settings of the command line.
 *
 * @throws UserError that lists every problem of the config
 */
export async function configWith(
  { input: given, folder, file }: ConfigText,
  settings: readonly (readonly [string, string])[],
): Promise<LoadedConfig> {
  let input = given;
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
  return { config: parsed.config, machine: found.machine, folder, ...(file !== undefined && { file }) };
}

async function read(file: string, running: Running): Promise<unknown> {
  refuseUnreadable(file);
  const [extension] = /\.[^./\\]*$/.exec(file) ?? [];
  if (extension !== '.json') return runConfig(file, running);
  let text = '';
  try {
    text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
    return JSON.parse(text) as unknown;
  } catch (error) {
    const mistake = error instanceof SyntaxError ? findJsonMistake(text) : undefined;
    const message = mistake?.message ?? describeReadError(error);
    throw new UserError(
      [
        `the config file ${file} cannot be read: ${message}`,
        ...(mistake === undefined ? [] : [placeOf(file, text, mistake)]),
      ].join('\n'),
    );
  }
}

function placeOf(file: string, text: string, { offset }: JsonMistake): string {
  const lines = text.slice(0, offset).split(/\r\n?|\n/);
  return describePlace({ file, line: lines.length, column: lines.at(-1)!.length + 1 });
}
