import { own } from '../values/own.js';

/**
 * A short digest for each module of a bundle. They show which modules differ between two bundles of a task. If nothing
 * of a module is left in the bundle, its digest begins with `unusedMark`. (esbuild may have inlined a constant of this
 * module.)
 */
export type ModuleDigests = { readonly [module: string]: string };

/** The first character of the digest of a module of which nothing is left in the bundle. */
export const unusedMark = '-';

/**
 * The modules in which two bundles of a task differ. Modules of which nothing is left in either bundle count only if no
 * other module differs.
 */
export function differingModules(before: ModuleDigests, now: ModuleDigests): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  const differing = names.filter((name) => own(before, name) !== own(now, name));
  const isUsed = (digest: string | undefined) => digest !== undefined && !digest.startsWith(unusedMark);
  const used = differing.filter((name) => isUsed(own(before, name)) || isUsed(own(now, name)));
  return used.length > 0 ? used : differing;
}
