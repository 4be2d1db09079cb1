import type { TaskCode } from '../graph/task.js';
import { readBundle } from './import-bundle.js';
import { openMappedSources } from './source-map-file.js';

/** A bundle as a module that can lie in any folder, and its source map, which holds the sources. */
export interface PortableBundle {
  readonly code: string;
  /** Absent when the build has left none. */
  readonly map?: string;
}

/**
 * Makes a copy of the code of a task, for a debugger.
 *
 * @param mapName the name under which the map will lie beside the code
 * @returns undefined for code without a bundle
 * @throws Error when the bundle is not what was built
 */
export async function portableBundle(
  { file, digest }: TaskCode,
  mapName: string,
): Promise<PortableBundle | undefined> {
  if (file === undefined) return undefined;
  const text = await readBundle({ file, digest });
  const found = await openMappedSources(file).catch(() => undefined);
  if (found === undefined) return { code: text };
  const [{ offset, map }] = found.map.sections;
  const sourcesContent = await Promise.all(
    map.sources.map(async (source) => (await found.textOf(source)) ?? null),
  );
  // What the build has put before the mapped text gets a line of its own, because few debuggers read a map in sections.
  const [head, body] = [text.slice(0, offset.column), text.slice(offset.column)];
  const sources = map.sources.map((source) => new URL(source, file).href);
  const { names, mappings } = map;
  const moved = { version: 3, names, sources, sourcesContent, mappings: `;${mappings}` };
  return { code: `${head}\n${body}\n//# sourceMappingURL=${mapName}\n`, map: JSON.stringify(moved) };
}
