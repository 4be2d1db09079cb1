import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hideFields } from '../values/hidden-fields.js';

/** Packages that only some need, and that are not there, or cannot be used. The message says how to install them. @public */
export class MissingPackageError extends Error {
  override readonly name = 'MissingPackageError';
  /** What is wrong, without the advice. */
  declare readonly reason: string;
  /** As `npm i` takes them. */
  declare readonly packages: readonly string[];

  constructor(reason: string, packages: readonly string[], options?: ErrorOptions) {
    super(`${reason}: npm i ${packages.join(' ')}`, options);
    hideFields(this, { reason, packages });
  }
}

/** Whether an error is a `MissingPackageError`. We compare names, because a bundled program may contain this class twice. */
export function isMissingPackage(error: unknown): error is MissingPackageError {
  return error instanceof Error && error.name === 'MissingPackageError';
}

/**
 * Loads what needs optional peers of this package.
 *
 * @param wanted `name@major` of each
 * @param load imports them, or the module of ours that does
 * @param from the address of the module that imports them
 * @throws MissingPackageError when one is not installed, is of another version, or fails while it loads
 */
export async function loadOptional<T>(
  wanted: readonly string[],
  load: () => Promise<T>,
  from = import.meta.url,
): Promise<T> {
  const packages = wanted.map((each) => {
    const [, name, major] = /^(.+)@(\d+)$/.exec(each)!;
    return { each, name: name!, major, version: versionOf(name!, from) };
  });
  for (const { each, name, major, version } of packages) {
    if (version !== undefined && version.split('.')[0] !== major)
      throw new MissingPackageError(`${name} ${version} is installed, but version ${major} is needed`, [
        each,
      ]);
  }
  try {
    return await load();
  } catch (error) {
    const text = String((error as Error)?.message ?? error);
    const isNamed = (name: string) => new RegExp(`Cannot find (package|module) '${name}'`).test(text);
    if (!packages.some(({ name }) => isNamed(name))) {
      const names = packages.map(({ name }) => name);
      throw new MissingPackageError(`${names.join(' or ')} cannot be loaded (${brief(text)})`, names, {
        cause: error,
      });
    }
    // The message names only the first that the import missed.
    const absent = packages
      .filter(({ name, version }) => version === undefined || isNamed(name))
      .map(({ name }) => name);
    const are = absent.length > 1 ? 'are' : 'is';
    // Without the error of the import as a cause: it says no more, and Node would print its stack.
    throw new MissingPackageError(`${absent.join(' and ')} ${are} not installed`, absent);
  }
}

/** The first line, without the places of files. */
function brief(message: string): string {
  const [line] = message.split('\n');
  return line!.replace(/ imported from .*/, '').replace(/'[^']*\/node_modules\/([^']+)'/, "'$1'");
}

/** The version that such an import would load; undefined if it is not found in a folder `node_modules`. */
function versionOf(name: string, from: string): string | undefined {
  for (let folder = dirname(fileURLToPath(from)); ; folder = dirname(folder)) {
    const manifest = join(folder, 'node_modules', name, 'package.json');
    if (existsSync(manifest))
      return (JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version?: string }).version;
    if (dirname(folder) === folder) return undefined;
  }
}
