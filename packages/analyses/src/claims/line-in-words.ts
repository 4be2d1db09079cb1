import { readable } from '../numbers/readable.js';
import { leastChange, type Monotonicity, type SparsitySweep } from '../error/sparsity-sweep.js';

const names = { active: 'mse.active', all: 'mse.all', allPerActive: 'mse.all / p′' } as const;

/** How a line of figure 6 runs, for the explanation of a verdict. */
export function lineInWords(
  name: keyof SparsitySweep['monotone'],
  { ends, constant, overall, rises }: Monotonicity,
): string {
  if (ends === null) return `${names[name]} has no value at any p′.`;
  const [first, last] = ends;
  if (constant) return `${names[name]} is ${readable(first.value)} at every p′.`;
  const values = `${readable(first.value)} at p′ = ${first.at} and ${readable(last.value)} at p′ = ${last.at}`;
  if (rises) return `${names[name]} rises: it is ${values}.`;
  switch (overall) {
    case 'above':
      return `${names[name]} does not rise throughout: it is ${values}, but falls in between.`;
    case 'below':
      return `${names[name]} ends lower than it begins: it is ${values}.`;
    case 'alike':
      return `${names[name]} begins and ends alike: it is ${values}, and no change of more than ${100 * leastChange} % between them is certain.`;
  }
}
