import { createHash, type Hash } from 'node:crypto';
import type { Store } from '../store/store.js';
import { canonicalJson } from '../values/canonical-json.js';
import { type Digest, digestOf, isDigest } from '../values/digest.js';
import { readTransferredResult } from './transferred-result.js';

/** The file is not an export, or not a complete one. Nothing of it was imported. */
export class BadTransfer extends Error {
  override readonly name = 'BadTransfer';
}

/** What an import has added to a store. */
export interface Transferred {
  readonly results: number;
  readonly artifacts: number;
  /** Names of the stages whose results the store already had, but with other bytes. The store keeps its own. */
  readonly conflicts: readonly string[];
}

const magic = 'superposition-cache/1';

/**
 * The results of a store with their artifacts, as lines of text without line ends. The first line is
 * `superposition-cache/1`. Each line after it begins with the sha256 of its own text and a space. The text is one of
 *
 *     artifact <sha256 of the bytes> <bytes in base64>
 *     result <a result as canonical JSON>            after its artifact
 *     end <lines before this one> <sha256 over the checksums before, joined>      the last
 *
 * It holds one artifact in memory at a time. It leaves out results whose artifacts are damaged or missing.
 */
export async function* exportStore(store: Store): AsyncGenerator<string> {
  yield magic;
  const seal = createSeal();
  const written = new Set<Digest>();
  for await (const rows of store.contents()) {
    for (const { result } of rows) {
      if (result === undefined) continue;
      if (!written.has(result.digest)) {
        const bytes = await store.artifact(result.digest);
        if (bytes === undefined) continue;
        written.add(result.digest);
        yield seal.line(`artifact ${result.digest} ${Buffer.from(bytes).toString('base64')}`);
      }
      const { usedAt: _, ...lasting } = result;
      yield seal.line(`result ${canonicalJson(lasting)}`);
    }
  }
  yield seal.end();
}

/**
 * Imports the results of an export into a store. It records no result as the latest of its stage: that a stage had it before is a
 * history of another store, which `explain` must not tell. It first reads and checks all lines. If the file is incomplete or was
 * changed, it imports nothing. It cannot check that the bytes are really what the recipes give: for this, they must be
 * computed again.
 *
 * @param open starts to read the lines; called twice
 * @param now recorded as the time of the last use, in milliseconds since 1970
 * @throws BadTransfer naming the first bad line
 */
export async function importStore(
  store: Store,
  open: () => AsyncIterable<string>,
  now: number,
): Promise<Transferred> {
  for await (const _ of readTransfer(open())) {
    // `readTransfer` checks what it reads.
  }
  let [results, artifacts] = [0, 0];
  const conflicts: string[] = [];
  for await (const entry of readTransfer(open())) {
    if (entry.kind === 'artifact') {
      if ((await store.artifact(entry.digest)) !== undefined) continue;
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
  | { readonly kind: 'artifact'; readonly digest: Digest; readonly bytes: Uint8Array }
  | { readonly kind: 'result'; readonly result: ReturnType<typeof readTransferredResult> };

async function* readTransfer(lines: AsyncIterable<string>): AsyncGenerator<Entry> {
  const sizes = new Map<string, number>();
  const checksums = createHash('sha256');
  let number = 0;
  let ended = false;
  for await (const line of lines) {
    number++;
    const fail = (what: string): never => {
      throw new BadTransfer(`line ${number}: ${what}`);
    };
    if (number === 1) {
      if (line !== magic) fail(`it does not begin with '${magic}'`);
      continue;
    }
    if (ended) fail('there is another line after the end');
    const [checksum, text] = [line.slice(0, 64), line.slice(65)];
    if (line[64] !== ' ' || digestOf(text) !== checksum) fail('its checksum is wrong');
    const space = text.indexOf(' ');
    const rest = text.slice(space + 1);
    switch (text.slice(0, space)) {
      case 'artifact': {
        const [digest, base64] = [rest.slice(0, 64), rest.slice(65)];
        const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
        if (!isDigest(digest) || digestOf(bytes) !== digest) {
          fail('the bytes of an artifact do not match its digest');
          break;
        }
        sizes.set(digest, bytes.length);
        yield { kind: 'artifact', digest, bytes };
        break;
      }
      case 'result': {
        const result = readTransferredResult(rest, fail);
        if (sizes.get(result.digest) !== result.size) fail('a result has no artifact of its size before it');
        yield { kind: 'result', result };
        break;
      }
      case 'end': {
        if (rest !== `${number - 2} ${checksums.copy().digest('hex')}`)
          fail('lines before the end are missing');
        ended = true;
        break;
      }
      default:
        fail('its kind is unknown');
    }
    checksums.update(checksum);
  }
  if (!ended) throw new BadTransfer(number === 0 ? 'it is empty' : `it is cut short after line ${number}`);
}

/** Adds the checksum to each line, and makes the last line. */
function createSeal(): { line(text: string): string; end(): string } {
  const checksums: Hash = createHash('sha256');
  let count = 0;
  const line = (text: string) => {
    const checksum = digestOf(text);
    checksums.update(checksum);
    count++;
    return `${checksum} ${text}`;
  };
  return { line, end: () => line(`end ${count} ${checksums.copy().digest('hex')}`) };
}
