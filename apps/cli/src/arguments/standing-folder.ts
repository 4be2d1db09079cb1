import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../user-error.js';

/**
 * The folder that the user stands in. A package manager runs a script in the folder of the script's package, and gives in
 * `INIT_CWD` the folder that it was itself started in. This folder counts only when the package is the one that it lies
 * in. Otherwise the user has named the package, with `npm run -w`, `npm --prefix`, `pnpm --filter` or `pnpm -C`, and means
 * its folder, with its config.
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
    const own = realpathSync(dirname(npm_package_json));
    const isOwnScript = own === realpathSync(current);
    return isOwnScript && packageAround(realpathSync(INIT_CWD)) === own ? INIT_CWD : current;
  } catch {
    // The variables come from another program, and name what is no longer there.
    return current;
  }
}

/** The folder of the package that a folder lies in. */
function packageAround(folder: string): string | undefined {
  if (existsSync(join(folder, 'package.json'))) return folder;
  return dirname(folder) === folder ? undefined : packageAround(dirname(folder));
}
