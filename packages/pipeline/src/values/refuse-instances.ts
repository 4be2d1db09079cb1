import { inspect, types } from 'node:util';
import { lostProperty, RefusedValue, refusalOf } from './refused-value.js';

/**
 * Checks that a value keeps its meaning when it passes to another thread. An instance of a class would lose its class there, and
 * members that a structured clone does not take would be lost.
 *
 * @throws RefusedValue naming the path of the first such part
 */
export function refuseInstances(value: unknown): void {
  eachPart(value, false, (path, part) => {
    if (!hasItsClass(part)) {
      const { what } = refusalOf(part);
      throw new RefusedValue(`${path} is ${what}, which would lose its class: ${insteadOf(part)}`);
    }
    const lost = lostMember(part);
    if (lost !== undefined) throw new RefusedValue(`${path} ${lost}`);
  });
}

/**
 * Looks for what a structured clone refuses by itself: a function, a symbol or a proxy. For a value that could not be cloned.
 *
 * @param value without instances of classes, see `refuseInstances`
 * @throws RefusedValue naming the path of the first such part
 */
export function refuseUncloneable(value: unknown): void {
  eachPart(value, true, (path, part) => {
    const isProxy = types.isProxy(part);
    if (typeof part === 'object' && !isProxy) return;
    const { what, instead } = isProxy
      ? { what: 'a Proxy', instead: 'give a plain copy, such as { ...it }' }
      : refusalOf(part);
    throw new RefusedValue(`${path} is ${what}, which no other thread can have: ${instead}`);
  });
}

/**
 * Visits the objects in a value, each once, with their paths.
 *
 * @param takesAll also functions and symbols
 */
function eachPart(value: unknown, takesAll: boolean, visit: (path: string, part: object) => void): void {
  const seen = new Set<unknown>();
  const waiting: [path: string, value: unknown][] = [['$', value]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [path, part] = next;
    if (!isPart(part, takesAll) || seen.has(part)) continue;
    seen.add(part);
    visit(path, part);
    if (types.isMap(part)) {
      for (const [key, member] of part) waiting.push([`${path}.key`, key], [`${path}.value`, member]);
    } else if (types.isSet(part)) {
      for (const member of part) waiting.push([`${path}.value`, member]);
    } else if (Array.isArray(part)) {
      for (let index = 0; index < part.length; index++)
        if (isPart(part[index], takesAll)) waiting.push([`${path}[${index}]`, part[index]]);
    } else if (types.isNativeError(part)) {
      waiting.push([`${path}.cause`, part.cause]);
    } else if (typeof part === 'object' && isPlain(part)) {
      for (const [key, member] of Object.entries(part)) waiting.push([`${path}.${key}`, member]);
    }
  }
}

function isPart(value: unknown, takesAll: boolean): value is object {
  if (typeof value === 'object') return value !== null;
  return takesAll && (typeof value === 'function' || typeof value === 'symbol');
}

/** What to give in the place of an instance. The classes of JavaScript themselves may stay here. */
function insteadOf(value: object): string {
  for (const [isOfKind, name] of copied) if (isOfKind(value)) return `give new ${name}(it)`;
  return refusalOf(value).instead;
}

const copied: readonly (readonly [(value: object) => boolean, string])[] = [
  [types.isMap, 'Map'],
  [types.isSet, 'Set'],
  [types.isDate, 'Date'],
  [types.isRegExp, 'RegExp'],
];

const { getPrototypeOf, ownKeys } = Reflect;

/** Whether an object has no class. */
export function isPlain(value: object): boolean {
  const prototype = getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Whether a structured clone has the same class. */
function hasItsClass(value: object): boolean {
  if (Array.isArray(value)) return getPrototypeOf(value) === Array.prototype;
  for (const [isOfKind, prototypes] of kinds)
    if (isOfKind(value)) return prototypes.has(getPrototypeOf(value) as object);
  // Some objects of Node and of the web look plain and are not.
  return isPlain(value);
}

const prototypesOf = (...classes: readonly { readonly prototype: object }[]): ReadonlySet<object> =>
  new Set(classes.map(({ prototype }) => prototype));

const typedArrays = [
  ...[Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array],
  ...[BigInt64Array, BigUint64Array, Float32Array, Float64Array, DataView],
];
const { Float16Array } = globalThis as { readonly Float16Array?: typeof Float32Array };

/** The kinds of objects of which a structured clone keeps the content, with the only classes that it keeps. */
const kinds: readonly (readonly [(value: object) => boolean, ReadonlySet<object>])[] = [
  [ArrayBuffer.isView, prototypesOf(...typedArrays, ...(Float16Array === undefined ? [] : [Float16Array]))],
  [types.isMap, prototypesOf(Map)],
  [types.isSet, prototypesOf(Set)],
  [types.isDate, prototypesOf(Date)],
  [types.isRegExp, prototypesOf(RegExp)],
  [
    types.isNativeError,
    prototypesOf(Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError),
  ],
  [types.isAnyArrayBuffer, prototypesOf(ArrayBuffer, SharedArrayBuffer)],
  [types.isBoxedPrimitive, prototypesOf(Number, String, Boolean, BigInt)],
];

/** What a structured clone does not take, or no codec of ours expects, and what to give in its place. */
function lostMember(value: object): string | undefined {
  if (isPlain(value) && !Array.isArray(value)) return hiddenMember(value);
  const lost = memberOfBuiltin(value);
  if (lost === undefined) return undefined;
  const { name } = value.constructor;
  return lostProperty(
    `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${Array.isArray(value) ? 'array' : name}`,
    lost,
    copyOf(value),
  );
}

function memberOfBuiltin(value: object): PropertyKey | undefined {
  if (Array.isArray(value)) return memberBesides(value, value.length);
  if (ArrayBuffer.isView(value)) return memberBesides(value, 'length' in value ? Number(value.length) : 0);
  if (types.isBoxedPrimitive(value)) return undefined;
  return ownKeys(value).find((key) => !ownOfBuiltins.has(key));
}

/** How to write a copy without further members. */
function copyOf(value: object): string {
  if (Array.isArray(value)) return '[...rows]';
  if (types.isTypedArray(value)) return 'numbers.slice()';
  return types.isNativeError(value) ? 'its message' : `new ${value.constructor.name}(it)`;
}

function hiddenMember(value: object): string | undefined {
  const keys = ownKeys(value);
  if (keys.length === Object.keys(value).length) return undefined;
  const key = keys.find(
    (key) => typeof key === 'symbol' || !Object.prototype.propertyIsEnumerable.call(value, key),
  );
  return typeof key === 'symbol'
    ? `is an object with ${String(key)} as a key, which would be lost: use a text as the key`
    : `is an object with the hidden property ${inspect(key)}, which would be lost: give { ...it }, a copy without it`;
}

/** What errors and regular expressions have besides their internal content. */
const ownOfBuiltins: ReadonlySet<PropertyKey> = new Set(['stack', 'message', 'cause', 'lastIndex']);

/** A member of an array besides its elements. */
export function memberBesides(array: object, length: number): PropertyKey | undefined {
  const [symbol] = Object.getOwnPropertySymbols(array);
  return symbol ?? namedBesides(array, length);
}

/** A member of an array besides its elements whose key is a text. */
export function namedBesides(array: object, length: number): string | undefined {
  // Naming the keys of a long array takes longer than a clone of it. This text shows in no time that there are no others.
  if (length > 100 && onlyElements.test(inspect(array, withoutElements))) return undefined;
  const keys = Object.keys(array);
  return keys.length <= length && Number(keys.at(-1) ?? -1) < length ? undefined : keys.at(-1);
}

const withoutElements = { maxArrayLength: 0, depth: 0, customInspect: false } as const;
const onlyElements = /^(\w+\(\d+\) )?\[ \.\.\. \d+ more items \]$/;
