import { type Digest, isDigest } from '../values/digest.js';
import { readClaim } from './claim.js';
import { artifactOf, isLatestKey, isNoteKey, readChecked, readResult, type StoredResult } from './store.js';

/** A row that is as it was written. Its value proves to which table it belongs. */
export type ProvenRow =
  | { readonly table: 'artifacts'; readonly key: Digest; readonly value: Uint8Array; readonly result?: never }
  | {
      readonly table: 'results';
      readonly key: string;
      readonly value: string;
      /** Present if the row holds one. */
      readonly result?: StoredResult;
    };

/**
 * Checks a row of unknown table.
 *
 * @returns undefined if the row is not as it was written
 */
export function provenRow(key: string, value: Buffer): ProvenRow | undefined {
  if (isDigest(key)) {
    const row = value[64] === 0x20 && value.length < longestText ? value.toString() : undefined;
    const result = row === undefined ? undefined : readResult(row, key);
    if (result !== undefined) return { table: 'results', key, value: row!, result };
    // A claim proves nothing, but at worst a run waits for it in vain.
    const text = value.toString('latin1', 0, longestClaim);
    if (value.length < longestClaim && readClaim(text) !== undefined)
      return { table: 'results', key, value: text };
    return artifactOf(value, key) === undefined ? undefined : { table: 'artifacts', key, value };
  }
  if (value.length >= longestText) return undefined;
  const text = value.toString();
  const isSound = (isLatestKey(key) && isDigest(text)) || (isNoteKey(key) && readChecked(text) !== undefined);
  return isSound ? { table: 'results', key, value: text } : undefined;
}

const longestClaim = 1_000;

/** A text of JavaScript cannot be longer than half a gigabyte. */
const longestText = 2 ** 29 - 24;
