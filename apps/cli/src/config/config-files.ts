import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { configCandidates } from './find-config.js';

const specifier =
  /(?:\bfrom|\bimport|\brequire|\bimport\.meta\.resolve)\s*\(?\s*(["'`])(?<path>\.{1,2}\/(?:(?!\1|\$\{)[^\n])+)\1/g;

/**
 * The files that decide the config, whether they exist or not: the places where a config may be, and the local modules
 * that the config imports. We find the imports in the text and do not run the config, so this works for a config with
 * mistakes too.
 *
 * @param from the user's current folder
 * @param named `--config`
 */
export function configFiles(from: string, named: string | undefined): readonly string[] {
  const files = new Set(configCandidates(from, named));
  for (const file of files) for (const imported of importsOf(file)) files.add(imported);
  return [...files];
}

/** Every file that the relative imports of this file may mean. */
function importsOf(file: string): readonly string[] {
  if (file.endsWith('.json')) return [];
  const folder = dirname(realPathOf(file));
  return [...textOf(file).matchAll(specifier)].flatMap(({ groups }) => {
    const place = resolve(folder, groups!['path']!);
    const bare = place.replace(/\.[mc]?js$/, '');
    const extensions = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json'];
    const names = [place, ...extensions.map((extension) => `${bare}${extension}`)];
    return [...names, ...extensions.map((extension) => join(place, `index${extension}`))];
  });
}

/** The file behind a link, where its imports are looked for. */
function realPathOf(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
