import { checkNames, checkObject, described } from '@superposition/core/internal/public/arguments';
import { checkPlain, checkText } from './plain.js';

const items: readonly unknown[] = ['feature', 'neuron'];

/** What a page reads out of a picked feature or neuron. @throws TypeError that names the place of what is wrong */
export function checkReadings(place: string, readings: unknown): void {
  if (!Array.isArray(readings)) throw new TypeError(`${place} is ${described(readings)}: must be a list`);
  for (const [at, reading] of (readings as unknown[]).entries()) {
    const here = `${place}[${at}]`;
    checkObject(here, reading, "a reading, such as { of: 'feature', name: 'gain', values }");
    checkNames(here, reading, 'of, name, values, ranked, neurons');
    checkItem(`${here}.of`, reading['of']);
    checkText(`${here}.name`, reading['name']);
    if ((reading['values'] === undefined) === (reading['neurons'] === undefined))
      throw new TypeError(`${here} must have either values or neurons`);
    if (reading['neurons'] !== undefined && reading['of'] !== 'feature')
      throw new TypeError(`${here}.of is 'neuron': lists of neurons are of features`);
    checkPlain(`${here}.values`, reading['values']);
    checkPlain(`${here}.neurons`, reading['neurons']);
  }
}

/** The rows of a table of features or neurons begin with an index. @throws TypeError that names the place of what is wrong */
export function checkRows(place: string, { rowsAre, rows }: Readonly<Record<string, unknown>>): void {
  if (rowsAre === undefined) return;
  checkItem(`${place}.rowsAre`, rowsAre);
  for (const [row, [first]] of ((rows ?? []) as readonly (readonly unknown[])[]).entries())
    checkIndex(`${place}.rows[${row}][0]`, typeof first === 'string' ? Number(first) : first);
}

/** @throws TypeError unless it is the index of a feature or of a neuron */
export function checkIndex(place: string, value: unknown): void {
  if (!(Number.isInteger(value) && (value as number) >= 0))
    throw new TypeError(
      `${place} is ${described(value)}: must be the index of a feature or a neuron, from 0`,
    );
}

function checkItem(place: string, value: unknown): void {
  if (!items.includes(value))
    throw new TypeError(`${place} is ${described(value)}: must be 'feature' or 'neuron'`);
}
