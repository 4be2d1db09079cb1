import { type Digest, digestOf } from '../../src/values/digest.js';

/** One record of an export, without the line end of its header. */
export interface TransferRecord {
  readonly header: string;
  readonly body: Buffer;
}

export const magic = 'superposition-cache/2\n';

/** The records of an export, without the end. */
export function recordsOf(bytes: Buffer): TransferRecord[] {
  const records: TransferRecord[] = [];
  for (let at = magic.length; ; ) {
    const line = bytes.indexOf('\n', at);
    const header = bytes.toString('latin1', at, line);
    if (header.startsWith('end')) return records;
    at = line + 1 + Number(header.split(' ')[1]);
    records.push({ header, body: bytes.subarray(line + 1, at) });
  }
}

/** A header with its checksum. */
export const sealed = (text: string) => `${text} ${digestOf(text)}`;

export const recordOf = (kind: string, body: Buffer, digest: Digest = digestOf(body)): TransferRecord => ({
  header: sealed(`${kind} ${body.length} ${digest}`),
  body,
});

export const written = ({ header, body }: TransferRecord) => [Buffer.from(`${header}\n`), body];

/** An export of these records with a correct end. */
export function forged(records: readonly TransferRecord[]): Buffer {
  const checksums = records.map(({ header }) => header.slice(-64));
  const end = sealed(`end ${records.length} ${digestOf(checksums.join(''))}`);
  return Buffer.concat([Buffer.from(magic), ...records.flatMap(written), Buffer.from(`${end}\n`)]);
}

/** JSON that is nested deeper than functions can call themselves. */
export const deepJson = '['.repeat(20_000) + ']'.repeat(20_000);
