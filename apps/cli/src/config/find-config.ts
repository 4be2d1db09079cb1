import { accessSync, constants, lstatSync, readdirSync, type Stats, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../user-error.js';
import { describeReadError } from './read-error.js';

const extensions = ['.ts', '.js', '.json', '.mts', '.mjs', '.cts', '.cjs'];

/** The names of a config that is found without `--config`. The first that a folder has is used. */
export const configNames = extensions.map((extension) => `superposition.config${extension}`);

/** The usual names, for messages. */
const usualNames = 'superposition.config.ts, .js, .json';

/** The places where the config of a user may be, in the order of the search, up to the first folder that has one. */
export function configCandidates(from: string, named: string | undefined): readonly string[] {
  if (named !== undefined) return [resolve(from, named)];
  const candidates: string[] = [];
  for (let folder = from; ; folder = dirname(folder)) {
    const here = configNames.map((name) => join(folder, name));
    candidates.push(...here);
    if (here.some(isThere) || dirname(folder) === folder) return candidates;
  }
}

/**
 * The config file that a user means: the named one, whether it exists or not; or else the first config file in the
 * user's folder and the folders above it. Undefined when there is none.
 */
export function findConfig(from: string, named: string | undefined): string | undefined {
  const candidates = configCandidates(from, named);
  return named === undefined ? candidates.find(isThere) : candidates[0];
}

/** The folder of the config that a user means. It does not read the config, so a config with mistakes does no harm. */
export function configFolder(from: string, named: string | undefined): string {
  const file = findConfig(from, named);
  if (file === undefined) return from;
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) refuseUnreadable(file);
  return dirname(file);
}

/** The folder of the cache, unless `--cache` configNames another. */
export function defaultCache(folder: string): string {
  return join(folder, '.superposition');
}

/**
 * What a user may not expect of the search for a config: that there is none, or that another one is not used. Undefined
 * when there is nothing to say.
 */
export function describeSearch(from: string, named: string | undefined): string | undefined {
  if (named !== undefined) return undefined;
  const file = findConfig(from, undefined);
  if (file === undefined) {
    const alike = listing(from).filter((name) => /^superposition[.-]?config\b/i.test(name));
    const hint =
      alike.length === 0 ? '' : ` (${alike.join(' and ')} ${alike.length === 1 ? 'is' : 'are'} not read)`;
    return `none found in ${from} or a folder above it (${usualNames}): the defaults${hint}`;
  }
  const folder = dirname(file);
  const others = configNames.filter((name) => join(folder, name) !== file && isThere(join(folder, name)));
  return others.length === 0
    ? undefined
    : `${file}; ${others.join(' and ')} beside it ${others.length === 1 ? 'is' : 'are'} not used`;
}

/** @throws UserError when this is no file that can be read as a config */
export function refuseUnreadable(file: string): void {
  const facts = statOf(file);
  if (facts === undefined) {
    const what = isThere(file) ? 'is a link that leads to no file' : 'does not exist';
    throw new UserError(`the config file ${file} ${what}`);
  }
  if (facts.isDirectory()) {
    const inside = configNames.find((name) => isThere(join(file, name)));
    const advice = inside === undefined ? 'name the file' : `did you mean ${join(file, inside)}?`;
    throw new UserError(`the config ${file} is a folder: ${advice}`);
  }
  if (!facts.isFile() || /^\/(dev|proc)\//.test(file)) {
    const what = facts.isFIFO()
      ? 'a pipe'
      : facts.isFile()
        ? 'an input of the program'
        : 'a device or a socket';
    throw new UserError(
      `the config ${file} is ${what}: it must be a file, because its folder is the place of the report and the cache`,
    );
  }
  try {
    accessSync(file, constants.R_OK);
  } catch (error) {
    throw new UserError(`the config file ${file} cannot be read: ${describeReadError(error)}`);
  }
}

function statOf(file: string): Stats | undefined {
  try {
    return statSync(file);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw new UserError(`the config file ${file} cannot be read: ${describeReadError(error)}`);
  }
}

/** Whether something has this name, even a link that leads to nothing. */
function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

function listing(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
