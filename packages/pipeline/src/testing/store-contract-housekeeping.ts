import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { writeClaim } from '../store/claim.js';
import type { Store, StoredResult, StoredRow } from '../store/store.js';
import { digestOf } from '../values/digest.js';
import type { ContractTest } from './contract-test.js';
import { changed, resultOf } from './store-contract-samples.js';

/** The part of the contract about notes. */
export function noteTests(test: ContractTest): void {
  test('keeps notes by name, and none for a name that has none', async ({ store }) => {
    const texts = new Map([
      ['a', 'plain'],
      ['a:b', '"quoted", \u2028 é 😀'],
      ['empty', ''],
    ]);
    await store.putNotes(texts);
    deepStrictEqual(await store.notes(['empty', 'none', 'a:b', 'a']), [
      '',
      undefined,
      '"quoted", \u2028 é 😀',
      'plain',
    ]);
    await store.putNotes(new Map([['a', 'another']]));
    deepStrictEqual(await store.notes(['a']), ['another']);
  });

  test('adds a note only where there is none of its name', async ({ store }) => {
    const answers = await Promise.all(['x', 'y', 'z'].map((text) => store.addNote('a', text)));
    strictEqual(answers.filter((isAdded) => isAdded).length, 1);
    deepStrictEqual(await store.notes(['a']), [['x', 'y', 'z'][answers.indexOf(true)]]);
    strictEqual(await store.addNote('b', 'x'), true);
    strictEqual(await store.addNote('b', 'y', 'z'), false);
    strictEqual(await store.addNote('b', 'y', 'x'), true);
    deepStrictEqual(await store.notes(['b']), ['y']);
  });

  test('reads a damaged note as absent', async (subject) => {
    await subject.store.putNotes(new Map([['a', 'plain']]));
    await subject.tamper('results', (text) => changed(text, text.length - 2));
    deepStrictEqual(await subject.store.notes(['a']), [undefined]);
  });
}

/** The part of the contract about claims. */
export function claimTests(test: ContractTest): void {
  const { key } = resultOf(1);
  const at = (time: number) => writeClaim({ at: time, host: 'a host', pid: 1, run: 'a run' });

  test('gives the place of a result to the first claim, until it is given back', async ({ store }) => {
    strictEqual(await store.claimed(key), undefined);
    const answers = await Promise.all([1, 2, 3, 4].map((time) => store.claim(key, at(time))));
    strictEqual(answers.filter((isMine) => isMine).length, 1);
    const mine = at(answers.indexOf(true) + 1);
    strictEqual(await store.claimed(key), mine);
    deepStrictEqual(await store.results([key]), [undefined]);
    await store.unclaim(key, at(9));
    strictEqual(await store.claimed(key), mine);
    await store.unclaim(key, mine);
    strictEqual(await store.claimed(key), undefined);
    strictEqual(await store.claim(key, at(5)), true);
  });

  test('replaces a claim only by one that names it', async ({ store }) => {
    await store.claim(key, at(1));
    strictEqual(await store.claim(key, at(2), at(3)), false);
    strictEqual(await store.claim(key, at(2), at(1)), true);
    strictEqual(await store.claimed(key), at(2));
    deepStrictEqual(
      (await rowsOf(store)).map(({ name, claim }) => [name, claim?.at]),
      [[key, 2]],
    );
  });

  test('puts a result in the place of its claim, and no claim in the place of a result', async ({
    store,
  }) => {
    await store.claim(key, at(1));
    await store.putResult(resultOf(1));
    strictEqual(await store.claim(key, at(2), at(1)), false);
    await store.unclaim(key, at(1));
    strictEqual(await store.claimed(key), undefined);
    deepStrictEqual(await store.results([key]), [resultOf(1)]);
  });
}

/** The part of the contract about listing and removing rows, and about times of use. */
export function housekeepingTests(test: ContractTest): void {
  test('lists every row once, with results as they are and the sizes of the rows', async ({ store }) => {
    const results = Array.from({ length: 1_500 }, (_, index) => resultOf(index));
    for (const result of results) await store.putResult(result);
    await store.putNotes(new Map([['note', 'text']]));
    const bytes = new Uint8Array(1_000);
    await store.putArtifact(digestOf(bytes), bytes);
    const rows = await rowsOf(store);
    strictEqual(new Set(rows.map(({ table, name }) => `${table} ${name}`)).size, rows.length);
    strictEqual(rows.length, 2 * results.length + 2);
    const found = rows.flatMap(({ result }) => (result === undefined ? [] : [result]));
    const byKey = (a: StoredResult, b: StoredResult) => (a.key < b.key ? -1 : 1);
    deepStrictEqual(found.sort(byKey), results.sort(byKey));
    deepStrictEqual(
      rows.filter(({ table }) => table === 'artifacts'),
      [{ table: 'artifacts', name: digestOf(bytes), bytes: 1_000 }],
    );
  });

  test('lists a damaged result without calling it one', async (subject) => {
    await subject.store.putResult(resultOf(1));
    await subject.tamper('results', (text) => changed(text, text.length - 2));
    deepStrictEqual(
      (await rowsOf(subject.store)).map(({ result }) => result),
      [undefined, undefined],
    );
  });

  test('removes the rows that it is told to, and no other', async ({ store }) => {
    const results = Array.from({ length: 5 }, (_, index) => resultOf(index));
    const bytes = [Uint8Array.of(1), Uint8Array.of(2)];
    for (const result of results) await store.putResult(result);
    for (const each of bytes) await store.putArtifact(digestOf(each), each);
    await store.remove([
      { table: 'results', name: results[1]!.key },
      { table: 'results', name: digestOf('absent') },
      { table: 'artifacts', name: digestOf(bytes[0]!) },
    ]);
    await store.compact();
    deepStrictEqual(
      await store.results(results.map(({ key }) => key)),
      results.map((result, index) => (index === 1 ? undefined : result)),
    );
    deepStrictEqual(await store.artifact(digestOf(bytes[0]!)), undefined);
    deepStrictEqual(await store.artifact(digestOf(bytes[1]!)), bytes[1]);
  });

  test('can be emptied while it is listed', async ({ store }) => {
    for (let index = 0; index < 2_500; index++) await store.putResult(resultOf(index));
    for await (const rows of store.contents()) await store.remove(rows);
    deepStrictEqual(await rowsOf(store), []);
  });

  test('records the use of results, and leaves the latest of their stages', async ({ store }) => {
    const results = Array.from({ length: 3 }, (_, index) => ({ ...resultOf(index), stage: 'same' }));
    for (const result of results) await store.putResult(result);
    await store.touch(results.slice(0, 2), 1_800_000_000_000);
    deepStrictEqual(
      (await store.results(results.map(({ key }) => key))).map((result) => result?.usedAt),
      [1_800_000_000_000, 1_800_000_000_000, undefined],
    );
    deepStrictEqual(await store.latest(['same']), [results[2]!.key]);
  });
}

async function rowsOf(store: Store): Promise<StoredRow[]> {
  const rows: StoredRow[] = [];
  for await (const page of store.contents()) rows.push(...page);
  return rows;
}
