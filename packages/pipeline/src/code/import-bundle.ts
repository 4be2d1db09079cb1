import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AnyTaskFunction } from '../graph/task.js';
import { type Digest, digestOf } from '../values/digest.js';

/** A bundle on disk, and the digest that its text had when it was built. */
export interface BundleFile {
  /** URL of the file. */
  readonly file: string;
  readonly digest: Digest;
}

let instances = 0;

/**
 * Imports a bundle as a new instance of its module, so that no call sees what an earlier call left in the variables of the
 * module.
 *
 * @throws Error when the file is not what was built: its results would be recorded under the key of other code
 */
export async function importBundle(
  { file, digest }: BundleFile,
  exportName: string,
): Promise<AnyTaskFunction> {
  const text = await readFile(new URL(file)).catch(() => undefined);
  if (text === undefined || digestOf(text) !== digest) {
    const what = text === undefined ? 'is missing' : 'was changed after the build';
    throw new Error(`the bundle ${fileURLToPath(file)} ${what}: build the package again`);
  }
  instances++;
  const module = (await import(`${file}?${instances}`)) as Record<string, AnyTaskFunction>;
  const fn = module[exportName];
  if (fn === undefined) throw new Error(`${file} has no export '${exportName}'`);
  return fn;
}
