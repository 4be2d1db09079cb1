import type { Metafile, Plugin } from 'esbuild';
import { afterResolution } from './after-resolution.js';

/** The path of a module of a package in `node_modules`. A link there to a package of the workspace is not third-party. */
export const thirdParty = /(^|[\\/])node_modules[\\/]/;

/** Leaves out the modules of third parties. */
export const withoutThirdParties = afterResolution('without third parties', (found, path) =>
  thirdParty.test(found.path) ? { path, external: true } : found,
);

/**
 * Lets a build go on where a package imports what is not installed, such as an optional peer.
 *
 * @param absent receives the texts of these imports
 */
export function withoutAbsent(absent: Set<string>): Plugin {
  return afterResolution('without absent packages', (found, path, { importer }) => {
    if (found.errors.length === 0 || !thirdParty.test(importer)) return found;
    absent.add(path);
    return { path, external: true, sideEffects: false };
  });
}

type Imports = Metafile['outputs'][string]['imports'];

/** The imports of modules that are not in the bundle. */
export function importsOf({ outputs }: Metafile): Imports {
  return Object.values(outputs).flatMap(({ imports }) => imports.filter(({ external }) => external));
}
