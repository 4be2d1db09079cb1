import { readable } from '../numbers/readable.js';
import { leastChange, type Monotonicity, type SparsitySweep } from '../error/sparsity-sweep.js';

const names = { active: 'mse.active', all: 'mse.all', allPerActive: 'mse.all / p′' } as const;

/** How a line of figure 6 runs, for the explanation of a verdict. */
export function lineInWords(
  name: keyof SparsitySweep['monotone'],
  { ends, constant, overall, ups, downs }: Monotonicity,
): string {
  if (ends === null) return `${names[name]} has no value at any p′.`;
  const [first, last] = ends;
  if (constant) return `${names[name]} is ${readable(first.value)} at every p′.`;
  const values = `from ${readable(first.value)} at p′ = ${first.at} to ${readable(last.value)} at p′ = ${last.at}`;
  const percent = `${100 * leastChange} %`;
  if (overall === 'above')
    return downs
      ? `${names[name]} goes ${values}, but falls by more than ${percent} on the way.`
      : `${names[name]} rises ${values}.`;
  if (overall === 'below')
    return ups
      ? `${names[name]} goes ${values}, but rises by more than ${percent} on the way.`
      : `${names[name]} falls ${values}.`;
  return ups || downs
    ? `${names[name]} goes ${values}, and changes by more than ${percent} on the way.`
    : `${names[name]} goes ${values}, and no change by more than ${percent} is certain.`;
}
