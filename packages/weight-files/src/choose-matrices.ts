import { factored } from './factored.js';
import { customOf, isKernel, isPair } from './matrix-names.js';
import { isAside, isNamedAsBias, isScalarBias, isVector, zeroFinder } from './other-tensors.js';
import type { StoredTensor } from './stored-tensor.js';
import { quoted, WeightFileError } from './weight-file-error.js';

/** Which tensors of a file are taken. */
export interface MatrixOptions {
  /**
   * The names of the tensors for both matrices, such as `{ W_in: 'fc1.weight', W_out: 'fc2.weight' }`. `.T` behind a name takes the
   * transpose. Default: the two with names that usually go together, such as W_in and W_out, fc1 and fc2, encoder and decoder.
   */
  readonly names?: { readonly W_in: string; readonly W_out: string };
  /** Takes the transpose of both. Default: `false`. */
  readonly transpose?: boolean;
}

/** A tensor that is taken for a matrix. */
export interface ChosenMatrix {
  /** The name in the file, with `.T` behind it if its transpose is taken. */
  readonly name: string;
  readonly shape: readonly [rows: number, columns: number];
  readonly entry: (row: number, column: number) => number;
}

/** What was chosen, and what was not. */
export interface ChosenMatrices {
  /** neurons × features */
  readonly input: ChosenMatrix;
  /** features × neurons */
  readonly output: ChosenMatrix;
  /** The names of the tensors and other values that are passed over. */
  readonly passedOver: readonly string[];
  /** What the reader of the result should know. */
  readonly warnings: readonly string[];
}

/**
 * Chooses the tensors for W_in and W_out.
 *
 * @throws WeightFileError when none or several pairs could be meant, or when something else is in the file without which it is
 *   another network: a bias that is not zero, or a further layer
 */
export function chooseMatrices(
  tensors: readonly StoredTensor[],
  { names, transpose = false }: MatrixOptions = {},
): ChosenMatrices {
  const computed = names === undefined ? factored(tensors) : undefined;
  if (computed !== undefined) throw new WeightFileError(computed);
  const [input, output] = names === undefined ? usualPair(tensors) : namedPair(tensors, names);
  const rest = tensors.filter((tensor) => tensor !== input.tensor && tensor !== output.tensor);
  const warnings: string[] = [];
  if (names === undefined) refuseOthers(rest, [input.tensor, output.tensor]);
  else {
    const notPlain = factored(tensors, [input.tensor, output.tensor]);
    if (notPlain !== undefined) warnings.push(notPlain);
    const isZero = zeroFinder();
    const biases = rest.filter(
      (tensor) =>
        !isAside(tensor) &&
        (isScalarBias(tensor) || (isVector(tensor) && !(isNamedAsBias(tensor) && isZero(tensor)))),
    );
    if (biases.length > 0)
      warnings.push(
        `the file also holds ${listed(biases)}, which is left out: the network with it is another one`,
      );
  }
  const chosen = [input, output].map(({ tensor, isTransposed }) =>
    matrixOf(tensor, isTransposed !== transpose),
  ) as [ChosenMatrix, ChosenMatrix];
  const [{ shape }] = chosen;
  if (!transpose && shape[0] > shape[1])
    warnings.push(
      `${shape[0]} neurons are more than ${shape[1]} ${shape[1] === 1 ? 'feature' : 'features'}, which is unusual: if both matrices are transposed, --transpose turns them round`,
    );
  const custom = customOf(input.tensor.name) ?? customOf(output.tensor.name);
  if (
    !transpose &&
    shape[0] <= shape[1] &&
    custom !== undefined &&
    !(input.isTransposed && output.isTransposed)
  )
    warnings.push(
      `in ${custom}, matrices of these names are inputs × outputs: if these are, --transpose turns them round (${shape[1]} features × ${shape[0]} neurons were read)`,
    );
  return { input: chosen[0], output: chosen[1], passedOver: rest.map(({ name }) => name), warnings };
}

interface Taken {
  readonly tensor: StoredTensor;
  readonly isTransposed: boolean;
}

function usualPair(tensors: readonly StoredTensor[]): readonly [Taken, Taken] {
  const arrays = tensors.filter(
    (tensor) => (tensor.shape.length > 0 || tensor.problem !== undefined) && !isAside(tensor),
  );
  const matrices = arrays.filter((tensor) => matrixShape(tensor) !== undefined);
  if (arrays.length > mostArrays)
    throw new WeightFileError(`it holds ${arrays.length} arrays, ${listed(arrays)}: ${advice}`);
  const pairs = fitting(pairsIn(matrices));
  const [only, another] = pairs;
  if (only !== undefined && another === undefined)
    return [
      { tensor: only[0], isTransposed: false },
      { tensor: only[1], isTransposed: false },
    ];
  const proposal = proposed([...pairs, ...everyPair(matrices)]);
  if (pairs.some(([, decoder]) => pairs.some(([encoder]) => encoder === decoder)))
    throw new WeightFileError(
      `it holds more than two layers in a row, ${listed(matrices)}: with a further layer it is another network` +
        (proposal === undefined ? '' : `. ${proposal} these two all the same`),
    );
  if (pairs.length > 1)
    throw new WeightFileError(
      `it holds ${pairs.length} pairs of matrices, ${listed(matrices)}${proposal === undefined ? '' : `: ${proposal} one of them`}`,
    );
  const half = pairsIn(arrays)
    .flat()
    .find((tensor) => matrixShape(tensor) === undefined);
  if (half !== undefined && (matrices.length > 0 || half.problem !== undefined)) throw noMatrix(half);
  const [first, second] = matrices;
  if (first === undefined)
    throw new WeightFileError(
      `it holds no matrix${tensors.length === 0 ? '' : ` but ${listed(tensors)}`}: ${advice}`,
    );
  if (second === undefined)
    throw new WeightFileError(
      `it holds one matrix, ${listed(matrices)}, and two are needed: ${advice}` +
        (first.name === ''
          ? ''
          : `. If the second one is its transpose, ${takes(first.name, `${first.name}.T`)} both`),
    );
  throw new WeightFileError(
    `it holds the matrices ${listed(matrices)}, whose names do not say which is W_in and which W_out: ` +
      (proposal === undefined ? advice : `${proposal} them so`),
  );
}

/** A network of two layers has few, and every name is compared with every other one. */
const mostArrays = 200;

function pairsIn(tensors: readonly StoredTensor[]): readonly Pair[] {
  return tensors.flatMap((first) =>
    tensors.flatMap((second) => (isPair(first.name, second.name) ? [[first, second] as const] : [])),
  );
}

type Pair = readonly [first: StoredTensor, second: StoredTensor];

/** Those pairs that have the shapes of W_in and W_out, or all where none has. */
function fitting(pairs: readonly Pair[]): readonly Pair[] {
  const fit = pairs.filter(([first, second]) => isMirrored(first, second));
  return fit.length > 0 ? fit : pairs;
}

function isMirrored(first: StoredTensor, second: StoredTensor): boolean {
  const [[rows, columns], [others, neurons]] = [matrixShape(first)!, matrixShape(second)!];
  return rows === neurons && columns === others;
}

/** Pairs of any names, first those that have fewer neurons than features. */
function everyPair(matrices: readonly StoredTensor[]): readonly Pair[] {
  return matrices.flatMap((first, index) =>
    matrices.slice(index + 1).map((second): Pair => {
      const [rows, columns] = matrixShape(first)!;
      return rows > columns !== isKernel(first.name) ? [second, first] : [first, second];
    }),
  );
}

/** The option that takes a pair; undefined where none has matrices of W_in's and W_out's shapes. */
function proposed(pairs: readonly Pair[]): string | undefined {
  const fit = pairs.find(([first, second]) => isMirrored(first, second));
  return fit === undefined ? undefined : takes(fit[0].name, fit[1].name);
}

function noMatrix({ name, shape, problem }: StoredTensor): WeightFileError {
  return new WeightFileError(problem ?? `${name} has the shape (${shape.join(', ')}): it must be a matrix`);
}

function namedPair(
  tensors: readonly StoredTensor[],
  names: { readonly W_in: string; readonly W_out: string },
): readonly [Taken, Taken] {
  return [taken(tensors, names.W_in), taken(tensors, names.W_out)];
}

function taken(tensors: readonly StoredTensor[], name: string): Taken {
  const exactly = (wanted: string) => {
    const [same, second] = tensors.filter((tensor) => tensor.name === wanted);
    if (second !== undefined) throw new WeightFileError(`it holds ${quoted(wanted)} twice`);
    if (same !== undefined) return same;
    const ending = tensors.filter((tensor) => tensor.name.endsWith(`.${wanted}`));
    return ending.length === 1 ? ending[0] : undefined;
  };
  const plain = exactly(name);
  const turned = plain === undefined && name.endsWith('.T') ? exactly(name.slice(0, -2)) : undefined;
  const tensor = plain ?? turned;
  if (tensor === undefined)
    throw new WeightFileError(`it holds no ${quoted(name)}: it holds ${listed(tensors)}`);
  if (matrixShape(tensor) === undefined) throw noMatrix(tensor);
  return { tensor, isTransposed: turned !== undefined };
}

/** With a bias or a further layer it would be another network. */
function refuseOthers(rest: readonly StoredTensor[], chosen: readonly StoredTensor[]): void {
  const [first, second] = chosen.map(({ name }) => name);
  const isZero = zeroFinder();
  for (const tensor of rest) {
    if (isAside(tensor)) continue;
    if (tensor.problem !== undefined && tensor.shape.length > 0) throw noMatrix(tensor);
    if (tensor.shape.length === 0 ? !isScalarBias(tensor) : isNamedAsBias(tensor) && isZero(tensor)) continue;
    const [what, why] =
      !isVector(tensor) && tensor.shape.length > 0
        ? ['', 'a further layer']
        : isNamedAsBias(tensor)
          ? [', which is not all zero', 'a bias']
          : ['', 'a norm, a scale or a bias'];
    throw new WeightFileError(
      `beside ${quoted(first!)} and ${quoted(second!)} it holds ${listed([tensor])}${what}: with ${why} it would be another network. ` +
        `${takes(first!, second!)} these two all the same`,
    );
  }
}

/** Rows and columns, without further axes of length 1; undefined for what is no matrix. */
function matrixShape({ shape }: StoredTensor): readonly [number, number] | undefined {
  const axes = [...shape];
  while (axes.length > 2 && axes[0] === 1) axes.shift();
  while (axes.length > 2 && axes.at(-1) === 1) axes.pop();
  return axes.length === 2 ? [axes[0]!, axes[1]!] : undefined;
}

function matrixOf(tensor: StoredTensor, isTransposed: boolean): ChosenMatrix {
  const [rows, columns] = matrixShape(tensor)!;
  const { name, entry } = tensor;
  return isTransposed !== isKernel(name)
    ? {
        name: isTransposed ? `${name}.T` : name,
        shape: [columns, rows],
        entry: (row, column) => entry(column * columns + row),
      }
    : {
        name: isTransposed ? `${name}.T` : name,
        shape: [rows, columns],
        entry: (row, column) => entry(row * columns + column),
      };
}

const advice = 'write W_in (neurons × features) and W_out (features × neurons), of y = W_out·relu(W_in·x)';

function takes(input: string, output: string): string {
  return `--weights-names W_in=${input},W_out=${output} takes`;
}

/** At most a few, with their shapes. */
function listed(tensors: readonly StoredTensor[]): string {
  const few = tensors.slice(0, 8).map(({ name, shape }) => {
    const size = shape.length === 0 ? '' : ` (${shape.join(' × ')})`;
    return `${quoted(name)}${size}`;
  });
  return `${few.join(', ')}${tensors.length > 8 ? ` and ${tensors.length - 8} more` : ''}`;
}
