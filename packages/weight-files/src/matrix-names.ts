/** The two matrices of `y = W_out · relu(W_in · x)`. */
export type Role = 'input' | 'output';

/** How we write their names. */
export const matrixNames = { input: ['W_in'], output: ['W_out'] } as const satisfies Readonly<
  Record<Role, readonly [string]>
>;

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
  ['up_proj', 'down_proj'],
  ['first', 'second'],
  ['hidden', 'output'],
  ['hidden', 'readout'],
];

/**
 * Whether two names are those of the first and the second layer of one network: equal but for one part, which is a pair of the words
 * above, also behind other letters (`mlp_in`, `mlp_out`), or ends in two numbers that follow each other (`fc1`, `fc2`), as the layers
 * of a list do with an activation between them (`0`, `2`).
 */
export function isPair(first: string, second: string): boolean {
  const [some, others] = [partsOf(first), partsOf(second)];
  if (some.length !== others.length) return false;
  const differing = some.flatMap((part, index) =>
    part === others[index] ? [] : [[part, others[index]!] as const],
  );
  return differing.length === 1 && isPairOfParts(...differing[0]!);
}

function partsOf(name: string): readonly string[] {
  return name.split(/[./]/);
}

function isPairOfParts(first: string, second: string): boolean {
  const [, stem = '', number = ''] = /^(.*?)(\d+)$/.exec(first) ?? [];
  if (number !== '') {
    const next = Number(number) + (stem === '' ? 2 : 1);
    return second === `${stem}${next}` || (stem === '' && second === String(Number(number) + 1));
  }
  const shared = sharedStart(first, second);
  // A word begins at the start of a name, after a separator, or with a capital.
  for (let length = shared; length >= 0; length--) {
    const [word, other] = [first.slice(length), second.slice(length)];
    const isStart = length === 0 || /[_\-\s]$/.test(first.slice(0, length)) || /^[A-Z]/.test(word);
    if (!isStart) continue;
    for (const [one, two] of words)
      if (word.toLowerCase() === one.toLowerCase() && other.toLowerCase() === two.toLowerCase()) return true;
  }
  return false;
}

function sharedStart(first: string, second: string): number {
  let length = 0;
  while (length < first.length && first[length] === second[length]) length++;
  return length;
}
