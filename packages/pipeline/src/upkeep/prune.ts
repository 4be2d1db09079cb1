import { type Journal, journalPrefix, parseJournal } from '../run/journal.js';
import { lastUse, type Store, type StoredRow } from '../store/store.js';
import type { Digest } from '../values/digest.js';

/** How far a store is to be cut back. */
export interface PruneRequest {
  /** Bytes that its rows may take together; what is removed leaves a tenth of it free. */
  readonly budget: number;
  /** Keys that stay whatever happens, besides those of the last eventful run. */
  readonly keep?: ReadonlySet<Digest>;
  /** Milliseconds during which nothing that was built or used is removed, so that other processes lose nothing. */
  readonly grace?: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Removes nothing. */
  readonly dryRun?: boolean;
}

/** What a store holds, or what was removed of it. */
export interface Holding {
  readonly results: number;
  readonly artifacts: number;
  /** Bytes of all rows. */
  readonly bytes: number;
}

/** What pruning did, or would do. */
export interface Pruned {
  readonly before: Holding;
  readonly removed: Holding;
}

/** Two hours: uses are recorded to the hour. */
export const defaultGrace = 2 * 3_600_000;

/**
 * Cuts a store back to a budget, by roots, recency and grace: the results of the last eventful run stay, then those that
 * were used last; nothing younger than the grace is removed. Artifacts that no result names go once they have been seen
 * without a name for as long as the grace. What is removed is computed again when it is needed.
 */
export async function prune(store: Store, request: PruneRequest): Promise<Pruned> {
  const { budget, now, grace = defaultGrace, dryRun = false } = request;
  const rows = await rowsOf(store);
  const results = rows.flatMap((row) => (row.result === undefined ? [] : [{ row, result: row.result }]));
  const artifacts = new Map(rows.filter(({ table }) => table === 'artifacts').map((row) => [row.name, row]));
  const before = holding(rows);
  // A clock that was wrong must not keep a row for ever, hence the distance and not the difference.
  const isYoung = (time: number) => Math.abs(now - time) < grace;

  const named = new Map<string, number>();
  for (const { result } of results) named.set(result.digest, (named.get(result.digest) ?? 0) + 1);
  const unnamed = [...artifacts.keys()].filter((digest) => !named.has(digest));
  const seen = await readSightings(store);
  const removed: StoredRow[] = unnamed
    .filter((digest) => {
      const since = seen.get(digest);
      return since !== undefined && !isYoung(since);
    })
    .map((digest) => artifacts.get(digest)!);

  let bytes = before.bytes - sum(removed);
  if (bytes > budget) {
    const roots = new Set<string>([
      ...(request.keep ?? []),
      ...(await lastRunKeys(store, rows, now + grace)),
    ]);
    const candidates = results
      .filter(({ result }) => !roots.has(result.key) && !isYoung(lastUse(result)))
      // What was last used in the future was used at no time that is known.
      .sort(
        ({ result: a }, { result: b }) =>
          Number(lastUse(b) > now) - Number(lastUse(a) > now) || lastUse(a) - lastUse(b),
      );
    for (const { row, result } of candidates) {
      if (bytes <= 0.9 * budget) break;
      const left = named.get(result.digest)! - 1;
      named.set(result.digest, left);
      const artifact = left === 0 ? artifacts.get(result.digest) : undefined;
      for (const gone of artifact === undefined ? [row] : [row, artifact]) {
        removed.push(gone);
        bytes -= gone.bytes;
      }
    }
  }
  removed.push(...leftovers(rows, removed));
  if (!dryRun) {
    // Results first: a kill in between leaves artifacts that nobody names, and never a name without its artifact.
    await store.remove(removed.filter(({ table }) => table === 'results'));
    await store.remove(removed.filter(({ table }) => table === 'artifacts'));
    const gone = new Set(removed.map(({ name }) => name));
    const waiting = unnamed.filter((digest) => !gone.has(digest));
    await writeSightings(store, seen, waiting, now);
  }
  return { before, removed: holding(removed) };
}

/** What rows hold together. */
export function holding(rows: readonly StoredRow[]): Holding {
  return {
    results: rows.filter(({ result }) => result !== undefined).length,
    artifacts: rows.filter(({ table }) => table === 'artifacts').length,
    bytes: sum(rows),
  };
}

/** Every row of a store. */
export async function rowsOf(store: Store): Promise<readonly StoredRow[]> {
  const rows: StoredRow[] = [];
  for await (const page of store.contents()) for (const row of page) rows.push(row);
  return rows;
}

function sum(rows: readonly StoredRow[]): number {
  return rows.reduce((total, { bytes }) => total + bytes, 0);
}

/** The keys of the run that ended last, before a time, of those that a journal tells of. */
async function lastRunKeys(
  store: Store,
  rows: readonly StoredRow[],
  before: number,
): Promise<readonly Digest[]> {
  const names = rows.flatMap(({ name }) => (name.startsWith(`note:${journalPrefix}`) ? [name.slice(5)] : []));
  let last: Journal | undefined;
  for (const name of names) {
    const [text] = await store.notes([name]);
    const journal = text === undefined ? undefined : parseJournal(text);
    if (journal !== undefined && journal.at < before && journal.at >= (last?.at ?? 0)) last = journal;
  }
  return [...(last?.stages.values() ?? [])].flatMap((entry) =>
    'key' in entry && entry.key !== undefined ? [entry.key] : [],
  );
}

/** Rows that are of no use any more: the latest of stages whose results are gone, modules of code that made none. */
function leftovers(rows: readonly StoredRow[], removed: readonly StoredRow[]): readonly StoredRow[] {
  if (removed.every(({ result }) => result === undefined)) return [];
  const gone = new Set(removed);
  const staying = rows.filter((row) => !gone.has(row));
  const useful = new Set(
    staying.flatMap(({ result }) =>
      result === undefined ? [] : [result.key as string, `note:code:${result.recipe.code}`],
    ),
  );
  return staying.filter(({ name, latest }) =>
    latest === undefined ? name.startsWith('note:code:') && !useful.has(name) : !useful.has(latest),
  );
}

/** When artifacts were first seen without a name: they carry no time of their own. */
type Sightings = ReadonlyMap<string, number>;

const sightingsNote = 'unnamed';

async function readSightings(store: Store): Promise<Sightings> {
  const [text] = await store.notes([sightingsNote]);
  return new Map(text === undefined ? [] : Object.entries(JSON.parse(text) as Record<string, number>));
}

async function writeSightings(
  store: Store,
  seen: Sightings,
  unnamed: readonly string[],
  now: number,
): Promise<void> {
  if (unnamed.length === 0 && seen.size === 0) return;
  const sightings = Object.fromEntries(unnamed.map((digest) => [digest, seen.get(digest) ?? now]));
  await store.putNotes(new Map([[sightingsNote, JSON.stringify(sightings)]]));
}
