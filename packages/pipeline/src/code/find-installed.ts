import { existsSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';

/** The folder of a package that a module in `from` imports by this name, with links resolved. */
export function findInstalled(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    // Not `join`, nor the `realpathSync` in JavaScript: TensorFlow.js loads 58 packages, and each start looks for all of them.
    const candidate = `${folder}/node_modules/${name}`;
    if (existsSync(`${candidate}/package.json`)) return realpathSync.native(candidate);
    if (dirname(folder) === folder) return undefined;
  }
}
