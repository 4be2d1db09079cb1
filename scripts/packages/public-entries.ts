import { join } from 'node:path';
import type { WorkspacePackage } from './workspace.js';

export interface PublicEntry {
  /** As one imports it. */
  readonly specifier: string;
  readonly source: string;
  /** The file of its types. */
  readonly types: string;
}

/** What others may import from a package: its exports, except for /internal and for entries that only the build of tasks reads. */
export function publicEntries({ folder, manifest }: WorkspacePackage): readonly PublicEntry[] {
  return Object.entries(manifest.exports ?? {}).flatMap(([entry, target]) => {
    if (entry.startsWith('./internal/') || typeof target === 'string') return [];
    const { '@superposition/source': source, default: built } = target;
    if (source === undefined || built === undefined) return [];
    return [
      {
        specifier: join(manifest.name, entry),
        source: join(folder, source),
        types: join(folder, built.replace(/[.]js$/, '.d.ts')),
      },
    ];
  });
}
