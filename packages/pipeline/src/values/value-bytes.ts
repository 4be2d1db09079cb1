import { canonicalJson, type JsonDialect } from './canonical-json.js';

// How codecs write values, by functions that browsers have, too.

const text = new TextEncoder();

/** NaN, ±Infinity and −0 as objects whose only key is `$number`. */
export const numbersByName = {
  reservedKey: '$number',
  number: (value: number) => `{"$number":"${Object.is(value, -0) ? '-0' : value}"}`,
} satisfies JsonDialect;

/** The bytes of the codec `json`. */
export function jsonBytes(value: unknown, dialect: JsonDialect = numbersByName): Uint8Array {
  return text.encode(canonicalJson(value, dialect));
}

export const hostIsLittleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** The bytes of the codecs `float32` and `float64`. */
export function littleEndianBytes(values: Float32Array | Float64Array): Uint8Array {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice();
  return hostIsLittleEndian ? bytes : reverseEach(bytes, values.BYTES_PER_ELEMENT);
}

/** Turns the bytes of each number round, in place. */
export function reverseEach(bytes: Uint8Array, width: number): Uint8Array {
  for (let start = 0; start < bytes.length; start += width) bytes.subarray(start, start + width).reverse();
  return bytes;
}

/** The bytes of the codec `record` from those of its parts, which are sorted by name. */
export function recordBytes(parts: readonly (readonly [name: string, bytes: Uint8Array])[]): Uint8Array {
  const header = text.encode(canonicalJson(parts.map(([name, bytes]) => [name, bytes.length])));
  const whole = new Uint8Array(4 + header.length + parts.reduce((sum, [, { length }]) => sum + length, 0));
  new DataView(whole.buffer).setUint32(0, header.length, true);
  whole.set(header, 4);
  let at = 4 + header.length;
  for (const [, bytes] of parts) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  return whole;
}
