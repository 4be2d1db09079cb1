/** How we write the names of the two matrices of `y = W_out · relu(W_in · x)`. */
export const matrixNames = { input: 'W_in', output: 'W_out' } as const;

/** Words that name the two layers of a network, the first one before the second. */
const words: readonly (readonly [string, string])[] = [
  ['in', 'out'],
  ['input', 'output'],
  ['encoder', 'decoder'],
  ['enc', 'dec'],
  ['encode', 'decode'],
  ['embed', 'unembed'],
  ['embedding', 'unembedding'],
  ['E', 'U'],
  ['up', 'down'],
  ['first', 'second'],
  ['hidden', 'output'],
  ['hidden', 'out'],
  ['hidden', 'readout'],
  ['hidden', 'final'],
  ['readin', 'readout'],
  ['linear', 'out'],
  ['fc', 'out'],
  ['fc', 'proj'],
  ['expand', 'contract'],
  ['expand', 'reduce'],
  ['compress', 'decompress'],
  ['wi', 'wo'],
  ['i', 'o'],
  ['h', 'o'],
  ['e', 'd'],
];

/** A name that says from which layer to which one a matrix goes: `ih`, `i2h`, `x2h`, `input_hidden`, `input_to_hidden`, `wih`. */
function between(from: string, to: string): RegExp {
  return new RegExp(`(?<=^|[_\\-\\s]|^w)(${from})[_\\-\\s]?(to|2)?[_\\-\\s]?(${to})(?=$|[_\\-\\s\\d])`, 'i');
}

const toHidden = between('input|inp|in|i|x', 'hidden|hid|h');
const fromHidden = between('hidden|hid|h', 'output|out|o|y');

/**
 * Whether two names are those of the first and the second layer of one network: equal but for one part. That part has one of the
 * words above for the other one (`mlp_in`, `mlp_out`), says the layers between which it lies (`i2h`, `h2o`), or ends in two numbers that follow each other (`fc1`, `fc2`), as the layers of a
 * list do with an activation between them (`0`, `2`), or ends in the first number of Keras (`dense`, `dense_1`).
 */
export function isPair(first: string, second: string): boolean {
  const differing = difference(first.split(/[./]/), second.split(/[./]/));
  return differing !== undefined && isPairOfParts(...differing);
}

/** Whether a matrix is inputs × outputs by its name, as the kernels of Keras, TensorFlow.js and Flax are. */
export function isKernel(name: string): boolean {
  return /(^|[./])kernel(:0)?$/.test(name);
}

/** A library that names matrices so and has them inputs × outputs; others have them the other way round under the same names. */
export function customOf(name: string): string | undefined {
  if (/(^|[./])mlp[./]W_(in|out)$/.test(name)) return 'TransformerLens';
  if (/(^|[./])W_(enc|dec)$/.test(name)) return 'SAELens';
  return /(^|[./])c_(fc|proj)([./]weight)?$/.test(name) ? 'GPT-2 of Hugging Face' : undefined;
}

function isPairOfParts(first: string, second: string): boolean {
  const [, stem = '', number = ''] = /^(.*?)(\d+)$/.exec(first) ?? [];
  if (number !== '') {
    const next = Number(number) + (stem === '' ? 2 : 1);
    return second === `${stem}${next}` || (stem === '' && second === String(Number(number) + 1));
  }
  if (first !== '' && second === `${first}_1`) return true;
  const [word, other] = difference(
    wordsOf(withSeparators(first).replace(toHidden, 'in')),
    wordsOf(withSeparators(second).replace(fromHidden, 'out')),
  ) ?? ['', ''];
  return words.some(
    ([one, two]) => word.toLowerCase() === one.toLowerCase() && other.toLowerCase() === two.toLowerCase(),
  );
}

function withSeparators(part: string): string {
  return part.replace(/(?<=[a-z\d])(?=[A-Z])/g, '_');
}

/** The words of a name with what separates them. A capital begins a word, and one letter may stand before `in` and `out`. */
function wordsOf(part: string): readonly string[] {
  return part.split(
    /(?<=[_\-\s])|(?=[_\-\s])|(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z](?:[a-z]|$))|(?<=^[A-Za-z])(?=(?:in|out)$)/,
  );
}

/** The two parts in which two lists differ, if there is no further difference. */
function difference(
  some: readonly string[],
  others: readonly string[],
): readonly [string, string] | undefined {
  if (some.length !== others.length) return undefined;
  const differing = some.flatMap((part, index) =>
    part === others[index] ? [] : [[part, others[index]!] as const],
  );
  return differing.length === 1 ? differing[0] : undefined;
}
