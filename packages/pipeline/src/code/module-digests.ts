import { own } from '../values/own.js';

/**
 * Short digests by module, to tell which of the modules of a task's code differ between two builds of it. That of a module
 * of which nothing is left in the code begins with `unusedMark`: a constant of it may have been inlined.
 */
export type ModuleDigests = { readonly [module: string]: string };

/** Begins the digest of a module of which nothing is left in the code. */
export const unusedMark = '-';

/** The modules that make two builds of a task's code differ: those of which something is left, if any of them differs. */
export function differingModules(before: ModuleDigests, now: ModuleDigests): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  const differing = names.filter((name) => own(before, name) !== own(now, name));
  const isUsed = (digest: string | undefined) => digest !== undefined && !digest.startsWith(unusedMark);
  const used = differing.filter((name) => isUsed(own(before, name)) || isUsed(own(now, name)));
  return used.length > 0 ? used : differing;
}
