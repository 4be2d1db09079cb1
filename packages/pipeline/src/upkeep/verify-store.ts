import type { Store, Survey } from '../store/store.js';
import type { Digest } from '../values/digest.js';
import { needStore } from '../values/need.js';

/** A damaged or missing row of a store. A run that needs it computes it again. */
export type StoreProblem =
  | { readonly kind: 'damaged database'; readonly name: string; readonly reason: string }
  | { readonly kind: 'unreadable row'; readonly name: string }
  | { readonly kind: 'damaged row'; readonly name: string }
  | { readonly kind: 'damaged artifact'; readonly name: string }
  | { readonly kind: 'missing artifact'; readonly name: string; readonly stage: string };

/** What a check of a whole store has found. */
export interface StoreVerdict {
  readonly results: number;
  readonly artifacts: number;
  readonly problems: readonly StoreProblem[];
}

/**
 * Reads every row and every artifact of a store. Checks their checksums, and that every result has its artifact. If a part of the
 * database cannot be read, it reads the others. Resolves when it has read everything.
 *
 * @throws TypeError when the store is none
 * @throws StoreError when nothing of it can be read @public
 */
export async function verifyStore(store: Store): Promise<StoreVerdict> {
  needStore('verifyStore', store);
  try {
    return await verdictOn(store);
  } catch (error) {
    const left = await store.survey?.();
    if (left === undefined) throw error;
    return verdictOnDamage(left, store.location, error as Error);
  }
}

function verdictOnDamage(left: Survey, location: string, { message }: Error): StoreVerdict {
  const problems: StoreProblem[] = [{ kind: 'damaged database', name: location, reason: message }];
  for (const name of left.lost)
    problems.push({ kind: left.spoiled.has(name) ? 'damaged row' : 'unreadable row', name });
  for (const [name, stage] of left.missing) problems.push({ kind: 'missing artifact', name, stage });
  return { results: left.results, artifacts: left.artifacts, problems };
}

async function verdictOn(store: Store): Promise<StoreVerdict> {
  const problems: StoreProblem[] = [];
  const wanted = new Map<string, string>();
  const found = new Set<string>();
  let results = 0;
  for await (const rows of store.contents()) {
    for (const { table, name, result, latest, claim } of rows) {
      if (table === 'artifacts') {
        found.add(name);
      } else if (result !== undefined) {
        results++;
        if (!result.valueDropped) wanted.set(result.digest, result.stage);
      } else if (latest === undefined && claim === undefined && !(await isGoodNote(store, name))) {
        problems.push({ kind: 'damaged row', name });
      }
    }
  }
  for (const name of found) {
    if ((await store.artifact(name as Digest)) === undefined)
      problems.push({ kind: 'damaged artifact', name });
  }
  for (const [name, stage] of wanted) {
    if (!found.has(name)) problems.push({ kind: 'missing artifact', name, stage });
  }
  return { results, artifacts: found.size, problems };
}

async function isGoodNote(store: Store, name: string): Promise<boolean> {
  if (!name.startsWith('note:')) return false;
  const [text] = await store.notes([name.slice('note:'.length)]);
  return text !== undefined;
}
