import { limits } from '@superposition/core/internal/config/limits';
import type { Weights } from '@superposition/core/internal/network/weights';
import { zipSync } from 'fflate';
import { kindOfArchive } from './file-kinds.js';
import { matrixNames } from './matrix-names.js';
import { readNpy, writeNpy } from './npy.js';
import type { StoredTensor } from './stored-tensor.js';
import { unpack } from './unpack.js';
import { quoted, WeightFileError } from './weight-file-error.js';
import type { ZipEntry } from './zip-directory.js';

/** The size in bytes of the largest matrix in float64, with its header. */
const largestArray = 8 * limits.weightEntries.max + 8192;

/**
 * Reads the arrays of an .npz archive. Everything that the archive says about itself is checked before anything is
 * inflated. Inflating stops at the size that the archive gives.
 *
 * @throws WeightFileError when the archive is damaged, hostile, or holds something else
 */
export function readNpz(entries: readonly ZipEntry[]): readonly StoredTensor[] {
  const names = new Set<string>();
  let all = 0;
  for (const { name, size } of entries) {
    const array = arrayName(name);
    if (array === undefined) throw new WeightFileError(kindOfArchive(entries.map((entry) => entry.name)));
    if (names.has(array)) throw new WeightFileError(`the npz archive holds ${quoted(array)} twice: keep one`);
    names.add(array);
    if (size > largestArray)
      throw new WeightFileError(
        `${array} says it is ${size} bytes long, but a matrix has at most ${limits.weightEntries.max} entries`,
      );
    all += size;
    if (all > 4 * largestArray)
      throw new WeightFileError(
        `the arrays up to ${quoted(array)} say they are ${all} bytes long: they are no weights`,
      );
  }
  return entries.map((entry) => readNpy(arrayName(entry.name)!, unpack(entry)));
}

function arrayName(file: string): string | undefined {
  return file.endsWith('.npy') ? file.slice(0, -4) : undefined;
}

/** Writes weights as numpy.savez does. The bytes depend on the weights alone. */
export function writeNpz({ features, neurons, input, output }: Weights): Uint8Array {
  const files = {
    [`${matrixNames.input}.npy`]: writeNpy(input, [neurons, features]),
    [`${matrixNames.output}.npy`]: writeNpy(output, [features, neurons]),
  };
  // A zip archive holds local time without a time zone. These are the same bytes in every zone.
  return zipSync(files, { level: 0, mtime: new Date(1980, 0, 1) });
}
