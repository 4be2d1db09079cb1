import { WeightFileError } from './weight-file-error.js';

/** A file in a zip archive, as the directory at the end of the archive describes it. */
export interface ZipEntry {
  readonly name: string;
  readonly method: 'stored' | 'deflated';
  readonly crc32: number;
  /** The size in bytes that the directory gives for the inflated file. */
  readonly size: number;
  /** The bytes as they lie in the archive. */
  readonly packed: Uint8Array;
}

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localEntry = 0x04034b50;

/**
 * Lists the files of a zip archive, in the order of its directory. Nothing is inflated. Zip64 sizes are refused: an
 * archive that needs them is larger than any weights.
 *
 * @throws WeightFileError when the archive is cut short, damaged, encrypted, in parts, or packed by another method
 */
export function readZipDirectory(bytes: Uint8Array): readonly ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fail = (what: string): never => {
    throw new WeightFileError(`the zip archive ${what}`);
  };
  const within = (offset: number, length: number) =>
    offset + length <= bytes.length ? offset : fail('is cut short or damaged');
  const end = findEnd(view) ?? fail('has no directory at its end: it is cut short or damaged');
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (view.getUint16(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count)
    fail('is one part of several');
  const entries: ZipEntry[] = [];
  let at = start;
  for (let index = 0; index < count; index++) {
    within(at, 46);
    if (view.getUint32(at, true) !== directoryEntry) fail('has a damaged directory');
    const [flags, packing] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    const [packedSize, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((o) =>
      view.getUint16(at + o, true),
    ) as [number, number, number];
    const name = decodeName(bytes.subarray(within(at + 46, nameLength), at + 46 + nameLength));
    if ((flags & 1) !== 0) fail('is encrypted: write it without a password');
    if (packing !== 0 && packing !== 8)
      fail(`is packed by method ${packing}, but only stored and deflated are read: use numpy.savez`);
    const local = within(view.getUint32(at + 42, true), 30);
    if (view.getUint32(local, true) !== localEntry) fail('has a damaged directory');
    const data = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    entries.push({
      name,
      method: packing === 0 ? 'stored' : 'deflated',
      crc32: view.getUint32(at + 16, true),
      size,
      packed: bytes.subarray(within(data, packedSize), data + packedSize),
    });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

/** Finds the record at the end of the archive. Only a comment of up to 65,535 bytes may follow it. */
function findEnd(view: DataView): number | undefined {
  const last = view.byteLength - 22;
  for (let at = last; at >= 0 && at >= last - 0xffff; at--) {
    if (
      view.getUint32(at, true) === endOfDirectory &&
      at + 22 + view.getUint16(at + 20, true) === view.byteLength
    )
      return at;
  }
  return undefined;
}

function decodeName(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
