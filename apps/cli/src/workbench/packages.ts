import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A package of this program as it is installed. */
export interface Package {
  readonly name: string;
  /** Folder with its package.json. */
  readonly root: string;
}

/** The packages that this program consists of; that of the program itself is the last. */
export const packages: readonly Package[] = [
  ...['core', 'engine-tfjs', 'weight-files', 'pipeline', 'analyses', 'report'].map((name) => ({
    name: `@superposition/${name}`,
    root: dirname(dirname(fileURLToPath(import.meta.resolve(`@superposition/${name}`)))),
  })),
  { name: '@superposition/cli', root: dirname(dirname(fileURLToPath(import.meta.url))) },
];

/** The version in a package's manifest. */
export function versionOf({ root }: Package): string {
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
}
