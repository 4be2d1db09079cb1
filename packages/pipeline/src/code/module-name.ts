import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/**
 * The name of a module for people: its path in the workspace, or, for other packages, its path in `node_modules`. It is never
 * an absolute path, so the same checkout gives the same names on every machine.
 *
 * @param workspace the folder of `workspaceOf`
 */
export function moduleName(workspace: string, file: string): string {
  const path = relative(workspace, file).split(sep).join('/');
  const installed = path.lastIndexOf('node_modules/');
  return installed === -1 ? path : path.slice(installed);
}

/** The folder of the workspace that a package belongs to, or of the package itself if there is none. */
export function workspaceOf(packageRoot: string): string {
  for (let folder = packageRoot; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'pnpm-workspace.yaml'))) return folder;
    if (dirname(folder) === folder) return packageRoot;
  }
}
