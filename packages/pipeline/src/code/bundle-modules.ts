import type { Bundle } from './bundle.js';
import { hashModules } from './hash-modules.js';
import { type ModuleDigests, unusedMark } from './module-digests.js';

/**
 * The digests of the modules of each bundle.
 *
 * @param packageRoot folder of the package that the bundles were made in, with links resolved
 */
export async function modulesOfBundles(
  packageRoot: string,
  bundles: readonly Pick<Bundle, 'sources' | 'unused'>[],
): Promise<readonly ModuleDigests[]> {
  const known = await hashModules(
    packageRoot,
    bundles.flatMap(({ sources }) => sources),
  );
  return bundles.map(({ sources, unused }) => {
    const entries = sources.map((module) => {
      const { name, digest } = known.get(module)!;
      return [name, unused.includes(module) ? `${unusedMark}${digest}` : digest] as const;
    });
    return Object.fromEntries(entries);
  });
}
