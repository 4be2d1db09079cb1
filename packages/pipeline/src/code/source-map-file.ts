import { readFile } from 'node:fs/promises';
import { type Digest, digestOf } from '../values/digest.js';

/** The source map beside a bundle. */
export interface SourceMapFile {
  readonly version: 3;
  readonly sections: readonly [
    {
      /** Where in the bundle the text begins that is mapped. */
      readonly offset: { readonly line: 0; readonly column: number };
      readonly map: {
        /** Relative to the bundle. */
        readonly sources: readonly string[];
        /** The digest of each source when the bundle was built; null for one that is no file. Comments count, because they move lines. */
        readonly x_digests: readonly (Digest | null)[];
        readonly names: readonly string[];
        readonly mappings: string;
      };
    },
  ];
}

/** The source map of a bundle, and the sources that it names. */
export interface MappedSources {
  readonly map: SourceMapFile;
  /**
   * The text of a source, by its name in the map. Undefined when the source is not there, or is not what was built: then the
   * map leads to other lines.
   */
  textOf(source: string): Promise<string | undefined>;
}

/**
 * Opens the source map of a bundle.
 *
 * @param bundle its URL
 * @throws Error when there is none
 */
export async function openMappedSources(bundle: string): Promise<MappedSources> {
  const map = JSON.parse(await readFile(new URL(`${bundle}.map`), 'utf8')) as SourceMapFile;
  const { sources, x_digests: digests } = map.sections[0].map;
  return {
    map,
    async textOf(source) {
      const text = await readFile(new URL(source, bundle), 'utf8').catch(() => undefined);
      return text !== undefined && digestOf(text) === digests[sources.indexOf(source)] ? text : undefined;
    },
  };
}
