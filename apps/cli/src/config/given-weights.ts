import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, relative, sep } from 'node:path';
import type { Config } from '@superposition/core/config';
import type { MatrixOptions } from '@superposition/weight-files/internal/choose-matrices';
import {
  largestWeightFile,
  readWeights,
  type WeightFile,
} from '@superposition/weight-files/internal/read-weights';
import { filesOfModel } from '@superposition/weight-files/internal/tfjs-model';
import { WeightFileError } from '@superposition/weight-files/internal/weight-file-error';
import { UserError } from '../user-error.js';
import { describeReadError } from './read-error.js';
import { weightFiles } from './weight-files.js';

/** The weights of a file, and the digest and the name by which a report names the file. (It does not name the path.) */
export interface GivenWeights extends WeightFile {
  readonly sha256: string;
  /** Of the file or the folder, without the folders around it. */
  readonly file: string;
}

/**
 * Reads the weights of `--weights FILE`.
 *
 * @throws UserError when the file cannot be read, or does not hold weights that we can measure
 */
export async function loadWeights(path: string, options: MatrixOptions): Promise<GivenWeights> {
  const files = weightFiles('/', path);
  if (files.length === 0)
    throw new UserError(
      `the weights in ${path} cannot be read: it is a folder with neither a model.json nor arrays of NumPy (.npy): give the file of the weights`,
    );
  const parts = await readParts(path, files);
  const digest = createHash('sha256');
  const file = basename(path);
  try {
    const [first] = parts;
    if (first !== undefined && parts.length === 1 && !isModel(...first)) {
      const [, bytes] = first;
      return { ...readWeights(bytes, options), file, sha256: digest.update(bytes).digest('hex') };
    }
    for (const [name, bytes] of parts) digest.update(`${name} ${bytes.length}\n`).update(bytes);
    return { ...readWeights(Object.fromEntries(parts), options), file, sha256: digest.digest('hex') };
  } catch (error) {
    if (error instanceof WeightFileError)
      throw new UserError(`the weights in ${path} cannot be used: ${error.message}`);
    throw error;
  }
}

/** Whether a file alone is a model of TensorFlow.js, none of whose files lies beside it. */
function isModel(name: string, bytes: Uint8Array): boolean {
  return basename(name) === 'model.json' && filesOfModel(bytes) !== undefined;
}

/** The files with the names that a model gives them. All together may be as large as one alone. */
async function readParts(
  path: string,
  files: readonly string[],
): Promise<readonly (readonly [name: string, bytes: Uint8Array])[]> {
  const parts: (readonly [name: string, bytes: Uint8Array])[] = [];
  let room = largestWeightFile;
  for (const file of files) {
    const bytes = await readSmall(file, room);
    room -= bytes.length;
    parts.push([relative(folderOf(path), file).split(sep).join('/'), bytes]);
  }
  return parts;
}

/** The folder from which several files are named. */
function folderOf(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? path : dirname(path);
}

async function readSmall(path: string, most: number): Promise<Uint8Array> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new Error('it is not a file');
    if (found.size > most) {
      const others =
        most === largestWeightFile
          ? ''
          : ` for all files of the weights, of which ${most} are left for this one`;
      throw new Error(
        `it is ${found.size} bytes long, and at most ${largestWeightFile} are allowed${others}`,
      );
    }
    return await readFile(path);
  } catch (error) {
    throw new UserError(`the weights in ${path} cannot be read: ${describeReadError(error)}`);
  }
}

/**
 * The config with the numbers of features and neurons that the given weights have.
 *
 * @param settings those of the command line
 * @param name what messages call these settings
 * @throws UserError when the command line asks for another shape with `--set`
 */
export function withShapeOf(
  config: Config,
  { weights: { features, neurons } }: GivenWeights,
  settings: readonly (readonly [string, string])[],
  name = '--set',
): Config {
  for (const [setting, count] of Object.entries({ features, neurons }) as [
    'features' | 'neurons',
    number,
  ][]) {
    const isAsked = settings.some(([path]) => path === `model.${setting}`);
    if (isAsked && config.model[setting] !== count)
      throw new UserError(
        `${name} model.${setting}=${config.model[setting]} does not fit the weights, which have ${features} features and ` +
          `${neurons} neurons: W_in is neurons × features and W_out features × neurons, so are they transposed?`,
      );
  }
  return { ...config, model: { ...config.model, features, neurons } };
}
