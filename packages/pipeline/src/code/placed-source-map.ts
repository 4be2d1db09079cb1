import { readFile } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { digestOf } from '../values/digest.js';
import type { Bundle } from './bundle.js';
import type { SourceMapFile } from './source-map-file.js';

/** The path of a source from the folder of the bundles. */
export function pathBetween(folder: string, root: string, source: string): string {
  return relative(folder, resolve(root, source)).split(sep).join('/');
}

/**
 * A source map as it stands beside its bundle: the paths of sources are relative to it.
 *
 * @param folder of the bundle, with links resolved
 */
export async function placedSourceMap(
  { text, column }: Bundle['map'],
  root: string,
  folder: string,
): Promise<string> {
  const map = JSON.parse(text) as SourceMapFile['sections'][0]['map'];
  const sources = map.sources.map((source) => pathBetween(folder, root, source));
  // A map may name what is no file, such as the text by which esbuild is told what to bundle, where that becomes code.
  const digests = map.sources.map((source) => readFile(resolve(root, source)).then(digestOf, () => null));
  const placed = { ...map, sources, x_digests: await Promise.all(digests) };
  const written: SourceMapFile = {
    version: 3,
    sections: [{ offset: { line: 0, column }, map: placed }],
  };
  return JSON.stringify(written);
}
