import { canonicalJson } from '../values/canonical-json.js';
import { type Digest, digestOf } from '../values/digest.js';
import { type ExternalPackage, externalContents } from './external-contents.js';
import { externalPackages } from './external-packages.js';
import { type FileDigests, openFileDigests } from './file-digests.js';
import { readRemembered, writeRemembered } from './remembered.js';

/** What is known of the packages that are installed for a package with tasks. */
export interface Installed {
  /** What these packages load. The names are sorted. */
  packages(names: readonly string[]): Promise<readonly ExternalPackage[]>;
  readonly digests: FileDigests;
}

/** The packages of a list of names, and a digest of what was installed when they were found. */
interface Found {
  readonly packages: readonly ExternalPackage[];
  readonly content: Digest;
}

/**
 * Asks esbuild once for each list of names, and again only when something of what it found has changed: following the imports
 * of TensorFlow.js takes seconds.
 *
 * @param packageRoot folder of the package with tasks, with links resolved
 * @param externals all names that will be asked for
 */
export function installedFrom(packageRoot: string, externals: readonly string[]): Installed {
  const digests = openFileDigests(packageRoot, externals);
  const known = new Map<string, Promise<readonly ExternalPackage[]>>();
  const contentOf = (packages: readonly ExternalPackage[]) =>
    digestOf(canonicalJson(externalContents(packageRoot, packages, digests)));
  const find = async (names: readonly string[], list: string) => {
    const remembered = readRemembered<Found>(packageRoot, externals, fileName);
    const last = remembered[list];
    if (last !== undefined && contentOf(last.packages) === last.content) return last.packages;
    const packages = await externalPackages(packageRoot, names);
    const found = { ...remembered, [list]: { packages, content: contentOf(packages) } };
    writeRemembered(packageRoot, externals, fileName, found);
    return packages;
  };
  return {
    digests,
    async packages(names) {
      if (names.length === 0) return [];
      const list = names.join(' ');
      const packages = known.get(list) ?? find(names, list);
      known.set(list, packages);
      return packages;
    },
  };
}

const fileName = 'external-packages.json';
