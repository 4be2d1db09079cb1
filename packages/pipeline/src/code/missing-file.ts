import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { distance } from 'fastest-levenshtein';
import { BundleError } from './code-errors.js';

/**
 * Says that a file with functions is not there. Where the folder has one of almost this name, it was meant. Else a bundler may have
 * taken the file away.
 *
 * @param name of one of the functions
 */
export function missingFile(path: string, name: string): BundleError {
  const near = nearIn(dirname(path), basename(path));
  const advice =
    near === undefined
      ? `. If a bundler has put your program into one file, the functions have no file of their own: declare them with task('package/subpath#${name}', …) and build them with bundleTasks`
      : near.isOtherKind
        ? `, but ${near.file} lies beside it: name it as it is called`
        : `; did you mean ${near.file}?`;
  const address = `local/${basename(path).replace(/\.\w+$/, '')}#${name}` as const;
  return new BundleError(`defineTasks: there is no file ${path}${advice}`, address, path);
}

const code = /\.[cm]?[jt]sx?$/;

function nearIn(
  folder: string,
  asked: string,
): { readonly file: string; readonly isOtherKind: boolean } | undefined {
  const stem = (file: string) => file.replace(code, '');
  const wanted = stem(asked).toLowerCase();
  const edits = (file: string) => {
    const known = stem(file).toLowerCase();
    return lettersOf(known) === lettersOf(wanted) ? 0 : distance(known, wanted);
  };
  const files = filesIn(folder).filter((file) => code.test(file) && !/\.d\.[cm]?ts$/.test(file));
  const sameStem = files.find((file) => stem(file) === stem(asked));
  if (sameStem !== undefined) return { file: sameStem, isOtherKind: true };
  const most = Math.max(1, Math.floor(wanted.length / 4));
  const [near] = files.filter((file) => edits(file) <= most).sort((a, b) => edits(a) - edits(b));
  return near === undefined ? undefined : { file: near, isOtherKind: false };
}

/** Two letters that changed their places are one mistake. */
function lettersOf(text: string): string {
  return [...text].sort().join('');
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}
