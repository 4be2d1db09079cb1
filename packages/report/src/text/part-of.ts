import { counted, span, whole } from './format.js';

const several = (noun: string) => (noun.endsWith('s') ? `${noun}es` : `${noun}s`);

/** All of some things: `the one feature`, `both features`, `all 3 features`. */
export function allOf(count: number, noun: string, print = whole): string {
  if (count === 1) return `the one ${noun}`;
  return count === 2 ? `both ${several(noun)}` : `all ${print(count)} ${several(noun)}`;
}

/** Some of some things: `none of 3 features`, `1 of 3 features`, `all 3 features`; of two, `neither feature`; of one, `no feature`. */
export function partOf(part: number, total: number, noun: string): string {
  if (part === total) return allOf(total, noun);
  if (part > 0) return `${whole(part)} of ${counted(total, noun)}`;
  if (total === 1) return `no ${noun}`;
  return total === 2 ? `neither ${noun}` : `none of ${counted(total, noun)}`;
}

/** The same as a subject with its verb, `['gets', 'get']`: `1 of 3 features gets`, `both features get`. */
export function partThat(
  part: number,
  total: number,
  noun: string,
  [ofOne, ofSeveral]: readonly [string, string],
): string {
  return `${partOf(part, total, noun)} ${part > 1 ? ofSeveral : ofOne}`;
}

/** The same where the things were named before: `none`, `neither`, `1`, `both`, `all`. */
export function partAlone(part: number, total: number): string {
  if (part === 0) return total === 2 ? 'neither' : 'none';
  if (part < total) return whole(part);
  return total === 2 ? 'both' : 'all';
}

/** From so many to so many of some things: `3 to 4 of 10 neurons`, `all 4 neurons`, `the one neuron`. */
export function rangeOf(low: number, high: number, total: number, noun: string, print = whole): string {
  if (low === total) return allOf(total, noun, print);
  return `${span(print(low), print(high))} of ${print(total)} ${total === 1 ? noun : several(noun)}`;
}
