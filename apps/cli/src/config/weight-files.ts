import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { isPair } from '@superposition/weight-files/internal/matrix-names';
import { isNamedAsBias } from '@superposition/weight-files/internal/other-tensors';
import { largestWeightFile } from '@superposition/weight-files/internal/read-weights';
import { filesOfModel } from '@superposition/weight-files/internal/tfjs-model';

/**
 * The files that `--weights` names: one, or the two arrays of a pair such as W_in.npy and W_out.npy, of which it names one or the
 * folder, or the files of a model of TensorFlow.js, of which it names the folder or the `model.json`. A file that cannot be read is
 * among them.
 *
 * @param from the user's current folder
 */
export function weightFiles(from: string, weights: string | undefined): readonly string[] {
  if (weights === undefined) return [];
  const path = resolve(from, weights);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
    const names = namesIn(path);
    if (names.includes('model.json')) return modelFiles(path) ?? [join(path, 'model.json')];
    return names.filter((name) => name.endsWith('.npy')).map((name) => join(path, name));
  }
  if (basename(path) === 'model.json') return modelFiles(dirname(path)) ?? [path];
  return path.endsWith('.npy') ? [path, ...partnerOf(path)] : [path];
}

/** The other array of a pair, if there is exactly one, and the biases beside both. */
function partnerOf(path: string): readonly string[] {
  const stem = (name: string) => name.slice(0, -'.npy'.length);
  const own = basename(path);
  const others = namesIn(dirname(path)).filter((name) => name.endsWith('.npy') && name !== own);
  const partners = others.filter((name) => isPair(stem(own), stem(name)) || isPair(stem(name), stem(own)));
  if (partners.length !== 1) return [];
  const biases = others.filter((name) => isNamedAsBias({ name: stem(name) }) && !partners.includes(name));
  return [...partners, ...biases].map((name) => join(dirname(path), name));
}

/** Undefined if the `model.json` of a folder is none of TensorFlow.js. */
function modelFiles(folder: string): readonly string[] | undefined {
  const model = join(folder, 'model.json');
  try {
    const found = statSync(model);
    if (!found.isFile() || found.size > largestWeightFile) return undefined;
    const files = filesOfModel(readFileSync(model));
    // A model may only name files beside it.
    const beside = files?.filter((name) => !isAbsolute(name) && !name.split(/[\\/]/).includes('..'));
    return beside && [...new Set(['model.json', ...beside].map((name) => join(folder, name)))];
  } catch {
    return undefined;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
