/*
 * What is wrong with an argument, in words for people who call without TypeScript. Each check names the argument by its
 * path, says what it is, and what it must be.
 */

import { nearest, ourName } from '../config/nearest.js';

interface Range {
  readonly min: number;
  readonly max: number;
}

/** What a value is, in words that follow "is". */
export function described(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  if (typeof value === 'string')
    return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object') return `a ${typeof value}`;
  const { then } = value as { readonly then?: unknown };
  if (typeof then === 'function') return 'a promise, which must be awaited first';
  const tag = tagOf(value);
  if (tag === 'Object') return 'an object';
  return `${/^[AEIOU]/.test(tag) ? 'an' : 'a'} ${tag}`;
}

/** The kind of an object, also of one from another realm, such as a worker or a frame. */
export function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

/** @throws TypeError unless the value is an object with members; `wanted` follows "must be" */
export function checkObject(
  name: string,
  value: unknown,
  wanted: string,
): asserts value is Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && tagOf(value) === 'Object' && !('then' in value)) return;
  throw new TypeError(`${name} is ${described(value)}: must be ${wanted}`);
}

/**
 * @param members the names of all options, separated by commas
 * @throws TypeError unless options are left out, or an object without other names than these
 */
export function checkOptions(name: string, value: unknown, members: string): void {
  if (value === undefined) return;
  checkObject(name, value, `an object with options among ${members}`);
  checkNames(name, value, members);
}

/** @throws TypeError for a name that is none of the given ones, which are separated by commas: it is misspelt */
export function checkNames(name: string, value: object, members: string): void {
  const known = members.split(', ');
  const unknown = Object.keys(value).find((each) => !known.includes(each));
  if (unknown === undefined) return;
  const near = nearest(ourName(unknown), known);
  const hint = near === undefined ? '' : ` (did you mean ${near}?)`;
  throw new TypeError(`${name} has the unknown name ${described(unknown)}${hint}: known are ${members}`);
}

/** @throws TypeError for what is no number, RangeError for a number outside of the range */
export function checkInteger(name: string, value: unknown, { min, max }: Range): asserts value is number {
  if (typeof value !== 'number') {
    throw new TypeError(`${name} is ${described(value)}: must be an integer ${min} … ${max}`);
  }
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw new RangeError(`${name} = ${value}: must be an integer ${min} … ${max}`);
}

/** @throws TypeError for what is no number, RangeError for a number outside of the range */
export function checkNumber(name: string, value: unknown, { min, max }: Range): asserts value is number {
  if (typeof value !== 'number') {
    throw new TypeError(`${name} is ${described(value)}: must be a number ${min} … ${max}`);
  }
  if (value >= min && value <= max) return;
  throw new RangeError(`${name} = ${value}: must be a number ${min} … ${max}`);
}

/** @throws TypeError unless the value is left out or a function */
export function checkFunction(name: string, value: unknown, wanted: string): void {
  if (value === undefined || typeof value === 'function') return;
  throw new TypeError(`${name} is ${described(value)}: must be ${wanted}`);
}

/** @throws TypeError unless the value is left out or an AbortSignal */
export function checkSignal(value: unknown): void {
  if (value === undefined || tagOf(value) === 'AbortSignal') return;
  const hint = tagOf(value) === 'AbortController' ? ' (the signal of a controller is controller.signal)' : '';
  throw new TypeError(`signal is ${described(value)}: must be an AbortSignal${hint}`);
}

/**
 * A list of numbers, in an array or a typed array.
 *
 * @throws TypeError for anything else, and for an entry that is no number; RangeError for another length
 */
export function checkNumbers(name: string, value: unknown, length?: number, why = ''): void {
  const isTyped = ArrayBuffer.isView(value) && tagOf(value) !== 'DataView' && !/^Big/.test(tagOf(value));
  if (!isTyped && !Array.isArray(value)) {
    throw new TypeError(`${name} is ${described(value)}: must be a list of numbers`);
  }
  const numbers = value as ArrayLike<unknown>;
  if (length !== undefined && numbers.length !== length) {
    throw new RangeError(`${name} has ${numbers.length} entries: must be ${length}${why}`);
  }
  if (isTyped) return;
  for (let index = 0; index < numbers.length; index++) {
    if (typeof numbers[index] === 'number') continue;
    throw new TypeError(`${name}[${index}] is ${described(numbers[index])}: must be a number`);
  }
}
