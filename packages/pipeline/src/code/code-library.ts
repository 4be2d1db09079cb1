import type { TaskAddress, TaskCode } from '../graph/task.js';
import type { Digest } from '../values/digest.js';
import { type BundledCode, CodeMissing, CodeStale, openBundleFolder } from './bundle-folder.js';
import type { ModuleDigests } from './module-digests.js';

export { CodeMissing, CodeStale };

/** Finds the code of a task by its address. */
export interface CodeLibrary {
  find(address: TaskAddress): TaskCode | undefined;
  /** The modules in the bundle with this fingerprint, if they are known. Only reasons use them. */
  modules?(fingerprint: Digest): Promise<ModuleDigests | undefined>;
}

/** The code of a stage: the stage's own code (of a given value), or the code of its task in the library. */
export function codeOf(
  { code, task }: { readonly code?: TaskCode; readonly task: { readonly address: TaskAddress } },
  library: CodeLibrary,
): TaskCode | undefined {
  return code ?? library.find(task.address);
}

/**
 * Opens the bundles that `bundleTasks` wrote to these folders.
 *
 * @throws CodeMissing when a folder has no manifest, because the package was not built
 * @throws CodeStale when a source of a bundle has changed since; where the sources are not installed, nothing is compared
 */
export async function openCodeLibrary(folders: readonly URL[]): Promise<CodeLibrary> {
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
