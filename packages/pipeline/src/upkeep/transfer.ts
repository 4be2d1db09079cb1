import { createHash, type Hash } from 'node:crypto';
import type { Store } from '../store/store.js';
import { canonicalJson } from '../values/canonical-json.js';
import { type Digest, digestOf, isDigest } from '../values/digest.js';
import { readTransferredResult } from './transferred-result.js';

/** A file of results that is not one, or not a whole one; nothing of it was imported. */
export class BadTransfer extends Error {
  override readonly name = 'BadTransfer';
}

/** How many results and artifacts went from one place to another. */
export interface Transferred {
  readonly results: number;
  readonly artifacts: number;
  /** Results that the store has with other bytes: its own are kept. */
  readonly conflicts: readonly string[];
}

const magic = 'superposition-cache/1';

/**
 * The results of a store with their artifacts, as lines of text without their ends. The first is `superposition-cache/1`.
 * Each that follows begins with the sha256 of what stands behind it and a space, and then is one of
 *
 *     artifact <sha256 of the bytes> <bytes in base64>
 *     result <a result as canonical JSON>            after its artifact
 *     end <lines before this one> <sha256 over the checksums before, joined>      the last
 *
 * It holds one artifact in memory at a time. Results without good artifacts are left out.
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
 * Takes the results of an export into a store. All of it is read and checked first, so that of a file that is cut short,
 * altered or made up nothing is imported. Whether the bytes are what the recipes give, only computing them again can tell.
 *
 * @param open begins to read the lines anew
 * @param now milliseconds since 1970
 * @throws BadTransfer naming the line that is wrong
 */
export async function importStore(
  store: Store,
  open: () => AsyncIterable<string>,
  now: number,
): Promise<Transferred> {
  for await (const _ of readTransfer(open())) {
    // Reading is checking.
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
    const [latest] = await store.latest([result.stage]);
    if (latest === undefined) await store.putLatest(new Map([[result.stage, result.key]]));
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
    if (ended) fail('something follows the end');
    const [checksum, text] = [line.slice(0, 64), line.slice(65)];
    if (line[64] !== ' ' || digestOf(text) !== checksum) fail('its checksum is wrong');
    const space = text.indexOf(' ');
    const rest = text.slice(space + 1);
    switch (text.slice(0, space)) {
      case 'artifact': {
        const [digest, base64] = [rest.slice(0, 64), rest.slice(65)];
        const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
        if (!isDigest(digest) || digestOf(bytes) !== digest) {
          fail('the bytes of an artifact do not have its name');
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
        fail('it is of no kind that is known');
    }
    checksums.update(checksum);
  }
  if (!ended) throw new BadTransfer(number === 0 ? 'it is empty' : `it is cut short after line ${number}`);
}

/** Writes lines with their checksums, and the last that closes them. */
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
