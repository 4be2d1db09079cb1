import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../user-error.js';

/**
 * The folder that the user stands in. A package manager runs a script in the folder of the script's package, and gives in
 * `INIT_CWD` the folder that it was itself started in. This folder counts only when the package is the one that it lies
 * in. Otherwise the user has named the package, with `npm run -w`, `npm --prefix`, `pnpm --filter` or `pnpm -C`, and means
 * its folder, with its config.
 *
 * @throws UserError when the folder has been removed, or has a name that we cannot use
 */
export function standingFolder(): string {
  let current: string;
  try {
    current = process.cwd();
  } catch {
    throw new UserError('the current folder does not exist any more: go to another folder');
  }
  // Node puts this character for bytes that are no UTF-8. The path then names another folder, which we would make.
  if (current.includes('\uFFFD') && !isSameFolder(current, '.'))
    throw new UserError(
      `the path of the current folder is not valid UTF-8 (${current}), so Node.js cannot use it: rename the folder, or go to another one`,
    );
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

function isSameFolder(one: string, other: string): boolean {
  const [first, second] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false, bigint: true }));
  return first !== undefined && first.dev === second?.dev && first.ino === second.ino;
}

/** The folder of the package that a folder lies in. */
function packageAround(folder: string): string | undefined {
  if (existsSync(join(folder, 'package.json'))) return folder;
  return dirname(folder) === folder ? undefined : packageAround(dirname(folder));
}
