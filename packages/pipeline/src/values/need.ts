import { nearestTo } from './nearest-names.js';
import { isObject, whatIs } from './what-is.js';

/**
 * The options of a call, for people without TypeScript.
 *
 * @param where what was called, for the message
 * @param names of all options
 * @throws TypeError when it is no object, or has an option that is not known: it would do nothing
 */
export function needOptions(where: string, options: unknown, names: readonly string[]): void {
  if (options === undefined) return;
  if (!isObject(options))
    throw new TypeError(
      `${where}: its options are ${whatIs(options)}; give an object, such as { ${names[0]} }`,
    );
  for (const name of Object.keys(options)) {
    if (names.includes(name)) continue;
    const [near] = nearestTo(name, names);
    throw new TypeError(
      `${where}: '${name}' is no option${near === undefined ? `; there are ${names.join(', ')}` : `; did you mean '${near}'?`}`,
    );
  }
}

/**
 * Refuses further arguments, which would do nothing. As a callback of `map`, a function gets the index and the list, too.
 *
 * @param instead what to give
 * @throws TypeError
 */
export function needNoMore(where: string, more: readonly unknown[], instead: string): void {
  const isOfMap = more.length === 2 && typeof more[0] === 'number' && Array.isArray(more[1]);
  if (more.length > 0 && !isOfMap)
    throw new TypeError(`${where}: it got ${whatIs(more[0])} as a further argument; ${instead}`);
}

/** @throws TypeError when an argument is no text, or is empty */
export function needText(where: string, what: string, value: unknown): asserts value is string {
  if (typeof value !== 'string' || value === '')
    throw new TypeError(`${where}: ${what} must be a text, and is ${value === '' ? 'empty' : whatIs(value)}`);
}

/** @throws TypeError when an argument is no function */
export function needFunction(where: string, what: string, value: unknown): void {
  if (typeof value !== 'function')
    throw new TypeError(`${where}: ${what} must be a function, and is ${whatIs(value)}`);
}

/** @throws RangeError when a number is not whole, or less than 1 */
export function needCount(where: string, what: string, value: unknown): void {
  if (typeof value !== 'number')
    throw new TypeError(`${where}: ${what} must be a number, and is ${whatIs(value)}`);
  if (!Number.isInteger(value) || value < 1)
    throw new RangeError(`${where}: ${what} must be a whole number from 1 on, and is ${value}`);
}

/** @throws TypeError when an argument has not these methods, as a store or a codec has them */
export function needMethods(where: string, what: string, value: unknown, methods: readonly string[]): void {
  const isIt = (typeof value === 'object' || typeof value === 'function') && value !== null;
  if (isIt && methods.every((name) => typeof (value as Record<string, unknown>)[name] === 'function')) return;
  throw new TypeError(`${where}: ${what}, and is ${whatIs(value)}`);
}

/** @throws TypeError when an argument is no store */
export function needStore(where: string, store: unknown): void {
  needMethods(where, 'its store must be one that openStore opens', store, [
    'results',
    'artifact',
    'contents',
  ]);
}
