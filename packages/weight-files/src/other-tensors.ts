import { type StoredTensor, sizeOf } from './stored-tensor.js';
import { WeightFileError } from './weight-file-error.js';

/** What a checkpoint holds besides the model, by the words of a part's name. */
const asideWords =
  /^(optim|optims|optimizers?|optimisers?|opt|sched|schedulers?|rng|random|loss|losses|metrics?|config|cfg|args?|hyper|hparams?|hyperparameters|history|logs?|callbacks?|loops?)$/i;

/** What is written beside the weights without a part of its own: the state of a generator, and the course of a training. */
const recordWords = /^(rng|loss|losses|metrics?|accurac(y|ies)|history)$/i;

/** How a bias is called, by the words of its name. */
const biasWords = /^(b(in|out|enc|dec)?|bias|biases|beta|intercept|offset)\d*$/i;

/**
 * Whether a tensor lies in what a checkpoint holds besides the model, such as the state of an optimizer, or is named as what often has
 * no part of its own: the state of a generator of random numbers, and losses.
 */
export function isAside({ name, part }: StoredTensor): boolean {
  return (
    (part !== undefined && wordsOf(part).some((word) => asideWords.test(word))) ||
    wordsOf(name).some((word) => recordWords.test(word))
  );
}

/** Whether a tensor is one row of numbers, whatever axes of length 1 it has. */
export function isVector({ shape }: StoredTensor): boolean {
  return shape.length > 0 && shape.filter((length) => length !== 1).length <= 1;
}

/** Whether the name of a tensor is that of a bias. What is added and zero changes nothing. A factor that is zero does. */
export function isNamedAsBias({ name }: Pick<StoredTensor, 'name'>): boolean {
  const last = name
    .replace(/:0$/, '')
    .split(/[./]/)
    .findLast((part) => !/^\d+$/.test(part));
  return wordsOf(last ?? '').some((word) => biasWords.test(word));
}

/** Whether a single number of the file is a bias that is not zero. What is no number is NaN. */
export function isScalarBias(tensor: StoredTensor): boolean {
  if (tensor.shape.length > 0 || !isNamedAsBias(tensor)) return false;
  const value = tensor.entry(0);
  return value !== 0 && !Number.isNaN(value);
}

/** More entries than all biases of a network have. Views of one storage may have any number. */
const mostEntries = 2 ** 22;

/** Tells which tensors of a file are all zero. */
export function zeroFinder(): (tensor: StoredTensor) => boolean {
  let seen = 0;
  return ({ shape, entry }) => {
    const size = sizeOf(shape);
    for (let index = 0; index < size; index++) {
      if (++seen > mostEntries)
        throw new WeightFileError(
          `it holds more than ${mostEntries} numbers besides both matrices: write the two alone`,
        );
      if (entry(index) !== 0) return false;
    }
    return true;
  };
}

function wordsOf(name: string): readonly string[] {
  return name.split(/[^A-Za-z\d]+|(?<=[a-z\d])(?=[A-Z])/);
}
