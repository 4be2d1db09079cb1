import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AnyTaskFunction } from '../graph/task.js';
import { type Digest, digestOf } from '../values/digest.js';

/** A bundle on disk, and the digest that its text had when it was built. */
export interface BundleFile {
  /** URL of the file. */
  readonly file: string;
  /** Absent for code that nobody has hashed. */
  readonly digest?: Digest | undefined;
}

let instances = 0;

/**
 * Imports a bundle as a new instance of its module, so that no call sees what an earlier call left in the variables of the
 * module.
 *
 * @returns the function, and the bytes of the bundle
 * @throws Error when the file is not what was built: its results would be recorded under the key of other code
 */
export async function importBundle(
  { file, digest }: BundleFile,
  exportName: string,
): Promise<{ readonly fn: AnyTaskFunction; readonly size: number }> {
  const text = await readFile(new URL(file)).catch(() => undefined);
  if (text === undefined || (digest !== undefined && digestOf(text) !== digest)) {
    const what = text === undefined ? 'is missing' : 'was changed after the build';
    throw new Error(`the bundle ${fileURLToPath(file)} ${what}: build the package again`);
  }
  instances++;
  const module = (await import(`${file}?${instances}`)) as Record<string, AnyTaskFunction>;
  const fn = module[exportName];
  if (fn === undefined) throw new Error(`${file} has no export '${exportName}'`);
  return { fn, size: text.length };
}
