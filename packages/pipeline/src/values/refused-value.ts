/**
 * A value holds what cannot be kept or passed on. The message says where it is, what it is and what to give in its place. It is
 * no fault in the code that found it, so nobody needs its stack.
 */
export class RefusedValue extends TypeError {}

/** What cannot stand in a value, in words, and what to give in its place. */
export interface Refusal {
  readonly what: string;
  readonly instead: string;
}

/** For anything that is no plain value. It needs nothing of Node, because reports hold a copy. */
export function refusalOf(value: unknown): Refusal {
  switch (typeof value) {
    case 'undefined':
      return { what: 'undefined', instead: 'give null' };
    case 'number':
      return {
        what: Object.is(value, -0) ? '-0' : String(value),
        instead: 'give another number, a text or null',
      };
    case 'bigint':
      return { what: 'a bigint', instead: 'give a number or a text' };
    case 'symbol':
      return { what: 'a symbol', instead: 'give a text' };
    case 'function':
      return {
        what: value.name === '' ? 'a function' : `the function ${value.name}`,
        instead: 'leave it out',
      };
    default: {
      const type: unknown = (value as object).constructor;
      const name = typeof type === 'function' ? type.name : '';
      return {
        what: `an instance of ${name || 'an unnamed class'}`,
        instead:
          insteads[tagOf(value)] ??
          typedArray(tagOf(value), name) ??
          'give a plain object, such as { ...it }',
      };
    }
  }
}

const insteads: { readonly [tag: string]: string } = {
  __proto__: null!,
  Array: 'give a plain array, such as [...it]',
  ArrayBuffer: 'give new Uint8Array(it)',
  Boolean: 'give its valueOf()',
  DataView: 'give new Uint8Array(it.buffer, it.byteOffset, it.byteLength)',
  Date: 'give its getTime() or toISOString()',
  Error: 'give its message',
  Map: 'give [...it] or Object.fromEntries(it)',
  Number: 'give its valueOf()',
  Promise: 'await it',
  RegExp: 'give its source',
  Set: 'give [...it]',
  SharedArrayBuffer: 'give new Uint8Array(it)',
  String: 'give its valueOf()',
};

/** A subclass, such as Node's Buffer, has the tag of the class of JavaScript. */
function typedArray(tag: string, name: string): string | undefined {
  if (!/^\w+\d+(Clamped)?Array$/.test(tag)) return undefined;
  return name === tag ? 'give [...it]' : `give new ${tag}(it)`;
}

/** "Map", "Date" and the like, whatever its class is called. */
function tagOf(value: unknown): string {
  return Array.isArray(value) ? 'Array' : Object.prototype.toString.call(value).slice('[object '.length, -1);
}

/** A property that an object of this kind cannot take with it. */
export function lostProperty(kind: string, name: PropertyKey, copy: string): string {
  const named = typeof name === 'symbol' ? String(name) : `'${String(name)}'`;
  return `is ${kind} with the property ${named}, which would be lost: give a copy without it, such as ${copy}, or both as members of an object`;
}
