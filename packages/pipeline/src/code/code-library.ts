import type { AnyTask, TaskAddress, TaskCode, TaskSource } from '../graph/task.js';
import type { Digest } from '../values/digest.js';
import { whatIs } from '../values/what-is.js';
import { type BundledCode, openBundleFolder } from './bundle-folder.js';
import type { ModuleDigests } from './module-digests.js';

/** Finds the code of a task by its address. */
export interface CodeLibrary {
  /** @param source of a task that `defineTasks` has declared */
  find(address: TaskAddress, source?: TaskSource): TaskCode | undefined;
  /** The modules in the bundle with this fingerprint, if they are known. Only reasons use them. */
  modules?(fingerprint: Digest): Promise<ModuleDigests | undefined>;
}

/** The code of a stage: the stage's own code (of a given value), or the code of its task in the library. */
export function codeOf(
  { code, task }: { readonly code?: TaskCode; readonly task: Pick<AnyTask, 'address' | 'source'> },
  library: CodeLibrary,
): TaskCode | undefined {
  return code ?? library.find(task.address, task.source);
}

/**
 * Opens the bundles that `bundleTasks` wrote to these folders. Resolves when it has read their manifests and compared their sources.
 *
 * @throws CodeMissingError when a folder has no manifest, because the package was not built
 * @throws CodeStaleError when a source of a bundle has changed since; where the sources are not installed, nothing is compared
 * @throws TypeError when a folder is no URL of one @public
 */
export async function openCodeLibrary(folders: readonly URL[]): Promise<CodeLibrary> {
  if (!Array.isArray(folders))
    throw new TypeError(`openCodeLibrary: its folders are ${whatIs(folders)}; give a list of URLs`);
  for (const folder of folders as readonly URL[])
    if (!(folder instanceof URL) || folder.protocol !== 'file:' || !folder.pathname.endsWith('/'))
      throw new TypeError(
        `openCodeLibrary: ${folder instanceof URL ? folder.href : whatIs(folder)} is no URL of a folder; give new URL('dist/tasks/', import.meta.url), with the slash at the end`,
      );
  const places = new Map<TaskAddress, () => BundledCode>();
  for (const folder of folders) {
    const { addresses, codeOf } = await openBundleFolder(folder);
    for (const address of addresses) places.set(address, () => codeOf(address));
  }
  const codes = new Map<TaskAddress, BundledCode>();
  const byFingerprint = new Map<Digest, BundledCode>();
  const find = (address: TaskAddress): TaskCode | undefined => {
    const known = codes.get(address) ?? places.get(address)?.();
    if (known === undefined) return undefined;
    codes.set(address, known);
    byFingerprint.set(known.code.fingerprint, known);
    return known.code;
  };
  return { find, modules: async (fingerprint) => byFingerprint.get(fingerprint)?.modules() };
}
