import { constants } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import {
  deepJson,
  forged,
  magic,
  recordOf,
  recordsOf,
  sealed,
  type TransferRecord,
  written,
} from '../../test/support/transfer-records.js';
import { graph } from '../graph/graph.js';
import { memoryStore } from '../store/memory-store.js';
import type { Store } from '../store/store.js';
import { createRig } from '../testing/rig.js';
import { canonicalJson } from '../values/canonical-json.js';
import { digestOf } from '../values/digest.js';
import { rowsOf } from './prune.js';
import { exportStore, importStore, TransferError } from './transfer.js';

async function rigWithResults() {
  const rig = createRig();
  const source = rig.stage<string>('source', () => 'é "quoted" \n line');
  const length = rig.stage('length', ({ text }) => text.length, { inputs: { text: source } });
  const page = rig.stage('page', ({ all }) => all, { inputs: { all: { settled: [source, length] } } });
  const whole = graph([page, rig.stage('copy', () => 'é "quoted" \n line')]);
  await rig.run(whole);
  return { rig, whole };
}

async function exported(store: Store): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of exportStore(store)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The bytes in two chunks, the first of this length. */
async function* split(bytes: Uint8Array, length: number) {
  yield bytes.subarray(0, length);
  yield bytes.subarray(length);
}

const importing = (store: Store, bytes: Uint8Array, length = 100) =>
  importStore(store, () => split(bytes, length), 7);

async function expectRefused(bytes: Uint8Array, message?: RegExp): Promise<void> {
  const store = memoryStore();
  const refused = importing(store, bytes);
  await expect(refused).rejects.toThrow(TransferError);
  if (message !== undefined) await expect(refused).rejects.toThrow(message);
  expect(await rowsOf(store)).toEqual([]);
}

/** Changes the text of each result. */
const withResults = (records: readonly TransferRecord[], change: (text: string, index: number) => string) =>
  records.map((record, index) =>
    record.header.startsWith('result')
      ? recordOf('result', Buffer.from(change(record.body.toString(), index)))
      : record,
  );

describe('transfer', () => {
  it('brings every result to another store, where a run finds it', async () => {
    const { rig, whole } = await rigWithResults();
    await using _ = rig;
    const bytes = await exported(rig.store);
    const other = memoryStore();
    expect(await importing(other, bytes)).toEqual({ results: 4, artifacts: 3, conflicts: [] });
    // What a stage had before is a history of the other store.
    expect(await other.latest(['source', 'length'])).toEqual([undefined, undefined]);
    expect((await rig.run(whole, { store: other })).toSorted()).toEqual([
      'copy fresh',
      'length fresh',
      'page fresh',
      'source fresh',
    ]);
    expect(await importing(other, bytes)).toEqual({ results: 0, artifacts: 0, conflicts: [] });
    const headers = (of: Buffer) =>
      recordsOf(of)
        .map(({ header }) => header)
        .toSorted();
    expect(headers(await exported(other))).toEqual(headers(bytes));
  });

  it('keeps artifacts byte for byte, also an empty one and one with line ends, and tells how many results', async () => {
    const { rig } = await rigWithResults();
    await using _ = rig;
    const [key] = await rig.store.latest(['length']);
    const [result] = await rig.store.results([key!]);
    const every = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7) >> (index % 3));
    for (const bytes of [new Uint8Array(), every]) {
      const store = memoryStore();
      await store.putArtifact(digestOf(bytes), bytes);
      await store.putResult({ ...result!, digest: digestOf(bytes), size: bytes.length });
      const chunks = exportStore(store);
      let chunk = await chunks.next();
      while (!chunk.done) chunk = await chunks.next();
      expect(chunk.value).toBe(1);
      const other = memoryStore();
      await importing(other, await exported(store));
      expect(await other.artifact(digestOf(bytes))).toEqual(bytes);
    }
  });

  it('gives no bytes for a store without results', async () => {
    expect(await exported(memoryStore())).toHaveLength(0);
  });

  it('reads the same, however the bytes come in chunks', async () => {
    const { rig } = await rigWithResults();
    await using _ = rig;
    const bytes = await exported(rig.store);
    for (let length = 0; length <= bytes.length; length++) {
      expect(await importing(memoryStore(), bytes, length)).toMatchObject({ results: 4, artifacts: 3 });
    }
    async function* single() {
      for (const byte of bytes) yield Uint8Array.of(byte);
    }
    expect(await importStore(memoryStore(), single, 7)).toMatchObject({ results: 4, artifacts: 3 });
  });

  it('keeps its own result, and its own latest, where both stores have one', async () => {
    const { rig } = await rigWithResults();
    await using _ = rig;
    const [key] = await rig.store.latest(['length']);
    const [own] = await rig.store.results([key!]);
    const other = memoryStore();
    const bytes = new TextEncoder().encode('99');
    await other.putArtifact(digestOf(bytes), bytes);
    await other.putResult({ ...own!, digest: digestOf(bytes), size: 2 });
    const elsewhere = digestOf('another recipe');
    await other.putLatest(new Map([['source', elsewhere]]));
    expect(await importing(other, await exported(rig.store))).toMatchObject({ conflicts: ['length'] });
    expect((await other.results([key!]))[0]!.digest).toBe(digestOf(bytes));
    expect(await other.latest(['source'])).toEqual([elsewhere]);
  });

  it('imports nothing of bytes that are cut short, changed in any place, or followed by others', async () => {
    const { rig } = await rigWithResults();
    await using _ = rig;
    const bytes = await exported(rig.store);
    for (let at = 0; at < bytes.length; at++) {
      await expectRefused(bytes.subarray(0, at));
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1 << (at % 8);
      await expectRefused(changed);
    }
    for (const more of ['\n', '\0', bytes]) {
      await expectRefused(
        Buffer.concat([bytes, Buffer.from(more)]),
        /^record 8: something follows after the end$/,
      );
    }
  });

  it('imports nothing when records are missing, doubled or in another order', async () => {
    const { rig } = await rigWithResults();
    await using _ = rig;
    const bytes = await exported(rig.store);
    const records = recordsOf(bytes);
    const end = bytes.subarray(bytes.lastIndexOf('end '));
    for (const [at, record] of records.entries()) {
      const next = records[at + 1];
      for (const changed of [
        records.toSpliced(at, 1),
        records.toSpliced(at, 0, record),
        ...(next === undefined ? [] : [records.toSpliced(at, 2, next, record)]),
      ])
        await expectRefused(Buffer.concat([Buffer.from(magic), ...changed.flatMap(written), end]));
    }
    // Each record is good, and so is the end: only the order is wrong.
    await expectRefused(forged(records.toReversed()), /no artifact of its size before it/);
  });

  it.each([
    ['', /^it is empty$/],
    ['superposition-ca', /^it is cut short$/],
    ['{"a":1}\n', /^it is not an export of a cache$/],
    ['x'.repeat(100_000), /^it is not an export of a cache$/],
    ['superposition-cache/1\nmore', /an earlier version .* export the cache again with this version$/],
    ['superposition-cache/3\nmore', /a later version/],
    [`${magic}${'x'.repeat(100_000)}`, /^record 1: its header is damaged$/],
  ])('says what %j is instead of an export', async (text, message) => {
    await expectRefused(Buffer.from(text), message);
  });

  it.each([
    ['2147483649', 'it is cut short'],
    ['4294967295', 'it is cut short'],
    ['9007199254740991', 'it is cut short|an artifact of 9007199254740991 bytes is too large'],
    ['9007199254740992', 'its header has no meaning'],
    ['1000000000000000000000', 'its header has no meaning'],
    ['1e+21', 'its header has no meaning'],
    ['-1', 'its header has no meaning'],
    ['01', 'its header has no meaning'],
    ['', 'its header has no meaning'],
  ])('refuses a header that claims a length of %j', async (length, message) => {
    const digest = digestOf('x');
    const [artifact, result, end] = ['artifact', 'result', 'end'].map((kind) =>
      Buffer.from(`${magic}${sealed(`${kind} ${length} ${digest}`)}\nx`),
    );
    await expectRefused(artifact!, new RegExp(`^record 1: (${message})$`));
    await expectRefused(
      result!,
      /^record 1: (it is cut short|a result of \d+ bytes is too large|its header)/,
    );
    await expectRefused(end!, /^record 1: (records before the end are missing|its header)/);
  });

  it('counts the bytes of a long artifact while they come', async () => {
    const { rig } = await rigWithResults();
    await using _ = rig;
    const megabyte = new Uint8Array(2 ** 20);
    let given = 0;
    async function* endless() {
      yield Buffer.from(`${magic}${sealed(`artifact ${2 ** 31 + 1} ${digestOf('x')}`)}\n`);
      for (; given < 100; given++) yield megabyte;
      throw new Error('the wire was cut');
    }
    const store = memoryStore();
    await expect(importStore(store, endless, 7)).rejects.toThrow('the wire was cut');
    expect(given).toBe(100);
    expect(await rowsOf(store)).toEqual([]);
  });

  it('ends its source when it refuses what comes', async () => {
    let isEnded = false;
    async function* endless() {
      try {
        for (;;) yield Buffer.from('no export');
      } finally {
        isEnded = true;
      }
    }
    await expect(importStore(memoryStore(), endless, 7)).rejects.toThrow(TransferError);
    expect(isEnded).toBe(true);
  });

  it('imports no bad record of bytes that change after they were checked', async () => {
    const { rig } = await rigWithResults();
    await using _ = rig;
    const bytes = await exported(rig.store);
    const records = recordsOf(bytes);
    const other = Buffer.from('"another"');
    for (const later of [
      forged([...records.slice(0, 2), recordOf('artifact', other, digestOf('x'))]),
      forged([
        ...records.slice(0, 2),
        { header: sealed(`artifact ${constants.MAX_LENGTH} ${digestOf(other)}`), body: other },
      ]),
    ]) {
      const readings = [bytes, later];
      const store = memoryStore();
      await expect(importStore(store, () => split(readings.shift()!, 100), 7)).rejects.toThrow(/^record 3: /);
      expect((await rowsOf(store)).map(({ table }) => table)).toEqual(['results', 'artifacts']);
    }
  });

  it.each([
    ['a key that is not of its recipe', (text: string) => text.replace('"params":{}', '"params":{"x":1}')],
    ['parameters too deep', (text: string) => text.replace('"params":{}', `"params":{"x":${deepJson}}`)],
    ['a size that is not of its artifact', (text: string) => text.replace(/"size":\d+/, '"size":1')],
    ['an artifact that is not there', (text: string) => text.replace(/"digest":"[0-9a-f]/, '"digest":"z')],
    ['a stage that is no text', (text: string) => text.replace(/"stage":"\w+"/, '"stage":[]')],
    ['a time that is no number', (text: string) => text.replace(/"builtAt":\d+/, '"builtAt":null')],
    ['no object', () => 'null'],
    ['no JSON', () => '{'],
    ['no bytes', () => ''],
  ])('refuses a forged result with %s', async (_, change) => {
    const { rig } = await rigWithResults();
    await using _rig = rig;
    const records = recordsOf(await exported(rig.store));
    const first = records.findIndex(({ header }) => header.startsWith('result'));
    const bad = withResults(records, (text, index) => (index === first ? change(text) : text));
    await expectRefused(forged(bad), /^record 2: /);
    // Without a change, the same records are accepted. So the import above was refused because of the change.
    await importing(memoryStore(), forged(withResults(records, (text) => text)));
  });

  it('refuses a record of an unknown kind', async () => {
    await expectRefused(
      forged([recordOf('script', Buffer.from(canonicalJson({})))]),
      /^record 1: its kind is unknown$/,
    );
  });

  it('takes no field that it does not know', async () => {
    const { rig } = await rigWithResults();
    await using _ = rig;
    const records = withResults(recordsOf(await exported(rig.store)), (text) =>
      text.replace('"builtAt"', '"__proto__":{"usedAt":1},"extra":1,"builtAt"'),
    );
    const store = memoryStore();
    await importing(store, forged(records));
    for (const { result } of await rowsOf(store)) {
      if (result !== undefined) expect(Object.keys(result)).not.toContain('extra');
    }
  });
});
