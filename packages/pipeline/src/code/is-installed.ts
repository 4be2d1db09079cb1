import { existsSync, realpathSync } from 'node:fs';

/**
 * Whether a file or folder belongs to an installed package. Its sources are there to be read; nobody builds it again. A package of a
 * workspace is not installed: `node_modules` has only a link to it.
 */
export function isInstalled(path: string): boolean {
  return /[\\/]node_modules[\\/]/.test(existsSync(path) ? realpathSync(path) : path);
}
