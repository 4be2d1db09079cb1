import { journalPrefix, readLastRun } from '../run/journal.js';
import { writeClaim } from '../store/claim.js';
import { lastUse, type Store, type StoredResult, type StoredRow } from '../store/store.js';
import type { Digest } from '../values/digest.js';
import { needOptions, needStore } from '../values/need.js';
import { whatIs } from '../values/what-is.js';

/** What `prune` removes and what it keeps. */
export interface PruneRequest {
  /** Bytes that the store may take on disk. If it takes more, pruning removes rows until they take 90 % of it. */
  readonly budget: number;
  /** Keys that pruning always keeps, besides the keys of the last eventful run. */
  readonly keep?: ReadonlySet<Digest>;
  /** Also removes every result whose last use is more milliseconds ago, whatever the budget. */
  readonly olderThan?: number;
  /** Pruning keeps rows that were built or used within so many milliseconds, because other processes may need them. */
  readonly grace?: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Only computes what it would remove. */
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
  readonly stay: Stay;
}

/** The number of results that stay, by the first reason that holds. */
export interface Stay {
  /** They were made or used by the last eventful run, or the caller keeps them. */
  readonly lastRun: number;
  /** They were built or used within the grace period. */
  readonly young: number;
  /** They fit into the budget, and are not older than asked for. */
  readonly fit: number;
}

/** Two hours. It must be more than one hour, because uses are recorded to the hour. */
export const defaultGrace = 2 * 3_600_000;

/**
 * Removes rows from a store until it fits into a budget. It removes the results whose last use is longest ago, and those that are
 * older than asked for. It keeps
 * the results of the last eventful run, and everything that is younger than the grace period. It also removes artifacts
 * that no result names, if an earlier pruning, longer ago than the grace period, found them like this already, and claims of runs
 * that were killed. A run computes removed results again when it needs them. Resolves when the rows are removed.
 *
 * @throws TypeError when the store is none, or the budget or the time is missing
 * @throws StoreError when the store fails @public
 */
export async function prune(store: Store, request: PruneRequest): Promise<Pruned> {
  needStore('prune', store);
  needOptions('prune', request ?? null, ['budget', 'now', 'keep', 'olderThan', 'grace', 'dryRun']);
  for (const name of ['budget', 'now'] as const)
    if (typeof request[name] !== 'number')
      throw new TypeError(
        `prune: ${name} is ${whatIs(request[name])}; give { budget: bytes, now: Date.now() }`,
      );
  const { budget, olderThan = Infinity, now, grace = defaultGrace, dryRun = false } = request;
  const rows = await rowsOf(store);
  const results = rows.flatMap((row) => (row.result === undefined ? [] : [{ row, result: row.result }]));
  const artifacts = new Map(rows.filter(({ table }) => table === 'artifacts').map((row) => [row.name, row]));
  const before = holding(rows);
  // The absolute value matters: with a wrong clock, a time may lie far in the future, and its row must not stay for
  // ever.
  const isYoung = (time: number) => Math.abs(now - time) < grace;

  const named = new Map<string, number>();
  for (const { result } of results) named.set(result.digest, (named.get(result.digest) ?? 0) + 1);
  const unnamed = [...artifacts.keys()].filter((digest) => !named.has(digest));
  const seen = await readSightings(store);
  const removed: StoredRow[] = [];
  let bytes = before.bytes;
  const discard = async (chosen: readonly StoredRow[]) => {
    const gone = [...chosen, ...leftovers(rows, [...removed, ...chosen])];
    removed.push(...gone);
    bytes -= sum(gone);
    if (dryRun) return;
    // Results first. If the process is killed in between, artifacts without results remain, but no result without its
    // artifact.
    for (const table of ['results', 'artifacts'] as const)
      await store.remove(gone.filter((row) => row.table === table));
  };
  const forgotten = unnamed.filter((digest) => {
    const since = seen.get(digest);
    return since !== undefined && !isYoung(since);
  });
  await discard(forgotten.map((digest) => artifacts.get(digest)!));
  const ended = rows.filter(({ claim }) => claim !== undefined && !isYoung(claim.at));
  bytes -= sum(ended);
  // A run may have put its result into such a row since we listed it.
  if (!dryRun) for (const { name, claim } of ended) await store.unclaim(name as Digest, writeClaim(claim!));
  const roots = new Set<string>([...(request.keep ?? []), ...(await lastRunKeys(store, now + grace))]);
  const isOld = (result: StoredResult) => Math.abs(now - lastUse(result)) > olderThan;
  const candidates = results
    .filter(({ result }) => !roots.has(result.key) && !isYoung(lastUse(result)))
    // If a last use lies in the future, the clock was wrong and we do not know the time. Such results go first.
    .sort(
      ({ result: a }, { result: b }) =>
        Number(lastUse(b) > now) - Number(lastUse(a) > now) || lastUse(a) - lastUse(b),
    );
  /** A result, and its artifact if no other result names it that stays. */
  const rowsWith = ({ row, result }: { readonly row: StoredRow; readonly result: StoredResult }) => {
    const left = named.get(result.digest)! - 1;
    named.set(result.digest, left);
    const artifact = left === 0 ? artifacts.get(result.digest) : undefined;
    return artifact === undefined ? [row] : [row, artifact];
  };
  await discard(candidates.filter(({ result }) => isOld(result)).flatMap(rowsWith));
  const others = candidates.filter(({ result }) => !isOld(result));
  // A database takes more than its rows: indexes, and pages that are not full.
  let taken = Math.max((await store.used()) ?? 0, bytes);
  const isOver = taken > budget;
  let next = 0;
  const round = (): readonly StoredRow[] => {
    const gone: StoredRow[] = [];
    const enough = bytes * (1 - (0.9 * budget) / taken);
    for (let freed = 0; next < others.length && freed < enough; next++) {
      for (const each of rowsWith(others[next]!)) {
        gone.push(each);
        freed += each.bytes;
      }
    }
    return gone;
  };
  // Pages may stay in use for the few rows that are left on them, so that a round frees less than its rows take.
  while (taken > budget && next < others.length) {
    await discard(round());
    if (dryRun) break;
    taken = Math.max((await store.used()) ?? 0, bytes);
  }
  const discarded = new Set(removed);
  const stay = { lastRun: 0, young: 0, fit: 0 };
  for (const { row, result } of results) {
    if (discarded.has(row)) continue;
    const isKept = isOver || isOld(result);
    stay[
      isKept && roots.has(result.key) ? 'lastRun' : isKept && isYoung(lastUse(result)) ? 'young' : 'fit'
    ]++;
  }
  if (!dryRun) {
    const gone = new Set(removed.map(({ name }) => name));
    const waiting = unnamed.filter((digest) => !gone.has(digest));
    await writeSightings(store, seen, waiting, now);
  }
  return { before, removed: holding([...removed, ...ended]), stay };
}

/**
 * Prunes a store that takes more than the budget on disk. If pruning cannot keep the budget, because all that is left is young or
 * belongs to the last run, it notes so. Until an hour has passed or the store has grown, the next calls do not list the store in
 * vain.
 *
 * @returns undefined if there was nothing to do
 */
export async function pruneIfOver(store: Store, request: PruneRequest): Promise<Pruned | undefined> {
  const { budget, now } = request;
  const measure = async () => (await store.used()) ?? (await store.size());
  const used = await measure();
  if (used === undefined || used <= budget) return undefined;
  const [text] = await store.notes([overNote]);
  const last = text === undefined ? undefined : (JSON.parse(text) as Over);
  const isVain =
    last !== undefined &&
    budget >= last.budget &&
    used <= last.used + budget / 10 &&
    Math.abs(now - last.at) < pause;
  if (isVain) return undefined;
  const pruned = await prune(store, request);
  const left = await measure();
  if (left !== undefined && left > budget) {
    const over: Over = { budget, used: left, at: now };
    await store.putNotes(new Map([[overNote, JSON.stringify(over)]]));
  }
  return pruned;
}

/** How much a store took after a pruning that could not keep the budget. */
interface Over {
  readonly budget: number;
  readonly used: number;
  readonly at: number;
}

const overNote = 'over budget';

/** Milliseconds. Uses are recorded to the hour, so little grows old sooner. */
const pause = 3_600_000;

/** Counts the results, artifacts and bytes of some rows. */
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

/** The keys of the last eventful run, if it ended before this time. */
async function lastRunKeys(store: Store, before: number): Promise<readonly Digest[]> {
  const last = await readLastRun(store);
  return last !== undefined && last.at < before ? last.keys : [];
}

/**
 * Rows that have become useless: journals of stages whose last result is gone, and lists of modules of bundles without results. The
 * `latest:` rows stay. They say that a stage had a result, so that a reason need not call it new.
 */
export function leftovers(rows: readonly StoredRow[], removed: readonly StoredRow[]): readonly StoredRow[] {
  if (removed.every(({ result }) => result === undefined)) return [];
  const gone = new Set(removed);
  const staying = rows.filter((row) => !gone.has(row));
  const useful = new Set<string>();
  for (const { result } of staying) {
    if (result === undefined) continue;
    useful.add(result.key);
    useful.add(`note:code:${result.recipe.code}`);
  }
  // Both names end with the sha256 of the stage's name.
  for (const { name, latest } of staying)
    if (latest !== undefined && useful.has(latest))
      useful.add(`note:${journalPrefix}${name.split(':').at(-1)}`);
  const isNote = (name: string) => name.startsWith('note:code:') || name.startsWith(`note:${journalPrefix}`);
  return staying.filter(({ name }) => isNote(name) && !useful.has(name));
}

/** When a pruning first found an artifact that no result names. (Artifacts themselves have no time.) */
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
