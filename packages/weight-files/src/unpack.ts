import { Inflate } from 'fflate';
import { crc32 } from './crc32.js';
import { WeightFileError } from './weight-file-error.js';
import type { ZipEntry } from './zip-directory.js';

// In a zip bomb, a kilobyte may inflate to a megabyte. With pieces this small, one piece too many costs little.
const packedAtOnce = 4096;

/**
 * The bytes of a file in an archive. Inflating stops at the size that the archive gives.
 *
 * @throws WeightFileError, with its name, when it is damaged
 */
export function unpack({ name, method, crc32: expected, size, packed }: ZipEntry): Uint8Array {
  const damaged = (why: string): never => {
    throw new WeightFileError(`${name.replace(/\.npy$/, '')} is damaged in the archive: ${why}`);
  };
  const bytes = method === 'stored' ? packed : inflate(packed, size);
  if (bytes?.length !== size) return damaged('its length is not what the archive says');
  return crc32(bytes) === expected ? bytes : damaged('its checksum is wrong');
}

/** Undefined when the data are not deflated data, or do not inflate to exactly `size` bytes. */
function inflate(packed: Uint8Array, size: number): Uint8Array | undefined {
  const bytes = new Uint8Array(size);
  let length = 0;
  const inflating = new Inflate((piece) => {
    if (length + piece.length <= size) bytes.set(piece, length);
    length += piece.length;
  });
  try {
    for (let at = 0; at < packed.length && length <= size; at += packedAtOnce)
      inflating.push(packed.subarray(at, at + packedAtOnce), at + packedAtOnce >= packed.length);
  } catch {
    return undefined;
  }
  return length === size ? bytes : undefined;
}
