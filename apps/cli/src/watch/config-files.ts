import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Options } from '../arguments/command-line.js';
import { configCandidates } from '../config/config-file.js';

const specifier =
  /(?:\bfrom|\bimport|\brequire|\bimport\.meta\.resolve)\s*\(?\s*["'](\.{1,2}\/[^"'\n]+)["']/g;

/**
 * The files whose content decides the config, whether they exist or not: those that a config is looked for in, and the local
 * modules that they import. Of the text alone, so that a config that cannot be read is known as well.
 *
 * @param from where the user stands
 * @param named `--config`
 */
export function configFiles(from: string, named: string | undefined): readonly string[] {
  const files = new Set(configCandidates(from, named));
  for (const file of files) for (const imported of importsOf(file)) files.add(imported);
  return [...files];
}

/** Those files, and that of the weights which are measured: what a revision is made from besides the code. */
export function decidingFiles(from: string, { config, weights }: Options): readonly string[] {
  return [...configFiles(from, config), ...(weights === undefined ? [] : [resolve(from, weights)])];
}

/** Every file that a relative specifier may mean. */
function importsOf(file: string): readonly string[] {
  if (file.endsWith('.json')) return [];
  return [...textOf(file).matchAll(specifier)].flatMap(([, path]) => {
    const place = resolve(dirname(file), path!);
    const bare = place.replace(/\.[mc]?js$/, '');
    const extensions = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json'];
    const names = [place, ...extensions.map((extension) => `${bare}${extension}`)];
    return [...names, ...extensions.map((extension) => join(place, `index${extension}`))];
  });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
