import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { digestOf } from '../values/digest.js';
import { memoryStore } from './memory-store.js';
import { openStore } from './open-store.js';
import { shownLocation } from './server-location.js';
import { sqliteStore } from './sqlite/sqlite-store.js';
import { sqliteTable } from './sqlite/sqlite-table.js';
import type { Store } from './store.js';
import { survivingStore } from './surviving-store.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'open-store-'));
});

describe('the location of a store', () => {
  const noWarning = (message: string) => expect.unreachable(message);

  it.each<[string, () => string, string]>([
    ['a folder, from where it is named', () => 'some folder', 'some folder/cache.sqlite'],
    ['an absolute folder', () => join(folder, 'there'), 'there/cache.sqlite'],
    ['a sqlite URI', () => 'sqlite:named.db', 'named.db'],
    ['a sqlite URI with slashes', () => `sqlite://${join(folder, 'deep', 'named.db')}`, 'deep/named.db'],
    ['a file URI', () => pathToFileURL(join(folder, 'with space.db')).href, 'with space.db'],
    ['a name with odd letters', () => 'a?b=c#d %20 é', 'a?b=c#d %20 é/cache.sqlite'],
  ])('may be %s', async (_, location, file) => {
    await using store = await openStore(location(), folder, noWarning);
    expect(store.location).toBe(join(folder, file));
    await store.putArtifact(digestOf(''), new Uint8Array());
    expect(await readdir(folder, { recursive: true })).toContain(file);
    expect(await store.size()).toBeGreaterThan(0);
  });

  it('may be memory, which leaves nothing behind', async () => {
    await using store = await openStore('memory:', folder, noWarning);
    expect(store.location).toBe('memory');
    expect(await store.size()).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    [
      'mongodb://me:secret@host',
      "unknown kind of cache 'mongodb:': use a folder, sqlite:FILE, redis://HOST, postgres://HOST/DATABASE or memory:",
    ],
    ['redis:me:secret@host', 'it must be redis://HOST or redis://USER:PASSWORD@HOST:PORT/NUMBER'],
    ['rediss:///0', 'it must be rediss://HOST'],
    ['redis://:secret%@host', 'it must be redis://HOST'],
    ['redis://:secret@host/name', 'it must be redis://HOST'],
    ['postgres://me:se/cret@host/database', 'it must be postgres://USER:PASSWORD@HOST:PORT/DATABASE'],
  ])('is refused when it is %s', async (location, message) => {
    const error = await openStore(location, folder, noWarning).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toContain(message);
    expect((error as Error).message).not.toMatch(/secret|cret/);
  });

  it.each([
    ['some folder?with=@', 'some folder?with=@'],
    ['sqlite:a@b?c', 'sqlite:a@b?c'],
    ['redis://:secret@host:1/2?password=secret', 'redis://host:1/2'],
    ['postgresql://me:secret@[::1]/database#secret', 'postgresql://[::1]/database'],
    ['postgres://me:12/secret@host/database', 'postgres:…'],
    ['postgres://me:se?cret@host/database', 'postgres:…'],
    ['redis:me:secret@host', 'redis:…'],
    ['mongodb://me:secret@host', 'mongodb://host'],
  ])('is shown without what is secret: %s', (location, shown) => {
    expect(shownLocation(location)).toBe(shown);
  });
});

describe('a store whose database fails', () => {
  const text = (of: string) => new TextEncoder().encode(of);

  /** A store whose database has one artifact and was then closed, without the store knowing. */
  async function failing(): Promise<{ store: Store; warnings: string[] }> {
    const warnings: string[] = [];
    const database = await sqliteStore(join(folder, 'cache.sqlite'), (message) => warnings.push(message));
    const store = survivingStore(database, (message) => warnings.push(message));
    await store.putArtifact(digestOf('before'), text('before'));
    await database[Symbol.asyncDispose]();
    return { store, warnings };
  }

  it('keeps in memory what is written from then on, and says so once', async () => {
    const { store, warnings } = await failing();
    for (const after of ['one', 'two']) {
      await store.putArtifact(digestOf(after), text(after));
      expect(await store.artifact(digestOf(after))).toEqual(text(after));
    }
    await store.putLatest(new Map([['stage', digestOf('key')]]));
    expect(await store.latest(['other', 'stage'])).toEqual([undefined, digestOf('key')]);
    expect(await store.present([digestOf('before'), digestOf('one')])).toEqual(new Set([digestOf('one')]));
    expect(await store.size()).toBeUndefined();
    expect(warnings).toEqual([
      expect.stringMatching(/cache.sqlite failed: .*; later results of this run are not cached/),
    ]);
  });

  /** Takes the tables away from a store that is open, or gives them back, as a database does that fails for a time. */
  async function breakTables(isBroken: boolean): Promise<void> {
    const other = sqliteTable(join(folder, 'cache.sqlite'), isBroken ? 'results' : 'artifacts');
    const [from, to] = isBroken ? ['artifacts', 'hidden'] : ['hidden', 'artifacts'];
    if (!isBroken) await other.query('DROP TABLE artifacts');
    await other.query(`ALTER TABLE ${from} RENAME TO ${to}`);
    await other.close();
  }

  it('is tried again after a pause, and gets what it missed', async () => {
    const warnings: string[] = [];
    const warn = (message: string) => void warnings.push(message);
    let time = 0;
    const database = await sqliteStore(join(folder, 'cache.sqlite'), warn);
    const store = survivingStore(database, warn, { now: () => time });
    const put = (of: string) => store.putArtifact(digestOf(of), text(of));
    const inDatabase = async () => {
      await using other = await sqliteStore(join(folder, 'cache.sqlite'), warn);
      const all = ['one', 'two', 'three', 'four', 'five'];
      const present = await other.present(all.map(digestOf));
      return all.filter((of) => present.has(digestOf(of)));
    };
    await put('one');
    await breakTables(true);
    await put('two');
    time += 500;
    await put('three');
    await breakTables(false);
    expect(await inDatabase()).toEqual(['one']);
    await put('four');
    expect(await inDatabase()).toEqual(['one']);
    for (const of of ['one', 'two', 'three', 'four'])
      expect(await store.artifact(digestOf(of))).toEqual(text(of));
    time += 1_000;
    await put('five');
    expect(await inDatabase()).toEqual(['one', 'two', 'three', 'four', 'five']);
    expect(await store.artifact(digestOf('one'))).toEqual(text('one'));
    await store[Symbol.asyncDispose]();
    expect(warnings).toEqual([expect.stringMatching(/not cached until it works again/)]);
  });

  it('gets what it missed at the latest when the store is closed', async () => {
    const warnings: string[] = [];
    const store = await openStore(folder, '/', (message) => warnings.push(message));
    await store.putArtifact(digestOf('one'), text('one'));
    await breakTables(true);
    await store.putArtifact(digestOf('two'), text('two'));
    await breakTables(false);
    await store[Symbol.asyncDispose]();
    expect(warnings).toHaveLength(1);
    await using again = await openStore(folder, '/', (message) => warnings.push(message));
    expect(await again.artifact(digestOf('two'))).toEqual(text('two'));
    expect(warnings).toHaveLength(1);
  });

  it('says the same only once in ten minutes, also when another write works meanwhile', async () => {
    const warnings: string[] = [];
    const inner = memoryStore();
    let release = () => {};
    const full: Store = {
      ...inner,
      async putArtifact() {
        throw new Error('disk is full');
      },
      putNotes: () =>
        new Promise((resolve) => {
          release = resolve;
        }),
    };
    let time = 0;
    const store = survivingStore(full, (message) => warnings.push(message), { now: () => time });
    const failOnce = async () => {
      const small = store.putNotes(new Map([['note', 'text']]));
      // It fails while the small write is under way.
      await store.putArtifact(digestOf('large'), text('large'));
      release();
      await small;
    };
    await failOnce();
    time += 60_000;
    await store.putArtifact(digestOf('large'), text('large'));
    expect(warnings).toEqual([expect.stringContaining('disk is full')]);
  });

  it('is not waited for again after a claim has waited for it in vain', async () => {
    let time = 0;
    let waits = 0;
    const locked = async (): Promise<never> => {
      waits++;
      time += 30_000;
      throw new Error('locked');
    };
    const warnings: string[] = [];
    const database = { ...memoryStore(), claimed: locked, unclaim: locked, putNotes: locked };
    for (const first of ['claimed', 'unclaim'] as const) {
      const store = survivingStore(database, (message) => warnings.push(message), { now: () => time });
      await store[first](digestOf('key'), 'a claim');
      await store.unclaim(digestOf('key'), 'a claim');
      await store.putNotes(new Map([['a name', 'a text']]));
    }
    expect(waits).toBe(2);
    expect(warnings).toEqual([
      expect.stringMatching(/failed: locked; this run goes on without it/),
      expect.stringMatching(/failed: locked; later results of this run are not cached/),
    ]);
  });

  it('takes everything but a value that is too large for it, also of what it missed', async () => {
    const warnings: string[] = [];
    const rows = { results: new Map<string, string>(), artifacts: new Map<string, Uint8Array>() };
    const inner = memoryStore(rows);
    let fault: Error | undefined;
    // What databases say when they are down, and when a value exceeds their limit.
    const limited: Store = {
      ...inner,
      async putArtifact(digest, bytes) {
        if (fault !== undefined) throw fault;
        if (bytes.length > 5)
          throw Object.assign(new Error('string or blob too big'), { code: 'SQLITE_TOOBIG' });
        await inner.putArtifact(digest, bytes);
      },
    };
    let time = 0;
    const store = survivingStore(limited, (message) => warnings.push(message), { now: () => time });
    const put = (of: string) => store.putArtifact(digestOf(of), text(of));
    await put('too large at once');
    fault = new Error('down');
    await put('too large later');
    await put('small');
    fault = undefined;
    time += 10_000;
    await store.putNotes(new Map([['note', 'text']]));
    for (const of of ['too large at once', 'too large later', 'small'])
      expect(await store.artifact(digestOf(of))).toEqual(text(of));
    expect([...rows.artifacts.keys()]).toEqual([digestOf('small')]);
    expect(await inner.notes(['note'])).toEqual(['text']);
    expect(warnings).toEqual([
      expect.stringContaining('cannot hold a value'),
      expect.stringContaining('failed: down'),
      expect.stringContaining('cannot hold a value'),
    ]);
  });

  it('is no failure while it takes long', async () => {
    let finish = () => {};
    const slow: Store = {
      ...memoryStore(),
      putArtifact: () => new Promise((resolve) => (finish = resolve)),
    };
    const warnings: string[] = [];
    const notes: string[] = [];
    const store = survivingStore(slow, (message) => warnings.push(message), {
      note: (message) => notes.push(message),
    });
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    try {
      const written = store.putArtifact(digestOf('one'), text('one'));
      await vi.advanceTimersByTimeAsync(5_000);
      finish();
      await written;
    } finally {
      vi.useRealTimers();
    }
    expect(notes).toEqual(['waiting for the cache memory']);
    expect(warnings).toEqual([]);
  });

  it('is begun anew when its folder was removed', async () => {
    const warnings: string[] = [];
    const cache = join(folder, 'cache');
    const store = await openStore(cache, '/', (message) => warnings.push(message));
    await store.putArtifact(digestOf('one'), text('one'));
    await rm(cache, { recursive: true });
    await store.putArtifact(digestOf('two'), text('two'));
    expect(await store.artifact(digestOf('one'))).toBeUndefined();
    await store[Symbol.asyncDispose]();
    expect(warnings).toEqual([
      expect.stringMatching(/was removed while it was in use; a new one is started/),
    ]);
    await using again = await openStore(cache, '/', (message) => warnings.push(message));
    expect(await again.artifact(digestOf('two'))).toEqual(text('two'));
    expect(warnings).toHaveLength(1);
  });

  it('finds nothing that was there, and does not fail', async () => {
    const { store, warnings } = await failing();
    expect(await store.artifact(digestOf('before'))).toBeUndefined();
    expect(await store.results([digestOf('key')])).toEqual([undefined]);
    expect(await store.latest(['stage'])).toEqual([undefined]);
    await store.putArtifact(digestOf('after'), text('after'));
    expect(await store.artifact(digestOf('after'))).toEqual(text('after'));
    await store[Symbol.asyncDispose]();
    expect(warnings).toEqual([expect.stringMatching(/failed: .*; this run goes on without it/)]);
  });
});
