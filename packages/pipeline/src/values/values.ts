import { canonicalJson, type JsonDialect } from './canonical-json.js';
import { allNumbers, type Codec, numberNamedBy, refuseNothing } from './codec.js';
import { needNoMore } from './need.js';
import { memberBesides } from './refuse-instances.js';
import { lostProperty, RefusedValue } from './refused-value.js';
import { hostIsLittleEndian, reverseEach } from './value-bytes.js';

/** The arrays of numbers that `values()` keeps. */
export type TypedArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

/** The parts of a type that `values()` cannot say; `never` for one that it can say. It looks five levels deep. */
export type Unsayable<T, Depth extends readonly 0[] = [0, 0, 0, 0, 0]> = unknown extends T
  ? never
  : T extends null | boolean | number | string
    ? never
    : T extends TypedArray
      ? // A Buffer of Node is a subclass.
        T extends { swap16(): unknown }
        ? T
        : never
      : T extends readonly (infer Element)[]
        ? Depth extends readonly [0, ...infer Rest extends readonly 0[]]
          ? Unsayable<Element, Rest>
          : never
        : T extends (...args: never) => unknown
          ? T
          : T extends object
            ? Depth extends readonly [0, ...infer Rest extends readonly 0[]]
              ? { [Name in keyof T]-?: Unsayable<Exclude<T[Name], undefined>, Rest> }[keyof T]
              : never
            : T;

/** What `values()` can say: plain values, and typed arrays anywhere in them. */
export type Value =
  | null
  | boolean
  | number
  | string
  | TypedArray
  | readonly Value[]
  | { readonly [key: string]: Value | undefined };

/**
 * Plain values, and typed arrays anywhere in them: the codec of a task that names none. A value without typed arrays has the bytes
 * that `json()` gives it. Each typed array comes back with a buffer of its own, also where several showed parts of one.
 *
 * `encode` throws a TypeError that names the path of anything else, and what to give in its place: instances of classes, functions,
 * `undefined` in an array, gaps, cycles, arrays with further properties, and the reserved key `$number`. Members that are `undefined` are
 * left out, a getter comes back as its value, and an object without a prototype as a plain one.
 *
 * The format, byte by byte, is in docs/formats.md of this package. @public
 */
export function values<T>(): Codec<T>;
export function values<T>(...more: readonly unknown[]): Codec<T> {
  needNoMore('values', more, 'it takes none: values()');
  return { id: 'values/1', encode, decode: (bytes) => decode(bytes) as T };
}

const text = new TextEncoder();

/** No JSON text begins with it. */
const magic = [0x00, 0x76, 0x61, 0x6c];
const headerLength = magic.length + 4;

/** Every array begins at a multiple of it, so that a reader may look at its numbers where they lie. */
const alignment = 8;
const aligned = (length: number) => Math.ceil(length / alignment) * alignment;

type Constructor = { new (buffer: ArrayBuffer): TypedArray; readonly BYTES_PER_ELEMENT: number };

const { Float16Array } = globalThis as { readonly Float16Array?: unknown };

const constructors = new Map<string, Constructor>(
  [
    ...[Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array],
    ...[BigInt64Array, BigUint64Array, Float32Array, Float64Array],
    ...(Float16Array === undefined ? [] : [Float16Array]),
  ].map((type) => [(type as { readonly name: string }).name, type as Constructor]),
);
const names = new Map(Array.from(constructors, ([name, { prototype }]) => [prototype as object, name]));

function encode(value: unknown): Uint8Array {
  refuseNothing(value);
  const arrays: TypedArray[] = [];
  let length = 0;
  const dialect: JsonDialect = {
    ...allNumbers,
    object(part) {
      const name = nameOf(part);
      if (name === undefined) return undefined;
      const array = part as TypedArray;
      const at = length;
      arrays.push(array);
      length = aligned(at) + array.byteLength;
      return `{"$number":["${name}",${aligned(at)},${array.length}]}`;
    },
  };
  const written = text.encode(textOf(value, dialect));
  if (arrays.length === 0) return written;
  const start = aligned(headerLength + written.length);
  const bytes = new Uint8Array(start + length);
  bytes.set(magic);
  new DataView(bytes.buffer).setUint32(magic.length, written.length, true);
  bytes.set(written, headerLength);
  let at = start;
  for (const array of arrays) {
    at = aligned(at);
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    const end = at + array.byteLength;
    if (!hostIsLittleEndian) reverseEach(bytes.subarray(at, end), array.BYTES_PER_ELEMENT);
    at = end;
  }
  return bytes;
}

function textOf(value: unknown, dialect: JsonDialect): string {
  try {
    return canonicalJson(value, dialect);
  } catch (error) {
    // A getter of the value may throw a RangeError, too.
    const [cause] = error instanceof RangeError ? (/call stack|string length/.exec(error.message) ?? []) : [];
    if (cause === undefined) throw error;
    const what = cause === 'call stack' ? 'is nested too deeply' : 'is too large';
    throw new RefusedValue(`$ ${what} for values()`);
  }
}

/**
 * The class of a typed array; undefined for anything else, also an instance of a subclass, which would lose its class.
 *
 * @throws TypeError for one with further members, which would be lost
 */
function nameOf(value: object): string | undefined {
  if (!ArrayBuffer.isView(value)) return undefined;
  const name = names.get(Object.getPrototypeOf(value));
  const lost = name === undefined ? undefined : memberBesides(value, (value as TypedArray).length);
  if (lost !== undefined) throw new RefusedValue(lostProperty(`a ${name}`, lost, 'numbers.slice()'));
  return name;
}

function decode(bytes: Uint8Array): unknown {
  if (bytes[0] !== magic[0]) return parse(bytes, bytes.length, numberNamedBy);
  if (bytes.length < headerLength || magic.some((byte, at) => bytes[at] !== byte))
    throw new Error('the bytes begin neither like JSON nor like values with typed arrays');
  const written = new DataView(bytes.buffer, bytes.byteOffset).getUint32(magic.length, true);
  const start = aligned(headerLength + written);
  if (start > bytes.length) throw new Error('the text of values with typed arrays is cut short');
  const extents: [from: number, to: number][] = [[0, headerLength + written]];
  const value = parse(bytes.subarray(headerLength), written, (tag) => {
    if (!Array.isArray(tag.$number)) return numberNamedBy(tag);
    const [name, offset, count] = tag.$number as [string, number, number];
    const type = constructors.get(name);
    if (type === undefined) throw new Error(`this version of Node has no ${name}`);
    if (tag.$number.length !== 3 || Object.keys(tag).length > 1) throw new Error(`a ${name} says too much`);
    const [from, to] = [start + offset, start + offset + count * type.BYTES_PER_ELEMENT];
    const isWhole = [offset, count].every((number) => Number.isSafeInteger(number) && number >= 0);
    if (!isWhole || offset % alignment !== 0 || to > bytes.length)
      throw new Error(`a ${name} of ${count} is cut short`);
    extents.push([from, to]);
    // Not `slice`, which gives a Buffer a view of the same memory.
    const copy = new Uint8Array(to - from);
    copy.set(bytes.subarray(from, to));
    return new type(
      (hostIsLittleEndian ? copy : reverseEach(copy, type.BYTES_PER_ELEMENT)).buffer as ArrayBuffer,
    );
  });
  refuseOthers(bytes, extents);
  return value;
}

/**
 * The text and the arrays lie one after the other, with nothing but zeros between them.
 *
 * @throws Error
 */
function refuseOthers(bytes: Uint8Array, extents: (readonly [from: number, to: number])[]): void {
  let end = 0;
  for (const [from, to] of extents.sort(([a, b], [c, d]) => a - c || b - d)) {
    if (from !== aligned(end) || bytes.subarray(end, from).some((byte) => byte !== 0))
      throw new Error('typed arrays overlap, or there is something between them');
    end = to;
  }
  if (end !== bytes.length) throw new Error('values with typed arrays are followed by other bytes');
}

/** What stands for a number or an array in the text. */
interface Tag {
  readonly $number: unknown;
}

/** Parses a text, and puts in the place of each `{"$number":…}` what it stands for. */
function parse(bytes: Uint8Array, length: number, meant: (tag: Tag) => unknown): unknown {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const written = decoder.decode(bytes.subarray(0, length));
  const whole = { value: JSON.parse(written) as unknown };
  if (!written.includes('"$number"')) return whole.value;
  // A reviver would fill the call stack where the value is nested deeply.
  const waiting: object[] = [whole];
  for (let parent = waiting.pop(); parent !== undefined; parent = waiting.pop()) {
    for (const [key, part] of Object.entries(parent)) {
      if (typeof part !== 'object' || part === null) continue;
      if (!Object.hasOwn(part, '$number')) {
        waiting.push(part);
        continue;
      }
      const value = meant(part as Tag);
      // An assignment to a member named '__proto__' would set the prototype instead.
      Object.defineProperty(parent, key, { value, writable: true, enumerable: true, configurable: true });
    }
  }
  return whole.value;
}
