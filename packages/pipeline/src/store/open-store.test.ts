import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestOf } from '../values/digest.js';
import { openStore } from './open-store.js';
import { shownLocation } from './server-location.js';
import { sqliteStore } from './sqlite/sqlite-store.js';
import type { Store } from './store.js';
import { survivingStore } from './surviving-store.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'open-store-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
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
