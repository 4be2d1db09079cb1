import type { Stage } from '../graph/stage.js';
import type { Store, StoredResult } from '../store/store.js';
import type { Digest } from '../values/digest.js';
import type { CodeLibrary } from './code-library.js';
import { differingModules, type ModuleDigests } from './module-digests.js';

/** Notes with the list of modules of each of these bundles, if the library knows it. */
export async function moduleListNotes(
  code: CodeLibrary,
  fingerprints: Iterable<Digest>,
): Promise<ReadonlyMap<string, string>> {
  const notes = new Map<string, string>();
  for (const fingerprint of new Set(fingerprints)) {
    const modules = await code.modules?.(fingerprint);
    if (modules !== undefined) notes.set(nameOf(fingerprint), JSON.stringify(modules));
  }
  return notes;
}

/** The modules of bundles: from the notes of an earlier run, or else from the library. */
export async function storedModules(
  store: Store,
  code: CodeLibrary,
  fingerprints: readonly Digest[],
): Promise<readonly (ModuleDigests | undefined)[]> {
  const texts = await store.notes(fingerprints.map(nameOf));
  return Promise.all(
    texts.map((text, index) =>
      text === undefined ? code.modules?.(fingerprints[index]!) : (JSON.parse(text) as ModuleDigests),
    ),
  );
}

/**
 * The modules that differ between the code of the stages' previous results and their present code, by the fingerprint
 * of the previous code. Does not read the store when no code has changed.
 */
export async function changedModules(
  store: Store,
  code: CodeLibrary,
  stages: readonly Stage[],
  previous: (stage: string) => StoredResult | undefined,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const successors = new Map<Digest, Digest>();
  for (const { name, task } of stages) {
    const before = previous(name)?.recipe.code;
    const now = code.find(task.address, task.source)?.fingerprint;
    if (before !== undefined && now !== undefined && before !== now) successors.set(before, now);
  }
  const changed = new Map<string, readonly string[]>();
  if (successors.size === 0) return changed;
  const earlier = [...successors.keys()];
  const modules = await storedModules(store, code, earlier);
  for (const [index, before] of modules.entries()) {
    const now = await code.modules?.(successors.get(earlier[index]!)!);
    if (before !== undefined && now !== undefined)
      changed.set(earlier[index]!, differingModules(before, now));
  }
  return changed;
}

function nameOf(fingerprint: Digest): string {
  return `code:${fingerprint}`;
}
