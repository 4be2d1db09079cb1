import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canonicalJson } from '../values/canonical-json.js';
import { type Digest, digestOf } from '../values/digest.js';
import type { FileDigests } from './file-digests.js';

/** A package that a task loads when it runs, because the bundle does not contain it, or that such a package loads. */
export interface ExternalPackage {
  readonly name: string;
  /** The place in the list of a package that loads it. Absent if the bundle loads it. */
  readonly loadedBy?: number;
  /** The files of it that are loaded, relative to its folder, and its native libraries. */
  readonly files: readonly string[];
}

/** A package, and a digest of the content of its files as they are installed now. */
export type ExternalContent = readonly [name: string, content: Digest];

/**
 * The installed content of these packages. A file that is missing has a content of its own: none.
 *
 * @param from folder from which the bundle imports them
 */
export function externalContents(
  from: string,
  packages: readonly ExternalPackage[],
  digests: FileDigests,
): readonly ExternalContent[] {
  const folders: (string | undefined)[] = [];
  return packages.map(({ name, loadedBy, files }) => {
    const start = loadedBy === undefined ? from : folders[loadedBy];
    const folder = start === undefined ? undefined : findInstalled(start, name);
    folders.push(folder);
    const contents = files.map((file) => [
      file,
      folder === undefined ? null : digests.of(join(folder, file)),
    ]);
    return [name, digestOf(canonicalJson(contents))];
  });
}

/** The fingerprint of a task: the digest of its bundle, or, if it loads packages, a digest of the bundle's and theirs. */
export function fingerprintOf(bundle: Digest, externals: readonly ExternalContent[]): Digest {
  return externals.length === 0 ? bundle : digestOf(canonicalJson([bundle, externals]));
}

/** The folder of a package that a module in `from` imports by this name, with links resolved. */
export function findInstalled(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return realpathSync(candidate);
    if (dirname(folder) === folder) return undefined;
  }
}
