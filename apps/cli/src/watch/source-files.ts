import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { program } from '../workbench/packages.js';

/**
 * The folder of the workspace that this program was built in; undefined when the program was installed as a package.
 */
export function findCheckout(): string | undefined {
  const root = dirname(dirname(program.root));
  return existsSync(join(root, 'scripts', 'turbo.ts')) && existsSync(join(root, 'pnpm-workspace.yaml'))
    ? root
    : undefined;
}

/**
 * The files and folders of a package that a build reads, as turbo.json lists them. Tools write other files beside them.
 */
const inputs = ['src', 'assembly', 'assemble.ts', 'package.json', 'tsconfig.json', 'tsup.config.ts'];

/**
 * Files in those folders that are not sources: generated files, tests, and the files that editors keep beside a file.
 */
const otherwise = /(^|[\\/])([^\\/]*\.(generated|test)\.ts|\.[^\\/]*|[^\\/]*~|#[^\\/]*#|4913)$/;

/** Whether a file or folder among the inputs of a build is a source. */
export function isSource(path: string): boolean {
  return !otherwise.test(path);
}

/** The folders and files of a checkout that a build reads. */
export function sourcePlaces(checkout: string): readonly string[] {
  const packages = ['packages', 'apps'].flatMap((group) =>
    (listing(join(checkout, group)) ?? []).map((name) => join(checkout, group, name)),
  );
  const places = [
    ...packages.flatMap((folder) => inputs.map((name) => join(folder, name))),
    ...['tsconfig.base.json', 'tsup.base.ts', 'pnpm-lock.yaml'].map((name) => join(checkout, name)),
  ];
  return places.filter((place) => existsSync(place));
}

/** The source files that exist in those places now. */
export function sourceFiles(places: readonly string[]): readonly string[] {
  return places.flatMap((place) => {
    if (!isSource(place)) return [];
    const entries = listing(place);
    return entries === undefined ? [place] : sourceFiles(entries.map((name) => join(place, name)));
  });
}

function listing(place: string): readonly string[] | undefined {
  try {
    return readdirSync(place);
  } catch {
    return undefined;
  }
}
