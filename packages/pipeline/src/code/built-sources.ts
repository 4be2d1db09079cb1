import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Digest, digestOf } from '../values/digest.js';

/** The sources of a build: the digest of each file, by its path relative to the package. */
type SourceRecord = { readonly [file: string]: Digest };

/**
 * Records the sources of a package's build in `dist/sources.json`.
 *
 * @param others further files, relative to the package, such as the sources of other packages that were bundled
 */
export function recordSources(packageRoot: string, others: readonly string[] = []): void {
  const files = [...new Set([...ownSources(packageRoot), ...others])].sort();
  const record: SourceRecord = Object.fromEntries(
    files.map((file) => [file, digestOf(readFileSync(join(packageRoot, file)))]),
  );
  writeFileSync(join(packageRoot, 'dist', 'sources.json'), `${JSON.stringify(record, null, 2)}\n`);
}

/**
 * The source files that have changed since the build. The list is empty for a published package, which has no sources.
 * We compare contents, so a fresh checkout or a touched file does not count as a change.
 */
export function staleSources(packageRoot: string): readonly string[] {
  const recordFile = join(packageRoot, 'dist', 'sources.json');
  if (!existsSync(join(packageRoot, 'src')) || !existsSync(recordFile)) return [];
  const record = JSON.parse(readFileSync(recordFile, 'utf8')) as SourceRecord;
  const files = new Set([...ownSources(packageRoot), ...Object.keys(record)]);
  return [...files].filter((file) => isChanged(join(packageRoot, file), record[file]));
}

/** Whether a source is gone, or is another one than that of this digest. */
export function isChanged(file: string | URL, digest: Digest | undefined): boolean {
  // Without asking first whether it is there: a checkout has hundreds of sources.
  try {
    return digestOf(readFileSync(file)) !== digest;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
}

function ownSources(packageRoot: string): string[] {
  return readdirSync(join(packageRoot, 'src'), { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() &&
        /\.(ts|js|css|html|json|svg|wasm)$/.test(entry.name) &&
        !entry.name.includes('.test.'),
    )
    .map((entry) => join(entry.parentPath, entry.name).slice(packageRoot.replace(/\/$/, '').length + 1))
    .sort();
}
