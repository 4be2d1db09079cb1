import { inspect, types } from 'node:util';

/**
 * Checks that a value keeps its meaning when it passes to another thread. An instance of a class would lose its class there, and
 * members that a structured clone does not take would be lost.
 *
 * @throws TypeError naming the path of the first such part
 */
export function refuseInstances(value: unknown): void {
  const seen = new Set<object>();
  const waiting: [path: string, value: unknown][] = [['$', value]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [path, part] = next;
    if (typeof part !== 'object' || part === null || seen.has(part)) continue;
    seen.add(part);
    if (!hasItsClass(part)) {
      const { name = '' } = (part.constructor ?? {}) as { readonly name?: string };
      throw new TypeError(
        `${path} is an instance of ${name || 'an unnamed class'}, which would lose its class: pass plain values, typed arrays, maps or sets`,
      );
    }
    const lost = lostMember(part);
    if (lost !== undefined)
      throw new TypeError(
        `${path} has the member ${inspect(lost)}, which would be lost: pass the members of plain objects, and the elements of arrays, maps and sets`,
      );
    if (types.isMap(part)) {
      for (const [key, member] of part) waiting.push([`${path}.key`, key], [`${path}.value`, member]);
    } else if (types.isSet(part)) {
      for (const member of part) waiting.push([`${path}.value`, member]);
    } else if (Array.isArray(part)) {
      for (let index = 0; index < part.length; index++)
        if (typeof part[index] === 'object') waiting.push([`${path}[${index}]`, part[index]]);
    } else if (types.isNativeError(part)) {
      waiting.push([`${path}.cause`, part.cause]);
    } else if (isPlain(part)) {
      for (const [key, member] of Object.entries(part)) waiting.push([`${path}.${key}`, member]);
    }
  }
}

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

/** A member that a structured clone does not take, or that no codec of ours expects. */
function lostMember(value: object): PropertyKey | undefined {
  if (Array.isArray(value)) return memberBesides(value, value.length);
  if (ArrayBuffer.isView(value)) return memberBesides(value, 'length' in value ? Number(value.length) : 0);
  if (isPlain(value)) {
    const keys = ownKeys(value);
    return keys.length === Object.keys(value).length
      ? undefined
      : keys.find(
          (key) => typeof key === 'symbol' || !Object.prototype.propertyIsEnumerable.call(value, key),
        );
  }
  if (types.isBoxedPrimitive(value)) return undefined;
  return ownKeys(value).find((key) => !ownOfBuiltins.has(key));
}

/** What errors and regular expressions have besides their internal content. */
const ownOfBuiltins: ReadonlySet<PropertyKey> = new Set(['stack', 'message', 'cause', 'lastIndex']);

/** A member of an array besides its elements. */
export function memberBesides(array: object, length: number): PropertyKey | undefined {
  const [symbol] = Object.getOwnPropertySymbols(array);
  if (symbol !== undefined) return symbol;
  // Naming the keys of a long array takes longer than a clone of it. This text shows in no time that there are no others.
  if (length > 100 && onlyElements.test(inspect(array, withoutElements))) return undefined;
  const keys = Object.keys(array);
  return keys.length <= length && Number(keys.at(-1) ?? -1) < length ? undefined : keys.at(-1);
}

const withoutElements = { maxArrayLength: 0, depth: 0, customInspect: false } as const;
const onlyElements = /^(\w+\(\d+\) )?\[ \.\.\. \d+ more items \]$/;
