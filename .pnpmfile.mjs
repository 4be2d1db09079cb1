// @ts-check
// Changes the package.json that goes into a tarball: `pnpm pack` and `pnpm publish` call `beforePacking`.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** @typedef {{ [condition: string]: string }} Conditions */
/** @typedef {{ type?: string, url: string, directory?: string }} Repository */

/**
 * Drops the condition that leads to the sources of this workspace, and entries that have no other.
 *
 * @param {{ [entry: string]: string | Conditions }} entries
 */
const publicEntries = (entries) =>
  Object.fromEntries(
    Object.entries(entries).flatMap(([entry, target]) => {
      if (typeof target === 'string') return [[entry, target]];
      const { '@superposition/source': _, ...others } = target;
      return Object.keys(others).length === 0 ? [] : [[entry, others]];
    }),
  );

/**
 * Where the package lies in the repository that the root's package.json names; nothing, as long as it names none.
 *
 * @param {string} folder
 */
const addresses = (folder) => {
  const root = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
  /** @type {Repository | undefined} */
  const repository =
    typeof root.repository === 'string' ? { type: 'git', url: root.repository } : root.repository;
  if (repository === undefined) return {};
  const directory = relative(import.meta.dirname, folder).replaceAll('\\', '/');
  const page = repository.url.replace(/^git\+/, '').replace(/[.]git$/, '');
  return {
    repository: { ...repository, directory },
    homepage: `${page}/tree/HEAD/${directory}#readme`,
    bugs: `${page}/issues`,
  };
};

export const hooks = {
  /**
   * @param {{ [field: string]: any }} manifest
   * @param {string} folder
   */
  beforePacking({ devDependencies: _, scripts: __, exports, ...manifest }, folder) {
    return { ...manifest, ...(exports && { exports: publicEntries(exports) }), ...addresses(folder) };
  },
};
