import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative } from 'node:path';
import { UserError } from '../user-error.js';

/**
 * The folder that the user stands in. A package manager runs a script in the folder of the script's package, and gives in
 * `INIT_CWD` the folder that it was itself started in. This folder counts when it lies inside the package. It does not
 * when someone runs the script of another package, as `npm run -w`, `npm --prefix` and `pnpm --filter` do: they mean that
 * package, with its config.
 *
 * @throws UserError when the folder has been removed
 */
export function standingFolder(): string {
  let current: string;
  try {
    current = process.cwd();
  } catch {
    throw new UserError('the current folder does not exist any more: go to another folder');
  }
  const { INIT_CWD, npm_package_json } = process.env;
  if (INIT_CWD === undefined || npm_package_json === undefined) return current;
  try {
    const [own, started] = [realpathSync(dirname(npm_package_json)), realpathSync(INIT_CWD)];
    const isOwnScript = own === realpathSync(current);
    return isOwnScript && isInside(started, own) ? INIT_CWD : current;
  } catch {
    // The variables come from another program, and name what is no longer there.
    return current;
  }
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && way.split(/[\\/]/)[0] !== '..';
}
