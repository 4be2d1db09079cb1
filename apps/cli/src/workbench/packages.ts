import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A package of this program as it is installed. */
export interface Package {
  readonly name: string;
  /** Folder with its package.json. */
  readonly root: string;
}

/** The package of the program itself. */
export const program: Package = {
  name: '@superposition/cli',
  root: dirname(dirname(createRequire(import.meta.url).resolve('#main'))),
};

/** The packages that this program consists of. */
export const packages: readonly Package[] = [
  ...['core', 'engine-tfjs', 'weight-files', 'pipeline', 'analyses', 'report'].map((name) => ({
    name: `@superposition/${name}`,
    root: dirname(dirname(fileURLToPath(import.meta.resolve(`@superposition/${name}`)))),
  })),
  program,
];

/** The version in a package's manifest. */
export function versionOf({ root }: Package): string {
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
}
