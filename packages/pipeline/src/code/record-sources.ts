import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { digestOf } from '../values/digest.js';
import { ownSources } from './built-sources.js';
import { codeOptions, type SourceDigest } from './source-digest.js';

/**
 * Records the sources of a package's build in `dist/sources.json`.
 *
 * @param others further files, relative to the package, such as the sources of other packages that were bundled
 */
export async function recordSources(packageRoot: string, others: readonly string[] = []): Promise<void> {
  const files = [...new Set([...ownSources(packageRoot), ...others])].sort();
  const digests = await Promise.all(
    files.map(async (file) => [file, await sourceDigest(join(packageRoot, file))] as const),
  );
  const record = Object.fromEntries(digests);
  await writeFile(join(packageRoot, 'dist', 'sources.json'), `${JSON.stringify(record, null, 2)}\n`);
}

/** The digests of a source as it is now. */
export async function sourceDigest(file: string): Promise<SourceDigest> {
  const source = await readFile(file);
  const options = codeOptions(file);
  return [digestOf(source), options === undefined ? null : digestOf((await transform(source, options)).code)];
}
