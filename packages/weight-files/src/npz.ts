import { limits } from '@superposition/core/internal/config/limits';
import type { Weights } from '@superposition/core/internal/network/weights';
import { Inflate, zipSync } from 'fflate';
import { crc32 } from './crc32.js';
import { readNpy, writeNpy } from './npy.js';
import { matrixNames, roleOf, type StoredMatrix } from './stored-matrix.js';
import { quoted, WeightFileError } from './weight-file-error.js';
import { readZipDirectory, type ZipEntry } from './zip-directory.js';

/** The size in bytes of the largest matrix in float64, with its header. */
const largestArray = 8 * limits.weightEntries.max + 8192;

/**
 * Reads the arrays of an .npz archive. Everything that the archive says about itself is checked before anything is
 * inflated. Inflating stops at the size that the archive gives.
 *
 * @throws WeightFileError when the archive is damaged, hostile, or holds something else
 */
export function readNpz(bytes: Uint8Array): readonly StoredMatrix[] {
  const entries = readZipDirectory(bytes);
  const torch = entries.find(({ name }) => name.endsWith('.pkl'));
  if (torch !== undefined)
    throw new WeightFileError(
      `it holds ${quoted(torch.name)}, so it is a file of PyTorch: write one with safetensors.torch.save_file`,
    );
  const names = new Set<string>();
  for (const { name, size } of entries) {
    const array = arrayName(name);
    roleOf(array);
    if (names.has(array)) throw new WeightFileError(`the npz archive holds ${quoted(array)} twice: keep one`);
    names.add(array);
    if (size > largestArray)
      throw new WeightFileError(
        `${array} says it is ${size} bytes long, but a matrix has at most ${limits.weightEntries.max} entries`,
      );
  }
  return entries.map((entry) => readNpy(arrayName(entry.name), unpack(entry)));
}

function arrayName(file: string): string {
  return file.endsWith('.npy') ? file.slice(0, -4) : file;
}

// In a zip bomb, a kilobyte may inflate to a megabyte. With pieces this small, one piece too many costs little.
const packedAtOnce = 4096;

function unpack({ name, method, crc32: expected, size, packed }: ZipEntry): Uint8Array {
  const damaged = (why: string): never => {
    throw new WeightFileError(`${arrayName(name)} is damaged in the npz archive: ${why}`);
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

/** Writes weights as numpy.savez does. The bytes depend on the weights alone. */
export function writeNpz({ features, neurons, input, output }: Weights): Uint8Array {
  const files = {
    [`${matrixNames.input[0]}.npy`]: writeNpy(input, [neurons, features]),
    [`${matrixNames.output[0]}.npy`]: writeNpy(output, [features, neurons]),
  };
  // A zip archive holds local time without a time zone. These are the same bytes in every zone.
  return zipSync(files, { level: 0, mtime: new Date(1980, 0, 1) });
}
