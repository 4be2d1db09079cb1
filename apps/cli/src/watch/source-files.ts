import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rooms } from '../rooms.js';

/** The workspace that this program was built in; undefined when it is installed from elsewhere. */
export function findCheckout(): string | undefined {
  const root = dirname(dirname(rooms.at(-1)!.root));
  return existsSync(join(root, 'scripts', 'turbo.mjs')) && existsSync(join(root, 'pnpm-workspace.yaml'))
    ? root
    : undefined;
}

/** What is never a source: what is made, what is installed, what editors keep beside a file, what only people or tests read. */
const otherwise =
  /(^|[\\/])(node_modules|dist|test|\.[^\\/]*|[^\\/]*~|#[^\\/]*#|4913|[^\\/]*\.(generated\.ts|test\.ts|md))$/;

/** Whether a file or folder of a package can be one that its build reads. */
export function isSource(path: string): boolean {
  return !otherwise.test(path);
}

/** The folders and files of a checkout that a build reads. */
export function sourcePlaces(checkout: string): readonly string[] {
  const packages = ['packages', 'apps'].flatMap((group) =>
    readdirSync(join(checkout, group)).map((name) => join(checkout, group, name)),
  );
  const shared = ['tsconfig.base.json', 'tsup.base.ts', 'pnpm-lock.yaml'].map((name) => join(checkout, name));
  return [...packages, ...shared].filter((place) => existsSync(place));
}

/** The files there are in those places now. */
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
