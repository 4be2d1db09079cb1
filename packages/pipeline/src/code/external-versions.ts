import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Name, version and lockfile integrity of a package that a task uses but the bundle does not contain. */
export interface ExternalVersion {
  readonly name: string;
  readonly version: string;
  /** From the nearest pnpm-lock.yaml; null if there is none or it does not list the package. */
  readonly integrity: string | null;
}

/**
 * The versions of packages that are declared as external.
 *
 * @throws Error when one is not installed
 */
export function externalVersions(packageRoot: string, names: readonly string[]): ExternalVersion[] {
  return [...names].sort().map((name) => {
    const manifest = findUpward(packageRoot, join('node_modules', name, 'package.json'));
    if (manifest === undefined)
      throw new Error(`the external package ${name} is not installed: run pnpm install`);
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
    return { name, version, integrity: integrityOf(packageRoot, `${name}@${version}`) };
  });
}

function integrityOf(packageRoot: string, id: string): string | null {
  const lockfile = findUpward(packageRoot, 'pnpm-lock.yaml');
  if (lockfile === undefined) return null;
  const lines = readFileSync(lockfile, 'utf8').split('\n');
  const at = lines.findIndex((line) => line === `  ${id}:` || line === `  '${id}':`);
  return /integrity: ([^,}\s]+)/.exec(lines[at + 1] ?? '')?.[1] ?? null;
}

function findUpward(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, name);
    if (existsSync(candidate)) return candidate;
    if (dirname(folder) === folder) return undefined;
  }
}
