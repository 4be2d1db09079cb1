import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A package of this program as it is installed. */
export interface Room {
  readonly name: string;
  /** Folder with its package.json. */
  readonly root: string;
}

/** The packages this program is made of, itself last. */
export const rooms: readonly Room[] = [
  ...['core', 'engine-tfjs', 'weight-files', 'pipeline', 'analyses', 'report'].map((room) => ({
    name: `@superposition/${room}`,
    root: dirname(dirname(fileURLToPath(import.meta.resolve(`@superposition/${room}`)))),
  })),
  { name: '@superposition/cli', root: dirname(dirname(fileURLToPath(import.meta.url))) },
];

/** The version in a package's manifest. */
export function versionOf({ root }: Room): string {
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
}
