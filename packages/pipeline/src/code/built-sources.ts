import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isInstalled } from './is-installed.js';
import { isChanged, type SourceDigest } from './source-digest.js';

/** The sources of a build: the digests of each file, by its path relative to the package. `recordSources` writes them. */
type SourceRecord = { readonly [file: string]: SourceDigest };

/**
 * The source files that have changed since the build. The list is empty for an installed package.
 * We compare what they say, so a fresh checkout, a touched file or another comment does not count as a change.
 */
export function staleSources(packageRoot: string): readonly string[] {
  const recordFile = join(packageRoot, 'dist', 'sources.json');
  if (isInstalled(packageRoot) || !existsSync(join(packageRoot, 'src')) || !existsSync(recordFile)) return [];
  const record = JSON.parse(readFileSync(recordFile, 'utf8')) as SourceRecord;
  const files = new Set([...ownSources(packageRoot), ...Object.keys(record)]);
  return [...files].filter((file) => isChanged(join(packageRoot, file), record[file]));
}

/** Whether a package of a checkout has sources, and its last build failed or was ended. A build writes its record last. */
export function isUnfinished(packageRoot: string): boolean {
  if (isInstalled(packageRoot)) return false;
  return existsSync(join(packageRoot, 'src')) && !existsSync(join(packageRoot, 'dist', 'sources.json'));
}

/** The sources of a package itself, relative to it. */
export function ownSources(packageRoot: string): string[] {
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
