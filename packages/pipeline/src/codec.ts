import { canonicalJson, type Json } from './canonical-json.js';

/** How a value becomes bytes and back, exactly; `id` enters the recipe's key, so a new format is a new id. */
export interface Codec<T> {
  readonly id: string;
  encode(value: T): Uint8Array;
  /** @throws Error when the bytes are not of this format. */
  decode(bytes: Uint8Array): T;
}

const text = new TextEncoder();

/**
 * Plain values as canonical JSON. NaN, ±Infinity and −0, which JSON lacks, round-trip exactly as `{"$number":"NaN"}`;
 * typed arrays are refused: give them a part of their own in a `record`.
 */
export function json<T>(): Codec<T> {
  return {
    id: 'json/1',
    encode: (value) => text.encode(canonicalJson(tagNumbers(value))),
    decode: (bytes) => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes), untag) as T,
  };
}

function tagNumbers(value: unknown): unknown {
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) {
    return { $number: Object.is(value, -0) ? '-0' : String(value) };
  }
  if (Array.isArray(value)) return value.map(tagNumbers);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  if ('$number' in value) throw new TypeError("a key named '$number' is reserved by the json codec");
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, tagNumbers(member)]));
}

function untag(_key: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && '$number' in value ? Number(value.$number) : value;
}

/** A Float32Array as little-endian bytes, four a number, bit for bit. */
export const float32: Codec<Float32Array> = {
  id: 'float32/1',
  encode: (values) => littleEndian(values, 4),
  decode: (bytes) => new Float32Array(fromLittleEndian(bytes, 4)),
};

/** A Float64Array as little-endian bytes, eight a number, bit for bit. */
export const float64: Codec<Float64Array> = {
  id: 'float64/1',
  encode: (values) => littleEndian(values, 8),
  decode: (bytes) => new Float64Array(fromLittleEndian(bytes, 8)),
};

const hostIsLittleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

function littleEndian(values: Float32Array | Float64Array, width: number): Uint8Array {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice();
  return hostIsLittleEndian ? bytes : reverseEach(bytes, width);
}

function fromLittleEndian(bytes: Uint8Array, width: number): ArrayBuffer {
  if (bytes.length % width !== 0)
    throw new Error(`${bytes.length} bytes are not a whole number of ${8 * width}-bit numbers`);
  const copy = new Uint8Array(bytes.length);
  copy.set(bytes);
  return (hostIsLittleEndian ? copy : reverseEach(copy, width)).buffer as ArrayBuffer;
}

function reverseEach(bytes: Uint8Array, width: number): Uint8Array {
  for (let start = 0; start < bytes.length; start += width) bytes.subarray(start, start + width).reverse();
  return bytes;
}

/**
 * An object of named parts, each by a codec of its own. The bytes are a little-endian 32-bit header length, a JSON
 * header of [name, byte length] pairs sorted by name, then the parts in that order.
 */
export function record<T extends object>(parts: { readonly [Name in keyof T]-?: Codec<T[Name]> }): Codec<T> {
  const names = (Object.keys(parts) as (keyof T & string)[]).sort();
  return {
    id: `record/1(${names.map((name) => `${name}:${parts[name].id}`).join(',')})`,
    encode(value) {
      const encoded = names.map((name) => parts[name].encode(value[name]));
      const header = text.encode(
        canonicalJson(names.map((name, index): Json => [name, encoded[index]!.length])),
      );
      const length = new Uint8Array(4);
      new DataView(length.buffer).setUint32(0, header.length, true);
      return new Uint8Array(Buffer.concat([length, header, ...encoded]));
    },
    decode(bytes) {
      if (bytes.length < 4) throw new Error('a record of fewer than 4 bytes');
      const headerEnd = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
      const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, headerEnd))) as [string, number][];
      if (header.map(([name]) => name).join() !== names.join()) {
        throw new Error(
          `a record of ${header.map(([name]) => name).join(', ')} where ${names.join(', ')} was expected`,
        );
      }
      let offset = headerEnd;
      const entries = header.map(([name, length]) => {
        const part = bytes.subarray(offset, offset + length);
        if (part.length !== length) throw new Error(`the part '${name}' of a record is cut short`);
        offset += length;
        return [name, parts[name as keyof T & string].decode(part)];
      });
      return Object.fromEntries(entries) as T;
    },
  };
}
