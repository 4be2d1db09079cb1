import type { Digest } from '../values/digest.js';
import { memoryStore } from './memory-store.js';
import type { Store } from './store.js';
import { StoreUnavailable } from './store-unavailable.js';
import { isTooLarge } from './too-large.js';

/** How a store survives the failures of its database. */
export interface Survival {
  /** Opens the database anew, after somebody has removed it, or to mend it. */
  readonly open?: () => Promise<Store>;
  /** The clock for pauses, in milliseconds. Default: that of this process. */
  readonly now?: () => number;
  /** Receives a message that tells of no failure: that the database takes long. Default: `warn`. */
  readonly note?: (message: string) => void;
}

/** A write that the database has still to get. */
type Write = (store: Store) => Promise<void>;

/** How reading, or writing, fails at present. One often works while the other does not. */
interface Trouble {
  /** Milliseconds until the next try, if the database fails at once. */
  readonly pause: number;
  /** When the database is tried again, by the clock. */
  readonly until: number;
}

type Kind = 'read' | 'write';

/**
 * A store that goes on when its database fails. It has a damaged database mended, once. Otherwise it writes to memory, and reads
 * from memory first. After a pause it tries the database again, and gives it what it missed. The pauses become longer, and are
 * long after a database that took long to fail: a run does not wait for a server twice. So a full disk makes no run fail, and
 * costs nothing that could be written later.
 *
 * @param warn receives a message when the database fails, but not the same one again within ten minutes
 */
export function survivingStore(
  first: Store,
  warn: (message: string) => void,
  { open, now = () => performance.now(), note = warn }: Survival = {},
): Store {
  let database = first;
  const troubles = new Map<Kind, Trouble>();
  /** What was written since the database failed. */
  let memory: Store | undefined;
  const missed: Write[] = [];
  let lastTook = 0;
  /** When each message was last told, by the clock. */
  const told = new Map<string, number>();
  /** What the database can never take: values that are too large for it, and their results. */
  let oversized: { readonly memory: Store; readonly digests: Set<Digest> } | undefined;

  const fail = (error: unknown, kind: Kind, since: number, consequence: string): Store => {
    lastTook = now() - since;
    const message = `the cache ${database.location} failed: ${(error as Error).message}; ${consequence}`;
    // A full disk may still take small writes, and fail again soon.
    if (troubles.size === 0 && !(now() - (told.get(message) ?? -Infinity) < longestPause)) {
      told.set(message, now());
      warn(message);
    }
    // What took long is waited for neither in reading nor in writing.
    for (const each of lastTook > slow ? (['read', 'write'] as const) : [kind]) {
      const pause = Math.min(longestPause, 2 * (troubles.get(each)?.pause ?? firstPause / 2));
      troubles.set(each, { pause, until: now() + Math.max(pause, 30 * lastTook) });
    }
    memory ??= memoryStore();
    return memory;
  };
  const isDown = (kind: Kind) => now() < (troubles.get(kind)?.until ?? 0);
  const heal = (kind: Kind) => {
    troubles.delete(kind);
    if (troubles.size === 0 && missed.length === 0) memory = undefined;
  };

  /** Gives the database what it missed. */
  let catching: Promise<void> | undefined;
  const catchUp = (): Promise<void> => {
    const replay = async () => {
      for (; missed.length > 0; missed.shift()) await missed[0]!(database);
    };
    catching ??= replay().finally(() => {
      catching = undefined;
    });
    return catching;
  };
  let hasWaited = false;
  const noteWaiting = async <T>(answer: Promise<T>): Promise<T> => {
    const noteOnce = () => {
      if (!hasWaited) note(`waiting for the cache ${database.location}`);
      hasWaited = true;
    };
    const timer = setTimeout(noteOnce, patience).unref();
    return answer.finally(() => clearTimeout(timer));
  };
  let renewing: Promise<void> | undefined;
  /** Whether the database was mended once. If it is soon damaged again, the disk is to blame, and copying does not help. */
  let isMended = false;
  const renew = async (): Promise<void> => {
    const isDamaged = !isMended && database.isDamaged?.() === true;
    if (renewing === undefined && (open === undefined || !(isDamaged || database.isRemoved?.() === true)))
      return;
    const begin = async () => {
      isMended ||= isDamaged;
      if (!isDamaged)
        warn(`the cache ${database.location} was removed while it was in use; a new one is started`);
      try {
        await database[Symbol.asyncDispose]();
      } catch {
        // Nothing of it is left that could be lost.
      }
      database = await open!();
    };
    renewing ??= begin().finally(() => {
      renewing = undefined;
    });
    await renewing;
  };
  /** Acts on the database. If it turns out to be damaged, mends it and acts again. */
  const act = async <T>(action: (store: Store) => Promise<T>): Promise<T> => {
    await renewing?.catch(() => {});
    const used = database;
    try {
      return await noteWaiting(action(used));
    } catch (error) {
      if (used === database && (renewing !== undefined || used.isDamaged?.() === true))
        await renew().catch(() => {});
      if (used === database) throw error;
      return noteWaiting(action(database));
    }
  };
  const read = async <T>(
    action: (store: Store) => Promise<T>,
    merge: (first: T, second: T) => T,
  ): Promise<T> => {
    const kept: T[] = [];
    for (const each of [oversized?.memory, memory]) if (each !== undefined) kept.push(await action(each));
    const since = now();
    if (!isDown('read')) {
      try {
        kept.push(await act(action));
        heal('read');
      } catch (error) {
        const empty = fail(error, 'read', since, notRead);
        if (kept.length === 0) return action(empty);
      }
    }
    return kept.reduce(merge);
  };
  const write = async (action: Write): Promise<void> => {
    // What cannot be read back from the database is read from memory.
    if (troubles.has('read')) await action(memory!);
    const since = now();
    if (!isDown('write')) {
      try {
        await renew();
        await act((store) => catchUp().then(() => action(store)));
        heal('write');
        return;
      } catch (error) {
        fail(error, 'write', since, notCached);
      }
    }
    // Before anything is waited for: another write may succeed meanwhile, and nothing is kept in memory when nothing is missed.
    missed.push(action);
    await action(memory!);
  };
  /** A value that is too large for a database is no failure of the database, now or when it gets what it missed. */
  const putOrKeep = async (store: Store, digest: Digest, bytes: Uint8Array): Promise<void> => {
    try {
      await store.putArtifact(digest, bytes);
    } catch (error) {
      if (!isTooLarge(error)) throw error;
      const size = `${Math.round(bytes.length / 1e6)} MB`;
      warn(`the cache ${store.location} cannot hold a value of ${size}, which is kept for this run only`);
      oversized ??= { memory: memoryStore(), digests: new Set() };
      oversized.digests.add(digest);
      await oversized.memory.putArtifact(digest, bytes);
    }
  };
  const firstDefined = <T>(first: readonly (T | undefined)[], second: readonly (T | undefined)[]) =>
    first.map((value, index) => value ?? second[index]);

  return {
    get location() {
      return database.location;
    },
    results: (keys) => read((store) => store.results(keys), firstDefined),
    present: (digests) =>
      read<ReadonlySet<Digest>>(
        (store) => store.present(digests),
        (first, second) => new Set([...first, ...second]),
      ),
    artifact: (digest) =>
      read(
        (store) => store.artifact(digest),
        (first, second) => first ?? second,
      ),
    latest: (stages) => read((store) => store.latest(stages), firstDefined),
    putArtifact: (digest, bytes) => write((store) => putOrKeep(store, digest, bytes)),
    putResult: (result) =>
      write((store) => (oversized?.digests.has(result.digest) ? oversized.memory : store).putResult(result)),
    // Nobody waits for a run that has no database, and it waits for nobody.
    async claim(key, text, over) {
      if (isDown('write')) return true;
      const since = now();
      try {
        await renew();
        return await act((store) => store.claim(key, text, over));
      } catch (error) {
        fail(error, 'write', since, notCached);
        return true;
      }
    },
    async claimed(key) {
      if (isDown('read')) return undefined;
      const since = now();
      try {
        return await noteWaiting(database.claimed(key));
      } catch (error) {
        fail(error, 'read', since, notRead);
        return undefined;
      }
    },
    async unclaim(key, text) {
      // A full disk often takes this. A database that took long to fail would be waited for again.
      const wasDown = isDown('write');
      if (wasDown && lastTook > slow) return;
      const since = now();
      try {
        await noteWaiting(database.unclaim(key, text));
      } catch (error) {
        if (!wasDown) fail(error, 'write', since, notCached);
      }
    },
    putLatest: (keys) => write((store) => store.putLatest(keys)),
    notes: (names) => read((store) => store.notes(names), firstDefined),
    putNotes: (texts) => write((store) => store.putNotes(texts)),
    async addNote(name, text, over) {
      if (isDown('write'))
        throw new StoreUnavailable(`the cache ${database.location} takes no writes`, database);
      await renew();
      return act((store) => store.addNote(name, text, over));
    },
    touch: (results, usedAt) => write((store) => store.touch(results, usedAt)),
    async *contents() {
      if (memory !== undefined) yield* memory.contents();
      if (isDown('read')) return;
      const listed = new Set<string>();
      for (;;) {
        const used = database;
        try {
          for await (const rows of used.contents()) {
            yield rows.filter(({ table, name }) => !listed.has(`${table} ${name}`));
            for (const { table, name } of rows) listed.add(`${table} ${name}`);
          }
          return;
        } catch (error) {
          if (used.isDamaged?.() === true) await renew().catch(() => {});
          // We throw, because the caller would take a part of the list for the whole.
          if (used === database)
            throw new StoreUnavailable(
              `the cache ${used.location} failed: ${(error as Error).message}`,
              used,
            );
        }
      }
    },
    remove: (rows) => write((store) => store.remove(rows)),
    compact: () => write((store) => store.compact()),
    size: async () => (isDown('read') ? undefined : database.size().catch(() => undefined)),
    used: async () => (isDown('read') ? undefined : database.used().catch(() => undefined)),
    async [Symbol.asyncDispose]() {
      const since = now();
      try {
        // The last chance. A database that took long to fail would be waited for again.
        if (lastTook <= slow) await catchUp().catch(() => {});
        await database[Symbol.asyncDispose]();
      } catch (error) {
        fail(error, 'write', since, 'the last results may be lost');
      }
    },
  };
}

const notCached = 'later results of this run are not cached until it works again';
const notRead = 'this run goes on without it until it works again';

/** Milliseconds until a database that failed is tried again, at first and at most. */
const firstPause = 1_000;
const longestPause = 600_000;

/** A failure that took so many milliseconds was waited for: the database is locked, or its server does not answer. */
const slow = 4_500;

/** Milliseconds after which a person should know what the program waits for. */
const patience = 5_000;
