import { canonicalJson } from '../values/canonical-json.js';
import { type Digest, digestOf } from '../values/digest.js';
import type { FileDigests } from './file-digests.js';
import { findInstalled } from './find-installed.js';

/** A package that a task loads when it runs, because the bundle does not contain it, or that such a package loads. */
export interface ExternalPackage {
  readonly name: string;
  /** The place in the list of a package that loads it. Absent if the bundle loads it. */
  readonly loadedBy?: number;
  /** The files of it that are loaded, relative to its folder, and its native libraries. */
  readonly files: readonly string[];
  /** Packages that it would load too, but that were not installed when the bundle was built. */
  readonly absent?: readonly string[];
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
  return packages.map(({ name, loadedBy, files, absent = [] }) => {
    const start = loadedBy === undefined ? from : folders[loadedBy];
    const folder = start === undefined ? undefined : findInstalled(start, name);
    folders.push(folder);
    if (folder === undefined) return [name, digestOf('not installed')];
    const contents = files.map((file) => [file, digests.of(`${folder}/${file}`)]);
    const present = absent.filter((each) => findInstalled(folder, each) !== undefined);
    return [name, digestOf(canonicalJson([contents, present]))];
  });
}

/** The fingerprint of a task: the digest of its bundle, or, if it loads packages, a digest of the bundle's and theirs. */
export function fingerprintOf(bundle: Digest, externals: readonly ExternalContent[]): Digest {
  return externals.length === 0 ? bundle : digestOf(canonicalJson([bundle, externals]));
}
