import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { findInstalled } from './find-installed.js';

/**
 * Reads what an earlier process remembered of installed packages. It lies in the outermost `node_modules` that they are in, where
 * tools keep what they can make again.
 *
 * @returns an empty record if nothing is remembered
 */
export function readRemembered<T>(
  from: string,
  externals: readonly string[],
  name: string,
): Readonly<Record<string, T>> {
  const file = memoryOf(from, externals, name);
  if (file === undefined) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, T>;
  } catch {
    return {};
  }
}

/** Writes it. A failure is ignored: the next process then finds everything out again. */
export function writeRemembered<T>(
  from: string,
  externals: readonly string[],
  name: string,
  content: Readonly<Record<string, T>>,
): void {
  const file = memoryOf(from, externals, name);
  if (file === undefined) return;
  try {
    mkdirSync(dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}.tmp`;
    writeFileSync(draft, JSON.stringify(content));
    renameSync(draft, file);
  } catch {
    // For example a folder that this user may not write to.
  }
}

function memoryOf(from: string, externals: readonly string[], name: string): string | undefined {
  for (const external of externals) {
    const folder = findInstalled(from, external);
    const modules = folder?.indexOf(`${sep}node_modules${sep}`) ?? -1;
    if (folder !== undefined && modules !== -1)
      return join(folder.slice(0, modules), 'node_modules', '.cache', 'superposition', name);
  }
  return undefined;
}
