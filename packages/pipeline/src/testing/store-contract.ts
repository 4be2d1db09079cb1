import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { keyOf, type Recipe } from '../graph/recipe.js';
import { type Digest, digestOf } from '../values/digest.js';
import type { ContractTest, StoreUnderTest } from './contract-test.js';
import { claimTests, housekeepingTests, noteTests } from './store-contract-housekeeping.js';
import { changed, resultOf } from './store-contract-samples.js';

export type { StoreUnderTest };

/** The part of a test runner that the contract needs. Vitest and node:test both have it. */
export interface TestRunner {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => Promise<void>): unknown;
}

/** Declares the tests that every kind of store has to pass. */
export function storeContract(kind: string, open: () => Promise<StoreUnderTest>, runner: TestRunner): void {
  const test = (name: string, body: (subject: StoreUnderTest) => Promise<void>) =>
    runner.it(name, async () => {
      await using subject = await open();
      await body(subject);
    });
  runner.describe(`the store contract: ${kind}`, () => {
    resultTests(test);
    artifactTests(test);
    latestTests(test);
    noteTests(test);
    claimTests(test);
    housekeepingTests(test);
    damageTests(test);
    sharingTests(test);
  });
}

function resultTests(test: ContractTest): void {
  test('gives back every field of a result', async ({ store }) => {
    const recipe: Recipe = {
      task: 'contract/odd#fn',
      code: digestOf('code'),
      params: { 'a"b': [0.1, -1e-300, null, true], é: { '\u0000': '😀 \\ \u2028', '': '\ud800' } },
      inputs: {
        one: digestOf('1'),
        list: [digestOf('2')],
        maybe: { settled: [digestOf('3'), { failed: 'x' }] },
      },
      codec: 'json/1',
    };
    const result = { ...resultOf(1), recipe, key: keyOf(recipe), stage: 'odd[name="😀"]', duration: 0.001 };
    await store.putResult(result);
    deepStrictEqual(await store.results([result.key]), [result]);
  });

  test('answers in the order of the keys, with undefined for those that are absent', async ({ store }) => {
    const [first, second] = [resultOf(1), resultOf(2)];
    await store.putResult(first);
    await store.putResult(second);
    const absent = digestOf('absent');
    deepStrictEqual(await store.results([second.key, absent, first.key, second.key]), [
      second,
      undefined,
      first,
      second,
    ]);
    deepStrictEqual(await store.results([]), []);
  });

  test('replaces a result of the same key', async ({ store }) => {
    const result = resultOf(1);
    await store.putResult(result);
    await store.putResult({ ...result, builtAt: 7 });
    deepStrictEqual(await store.results([result.key]), [{ ...result, builtAt: 7 }]);
  });

  test('answers for thousands of keys at once', async ({ store }) => {
    const results = Array.from({ length: 2_500 }, (_, index) => resultOf(index));
    for (const result of results) await store.putResult(result);
    const absent = results.map((_, index) => digestOf(`absent ${index}`));
    const asked = results.flatMap(({ key }, index) => [key, absent[index]!]);
    const expected = results.flatMap((result) => [result, undefined]);
    deepStrictEqual(await store.results(asked), expected);
    const names = results.map(({ stage }) => stage);
    deepStrictEqual(
      await store.latest(names),
      results.map(({ key }) => key),
    );
  });
}

function artifactTests(test: ContractTest): void {
  test('gives back the bytes of artifacts, whatever they are', async ({ store }) => {
    const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const large = Uint8Array.from(
      { length: 1_000_003 },
      (_, index) => Math.imul(index, 2_654_435_761) >>> 24,
    );
    for (const bytes of [new Uint8Array(), everyByte, large, everyByte.subarray(3, 10)]) {
      await store.putArtifact(digestOf(bytes), bytes);
      deepStrictEqual(await store.artifact(digestOf(bytes)), bytes);
    }
    strictEqual(await store.artifact(digestOf('absent')), undefined);
  });

  test('tells which artifacts are present, without looking into them', async ({ store, tamper }) => {
    const digests: Digest[] = [];
    for (let index = 0; index < 1_200; index++) {
      const bytes = Uint8Array.of(index % 256, index / 256);
      digests.push(digestOf(bytes));
      await store.putArtifact(digestOf(bytes), bytes);
    }
    await tamper('artifacts', () => '');
    const absent = digests.map((digest) => digestOf(digest));
    deepStrictEqual(await store.present([...absent, ...digests]), new Set(digests));
    deepStrictEqual(await store.present([]), new Set());
  });
}

function latestTests(test: ContractTest): void {
  test('remembers the latest key of a stage, whatever its name', async ({ store }) => {
    const names = ['', 'a', 'A', 'a%', 'a_', "a'b", 'a"b', 'ä', '😀', 'x'.repeat(1_000), 'a[b=1,c="d e"]'];
    deepStrictEqual(
      await store.latest(names),
      names.map(() => undefined),
    );
    const keys = new Map(names.map((name) => [name, digestOf(`key of ${name}`)]));
    await store.putLatest(keys);
    deepStrictEqual(await store.latest([...names].reverse()), [...keys.values()].reverse());
  });

  test('takes a new result as the latest of its stage, until another is', async ({ store }) => {
    const [first, second] = [
      { ...resultOf(1), stage: 'same' },
      { ...resultOf(2), stage: 'same' },
    ];
    await store.putResult(first);
    await store.putResult(second);
    deepStrictEqual(await store.latest(['same']), [second.key]);
    await store.putLatest(new Map([['same', first.key]]));
    await store.putLatest(new Map());
    deepStrictEqual(await store.latest(['same']), [first.key]);
    deepStrictEqual(await store.results([first.key, second.key]), [first, second]);
  });
}

function damageTests(test: ContractTest): void {
  const damages: readonly [string, (text: string) => string][] = [
    ['emptied', () => ''],
    ['cut short', (text) => text.slice(0, -1)],
    ['lengthened', (text) => `${text}A`],
    ['another text', () => '{"value":1}'],
    ['one letter of its beginning changed', (text) => changed(text, 0)],
    ['one letter of its middle changed', (text) => changed(text, text.length >> 1)],
    ['one letter of its end changed', (text) => changed(text, text.length - 2)],
  ];
  for (const [damage, change] of damages) {
    test(`never reads a damaged row as something else, and takes a good one in its place: ${damage}`, async (subject) => {
      const { store } = subject;
      const result = resultOf(1);
      const bytes = new TextEncoder().encode('some bytes, of which each one counts');
      const put = async () => {
        await store.putArtifact(digestOf(bytes), bytes);
        await store.putResult(result);
      };
      await put();
      await subject.tamper('results', change);
      await subject.tamper('artifacts', change);
      deepStrictEqual(await store.results([result.key]), [undefined]);
      strictEqual(await store.artifact(digestOf(bytes)), undefined);
      const [latest] = await store.latest([result.stage]);
      if (latest !== undefined) deepStrictEqual(await store.results([latest]), [undefined]);
      await put();
      deepStrictEqual(await store.results([result.key]), [result]);
      deepStrictEqual(await store.artifact(digestOf(bytes)), bytes);
    });
  }

  test('reads a row that stands under another key as absent', async (subject) => {
    const { store } = subject;
    const [first, second] = [resultOf(1), resultOf(2)];
    let text = '';
    await store.putResult(first);
    await subject.tamper('results', (row) => {
      if (row.length > 64) text = row;
      return row;
    });
    await store.putResult(second);
    await subject.tamper('results', (row) => (row.length > 64 ? text : row));
    deepStrictEqual(await store.results([first.key, second.key]), [first, undefined]);
  });
}

function sharingTests(test: ContractTest): void {
  test('shows each handle what the other has written', async ({ store, another }) => {
    if (another === undefined) return;
    const other = await another();
    const [first, second] = [resultOf(1), resultOf(2)];
    const bytes = Uint8Array.of(1, 2, 3);
    await Promise.all([
      store.putResult(first),
      other.putResult(second),
      store.putArtifact(digestOf(bytes), bytes),
      other.putArtifact(digestOf(bytes), bytes),
    ]);
    for (const handle of [store, other]) {
      deepStrictEqual(await handle.results([first.key, second.key]), [first, second]);
      deepStrictEqual(await handle.artifact(digestOf(bytes)), bytes);
    }
    await other[Symbol.asyncDispose]();
    deepStrictEqual(await store.latest([second.stage]), [second.key]);
  });

  test('keeps what was written when it is closed and opened again', async ({ store, another }) => {
    if (another === undefined) return;
    const result = resultOf(1);
    await store.putResult(result);
    await store[Symbol.asyncDispose]();
    await using again = await another();
    deepStrictEqual(await again.results([result.key]), [result]);
  });
}
