import { canonicalJson, type JsonDialect } from './canonical-json.js';
import { needMethods, needNoMore } from './need.js';
import { own } from './own.js';
import { namedBesides } from './refuse-instances.js';
import { RefusedValue } from './refused-value.js';
import {
  hostIsLittleEndian,
  jsonBytes,
  littleEndianBytes,
  numbersByName,
  recordBytes,
  reverseEach,
} from './value-bytes.js';
import { isObject, whatIs } from './what-is.js';

/** Turns a value into bytes, and these bytes into an equal value. `id` enters the key: a new format needs a new id. */
export interface Codec<T> {
  readonly id: string;
  encode(value: T): Uint8Array;
  /** @throws Error when the bytes are not of this format. */
  decode(bytes: Uint8Array): T;
}

/**
 * Plain values as canonical JSON. JSON has no NaN, ±Infinity and −0; they are written like `{"$number":"NaN"}` and come
 * back exactly. Typed arrays are refused: `values()` takes them, or a part of a `record`. `encode` throws a TypeError that names the
 * path of what it cannot say. @public
 */
export function json<T>(): Codec<T>;
export function json<T>(...more: readonly unknown[]): Codec<T> {
  needNoMore('json', more, 'it takes none: json()');
  return {
    id: 'json/1',
    encode(value) {
      refuseNothing(value);
      return jsonBytes(value, allNumbers);
    },
    decode(bytes) {
      const decoded = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
      // Few values have such numbers, and parsing with a reviver is many times slower.
      return (decoded.includes('"$number"') ? JSON.parse(decoded, untag) : JSON.parse(decoded)) as T;
    },
  };
}

/** @throws TypeError for `undefined`, which is the value of a function that returns nothing */
export function refuseNothing(value: unknown): void {
  if (value === undefined) throw new RefusedValue('it returned nothing: return a value, or null');
}

/** NaN, ±Infinity and −0 as objects whose only key is `$number`. */
export const allNumbers = { ...numbersByName, besides: namedBesides } satisfies JsonDialect;

function untag(_key: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && '$number' in value ? numberNamedBy(value) : value;
}

const namedNumbers: ReadonlyMap<unknown, number> = new Map(
  [Number.NaN, Infinity, -Infinity, -0].map((number) => [
    Object.is(number, -0) ? '-0' : String(number),
    number,
  ]),
);

/**
 * The number that `{"$number":…}` stands for.
 *
 * @throws Error for anything that no encoder writes: damaged bytes must not become another value
 */
export function numberNamedBy(tag: { readonly $number?: unknown }): number {
  const number = namedNumbers.get(tag.$number);
  if (number === undefined || Object.keys(tag).length > 1)
    throw new Error('a "$number" names none of NaN, Infinity, -Infinity and -0');
  return number;
}

/** A Float32Array as little-endian bytes, four for each number. Every bit is kept. `encode` throws a TypeError for anything else. @public */
export const float32: Codec<Float32Array> = {
  id: 'float32/1',
  encode: (values) => littleEndian(values, Float32Array),
  decode: (bytes) => new Float32Array(fromLittleEndian(bytes, 4)),
};

/** A Float64Array as little-endian bytes, eight for each number. Every bit is kept. `encode` throws a TypeError for anything else. @public */
export const float64: Codec<Float64Array> = {
  id: 'float64/1',
  encode: (values) => littleEndian(values, Float64Array),
  decode: (bytes) => new Float64Array(fromLittleEndian(bytes, 8)),
};

function littleEndian<T extends Float32Array | Float64Array>(
  values: T,
  type: { new (length: number): T },
): Uint8Array {
  // The types promise this, but a cast in a task may break the promise. The bytes would then be wrong without an error.
  if (!(values instanceof type)) throw new RefusedValue(`it is ${whatIs(values)}, and no ${type.name}`);
  return littleEndianBytes(values);
}

function fromLittleEndian(bytes: Uint8Array, width: number): ArrayBuffer {
  if (bytes.length % width !== 0)
    throw new Error(`${bytes.length} bytes are not a whole number of ${8 * width}-bit numbers`);
  const copy = new Uint8Array(bytes.length);
  copy.set(bytes);
  return (hostIsLittleEndian ? copy : reverseEach(copy, width)).buffer as ArrayBuffer;
}

/**
 * An object with named parts, each with its own codec. The bytes are a little-endian 32-bit header length, a JSON
 * header of [name, byte length] pairs sorted by name, then the parts in that order. `encode` refuses a value with other
 * members, because they would be lost. Only a value's own members are its parts, not getters of its class.
 *
 * @throws TypeError when a part is no codec @public
 */
export function record<T extends object>(parts: { readonly [Name in keyof T]-?: Codec<T[Name]> }): Codec<T>;
export function record<T extends object>(
  parts: { readonly [Name in keyof T]-?: Codec<T[Name]> },
  ...more: readonly unknown[]
): Codec<T> {
  needNoMore('record', more, 'give all parts in one object');
  needParts(parts);
  const names = (Object.keys(parts) as (keyof T & string)[]).sort();
  const codec: Codec<T> = {
    id: recordId(names.map((name) => [name, parts[name]])),
    encode(value) {
      if (typeof value !== 'object' || value === null)
        throw new RefusedValue(
          `the value is ${whatIs(value)}, and no object with the parts ${names.join(', ')}`,
        );
      const unnamed = Object.keys(value).filter((name) => !Object.hasOwn(parts, name));
      if (unnamed.length > 0)
        throw new RefusedValue(`the record has no part named '${unnamed.join("', '")}'`);
      const given = value as { readonly [name: string]: T[keyof T & string] };
      const encoded = names.map((name) =>
        inPart(name, () => {
          const part = own(given, name);
          if (part === undefined) throw new RefusedValue('it is missing: give a value, or null');
          return parts[name].encode(part as T[typeof name]);
        }),
      );
      return recordBytes(names.map((name, index) => [name, encoded[index]!]));
    },
    decode(bytes) {
      const { lengths, headerEnd } = readHeader(bytes);
      const found = lengths.map(([name]) => name);
      if (canonicalJson(found) !== canonicalJson(names)) {
        throw new Error(`a record of ${found.join(', ')} where ${names.join(', ')} was expected`);
      }
      let offset = headerEnd;
      const entries = lengths.map(([name, length]) => {
        const part = bytes.subarray(offset, offset + length);
        offset += length;
        if (part.length !== length) throw new Error(`the part '${name}' of a record is cut short`);
        return [name, inPart(name, () => parts[name as keyof T & string].decode(part))];
      });
      if (offset !== bytes.length) throw new Error('a record is followed by bytes that are not part of it');
      return Object.fromEntries(entries) as T;
    },
  };
  records.add(codec);
  return codec;
}

function needParts(parts: unknown): void {
  if (!isObject(parts))
    throw new TypeError(`record: its parts are ${whatIs(parts)}; give { name: codec, … }`);
  for (const [name, codec] of Object.entries(parts))
    needMethods(`record: the part '${name}'`, 'it must be a codec, such as float64', codec, [
      'encode',
      'decode',
    ]);
}

/** All codecs that `record` made. */
const records = new WeakSet<object>();

/**
 * `record/1(name:id,name:id)`. Two different records must not have the same id. So a name that is no word, and an id with other
 * characters than a codec of ours has, are written as JSON texts, in quotes.
 */
function recordId(parts: readonly (readonly [name: string, codec: { readonly id: string }])[]): string {
  const written = parts.map(([name, codec]) => {
    const isPlain = records.has(codec) || /^[\w./-]+$/.test(codec.id);
    return `${/^[\w$-]+$/.test(name) ? name : JSON.stringify(name)}:${isPlain ? codec.id : JSON.stringify(codec.id)}`;
  });
  return `record/1(${written.join(',')})`;
}

type PartLength = readonly [name: string, length: number];

function readHeader(bytes: Uint8Array): { lengths: readonly PartLength[]; headerEnd: number } {
  if (bytes.length < 4) throw new Error('a record of fewer than 4 bytes');
  const headerEnd = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  if (headerEnd > bytes.length) throw new Error('the header of a record is cut short');
  const lengths = JSON.parse(new TextDecoder().decode(bytes.subarray(4, headerEnd))) as PartLength[];
  return { lengths, headerEnd };
}

function inPart<T>(name: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const message = `in the part '${name}': ${(error as Error).message}`;
    throw error instanceof RefusedValue ? new RefusedValue(message) : new Error(message, { cause: error });
  }
}
