import { constants } from 'node:buffer';
import { createHash, type Hash } from 'node:crypto';
import type { Store, StoredResult } from '../store/store.js';
import { canonicalJson } from '../values/canonical-json.js';
import { type Digest, digestOf, isDigest } from '../values/digest.js';
import { needFunction, needStore } from '../values/need.js';
import { whatIs } from '../values/what-is.js';
import { type ByteReader, byteReader } from './byte-reader.js';
import { readTransferredResult } from './transferred-result.js';

/** The bytes are not an export, or not a complete one. @public */
export class TransferError extends Error {
  override readonly name = 'TransferError';
}

/** What an import has added to a store. */
export interface Transferred {
  readonly results: number;
  readonly artifacts: number;
  /** Names of the stages whose results the store already had, but with other bytes. The store keeps its own. */
  readonly conflicts: readonly string[];
}

const version = 2;
const magic = `superposition-cache/${version}`;

/** Longer than any header. */
const longestHeader = 255;

/**
 * The results of a store with their artifacts, as bytes. They begin with the line `superposition-cache/2`. Then come
 * records. A record is a line of text, which is its header, and as many bytes as the header says. The header ends with the
 * sha256 of the text before it. It is one of
 *
 *     artifact <number of bytes> <sha256 of the bytes> <checksum>
 *     result <number of bytes> <sha256 of the bytes> <checksum>         after its artifact, unless its value was dropped; the bytes are canonical JSON
 *     end <number of records before> <sha256 over their checksums, joined> <checksum>       the last; no bytes follow
 *
 * It holds one artifact in memory at a time. It leaves out results whose artifacts are damaged or missing. If no result is
 * left, it yields nothing.
 *
 * @returns the number of results
 */
export async function* exportStore(store: Store): AsyncGenerator<Uint8Array, number> {
  needStore('exportStore', store);
  const seal = createSeal();
  const written = new Set<Digest>();
  let results = 0;
  for await (const rows of store.contents()) {
    for (const { result } of rows) {
      if (result === undefined) continue;
      const bytes = written.has(result.digest) ? undefined : await store.artifact(result.digest);
      const hasBytes = bytes !== undefined || written.has(result.digest);
      if (!hasBytes && !result.valueDropped) continue;
      if (results === 0) yield Buffer.from(`${magic}\n`);
      if (bytes !== undefined) {
        written.add(result.digest);
        yield seal.header('artifact', bytes.length, result.digest);
        yield bytes;
      }
      const { usedAt: _, valueDropped: __, ...others } = result;
      const lasting: StoredResult = hasBytes ? others : { ...others, valueDropped: true };
      const json = Buffer.from(canonicalJson(lasting));
      yield seal.header('result', json.length, digestOf(json));
      yield json;
      results++;
    }
  }
  if (results > 0) yield seal.end();
  return results;
}

/**
 * Imports the results of an export into a store. It records no result as the latest of its stage: that a stage had it before is a
 * history of another store, which `explain` must not tell. It first reads and checks everything, and holds none of the artifacts. If
 * the export is incomplete or was changed, it imports nothing. It cannot check that the bytes are really what the recipes
 * give: for this, they must be computed again.
 *
 * @param open starts to read the bytes. It is called a second time when everything was checked. If it gives other bytes then, the
 *   import ends at the first bad record, and what came before is imported.
 * @param now recorded as the time of the last use, in milliseconds since 1970
 * @throws TransferError naming the first bad record
 * @throws TypeError when an argument is wrong @public
 */
export async function importStore(
  store: Store,
  open: () => AsyncIterable<Uint8Array>,
  now: number,
): Promise<Transferred> {
  needStore('importStore', store);
  needFunction('importStore', 'open', open);
  if (typeof now !== 'number') throw new TypeError(`importStore: now is ${whatIs(now)}; give Date.now()`);
  const checked = new Map<Digest, number>();
  for await (const entry of readTransfer(open(), async () => undefined)) {
    if (entry.kind === 'artifact') checked.set(entry.digest, entry.size);
  }
  let [results, artifacts] = [0, 0];
  const conflicts: string[] = [];
  // A length that a header claims takes memory only after so many bytes were there once.
  const space = async (digest: Digest, size: number) =>
    checked.get(digest) !== size || (await store.artifact(digest)) !== undefined
      ? undefined
      : new Uint8Array(size);
  for await (const entry of readTransfer(open(), space)) {
    if (entry.kind === 'artifact') {
      if (entry.bytes === undefined) continue;
      await store.putArtifact(entry.digest, entry.bytes);
      artifacts++;
      continue;
    }
    const { result } = entry;
    const [known] = await store.results([result.key]);
    if (known !== undefined) {
      if (known.digest !== result.digest) conflicts.push(result.stage);
      continue;
    }
    await store.touch([result], now);
    results++;
  }
  return { results, artifacts, conflicts };
}

type Entry =
  | {
      readonly kind: 'artifact';
      readonly digest: Digest;
      readonly size: number;
      readonly bytes: Uint8Array | undefined;
    }
  | { readonly kind: 'result'; readonly result: StoredResult };

/** @param space gives the memory for an artifact; an artifact that gets none is only checked */
async function* readTransfer(
  chunks: AsyncIterable<Uint8Array>,
  space: (digest: Digest, size: number) => Promise<Uint8Array | undefined>,
): AsyncGenerator<Entry> {
  const iterator = chunks[Symbol.asyncIterator]();
  try {
    const reader = byteReader(iterator);
    await readMagic(reader);
    const sizes = new Map<Digest, number>();
    const seal = createSeal();
    for (let record = 1; ; record++) {
      const fail = (what: string): never => {
        throw new TransferError(`record ${record}: ${what}`);
      };
      const { kind, count, digest } = readHeader(await reader.line(longestHeader), fail);
      if (kind === 'end') {
        if (count !== record - 1 || digest !== seal.digest()) fail('records before the end are missing');
        if (!(await reader.isAtEnd())) fail('something follows after the end');
        return;
      }
      seal.header(kind, count, digest);
      if (kind === 'artifact') {
        if (count > constants.MAX_LENGTH) fail(`an artifact of ${count} bytes is too large`);
        const bytes = await space(digest, count);
        await readBody(reader, count, digest, fail, (piece, at) => bytes?.set(piece, at));
        sizes.set(digest, count);
        yield { kind, digest, size: count, bytes };
      } else {
        if (count > constants.MAX_STRING_LENGTH) fail(`a result of ${count} bytes is too large`);
        const pieces: Uint8Array[] = [];
        await readBody(reader, count, digest, fail, (piece) => pieces.push(piece));
        const result = readTransferredResult(Buffer.concat(pieces).toString(), fail);
        if (!result.valueDropped && sizes.get(result.digest) !== result.size)
          fail('a result has no artifact of its size before it');
        yield { kind, result };
      }
    }
  } finally {
    await iterator.return?.();
  }
}

async function readMagic(reader: ByteReader): Promise<void> {
  if (await reader.isAtEnd()) throw new TransferError('it is empty');
  const line = await reader.line(longestHeader);
  if (line?.isEnded && line.text === magic) return;
  if (line?.isEnded === false && magic.startsWith(line.text)) throw new TransferError('it is cut short');
  const other = /^superposition-cache\/(\d+)$/.exec(line?.text ?? '')?.[1];
  if (other === undefined) throw new TransferError('it is not an export of a cache');
  throw new TransferError(
    Number(other) < version
      ? 'an earlier version of the program exported it: export the cache again with this version'
      : 'a later version of the program exported it, which this one cannot read',
  );
}

/** The count is the number of bytes that follow, but of records in the header of the end. */
function readHeader(
  line: { readonly text: string; readonly isEnded: boolean } | undefined,
  fail: (what: string) => never,
): { readonly kind: 'artifact' | 'result' | 'end'; readonly count: number; readonly digest: Digest } {
  if (line === undefined) return fail('its header is damaged');
  if (!line.isEnded) return fail('it is cut short');
  const words = line.text.split(' ');
  const [kind = '', number = '', digest = '', checksum] = words;
  if (words.length !== 4 || digestOf(`${kind} ${number} ${digest}`) !== checksum)
    return fail('its header is damaged');
  const count = Number(number);
  if (String(count) !== number || !Number.isSafeInteger(count) || count < 0 || !isDigest(digest))
    return fail('its header has no meaning');
  if (kind !== 'artifact' && kind !== 'result' && kind !== 'end') return fail('its kind is unknown');
  return { kind, count, digest };
}

/** Reads the bytes of a record, and hands them over piece by piece, each with its place. */
async function readBody(
  reader: ByteReader,
  size: number,
  digest: Digest,
  fail: (what: string) => never,
  take: (piece: Uint8Array, at: number) => void,
): Promise<void> {
  const hash = createHash('sha256');
  let at = 0;
  for await (const piece of reader.bytes(size)) {
    hash.update(piece);
    take(piece, at);
    at += piece.length;
  }
  if (at < size) fail('it is cut short');
  if (hash.digest('hex') !== digest) fail('its bytes do not match its digest');
}

/** Adds the checksum to each header, and makes the last one. */
function createSeal(): {
  header(kind: string, count: number, digest: Digest): Uint8Array;
  digest(): string;
  end(): Uint8Array;
} {
  const checksums: Hash = createHash('sha256');
  let records = 0;
  const digest = () => checksums.copy().digest('hex') as Digest;
  const header = (kind: string, count: number, content: Digest) => {
    const text = `${kind} ${count} ${content}`;
    const checksum = digestOf(text);
    checksums.update(checksum);
    records++;
    return Buffer.from(`${text} ${checksum}\n`);
  };
  return { header, digest, end: () => header('end', records, digest()) };
}
