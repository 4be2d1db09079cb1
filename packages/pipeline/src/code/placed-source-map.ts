import { readFile } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { type Digest, digestOf } from '../values/digest.js';
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
  const digests = map.sources.map((source) => digestOfFile(resolve(root, source)));
  const placed = { ...map, sources, x_digests: await Promise.all(digests) };
  const written: SourceMapFile = {
    version: 3,
    sections: [{ offset: { line: 0, column }, map: placed }],
  };
  return JSON.stringify(written);
}

/** Null where there is none: an installed package may bring a source map without the sources that it names. */
async function digestOfFile(file: string): Promise<Digest | null> {
  const content = await readFile(file).catch(() => undefined);
  return content === undefined ? null : digestOf(content);
}
