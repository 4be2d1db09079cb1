import type { ExternalPackage } from './external-contents.js';
import { externalPackages } from './external-packages.js';
import { type FileDigests, openFileDigests } from './file-digests.js';

/** What is known of the packages that are installed for a package with tasks. */
export interface Installed {
  packages(names: readonly string[]): Promise<readonly ExternalPackage[]>;
  readonly digests: FileDigests;
}

/** Asks once for each list of names. */
export function installedFrom(packageRoot: string): Installed {
  const known = new Map<string, Promise<readonly ExternalPackage[]>>();
  return {
    digests: openFileDigests(packageRoot),
    async packages(names) {
      if (names.length === 0) return [];
      const list = names.toSorted().join('\n');
      const packages = known.get(list) ?? externalPackages(packageRoot, names);
      known.set(list, packages);
      return packages;
    },
  };
}
