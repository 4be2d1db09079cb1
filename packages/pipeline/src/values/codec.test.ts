import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Codec, float32, float64, json, record } from './codec.js';

const text = new TextEncoder();

/**
 * Compares values by `Object.is`, because of −0 and NaN. The `expect` of Vitest fails for values with a key
 * `constructor`.
 */
function roundTrips<T>(codec: Codec<T>, value: T): void {
  const bytes = codec.encode(value);
  deepStrictEqual(codec.decode(bytes), value);
  // An artifact may lie anywhere in a larger buffer.
  const within = new Uint8Array(bytes.length + 3);
  within.set(bytes, 3);
  deepStrictEqual(codec.decode(within.subarray(3)), value);
  deepStrictEqual(codec.encode(codec.decode(bytes)), bytes);
}

const anyNumber = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Infinity, -Infinity, -0, 0, 5e-324));
const anyText = fc.string({ unit: 'binary' });
const anyValue = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false, '\ud800', '"$number"', '__proto__'),
    anyNumber,
    anyText,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(
        anyText.filter((key) => key !== '$number'),
        fc.constantFrom('__proto__', 'constructor'),
      ),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
})).value;

/** Arrays of any bits, with every bit pattern of NaN. */
const anyBytes = (width: number) =>
  fc
    .uint8Array({ maxLength: 64 })
    .map((bytes) => Uint8Array.from(bytes.subarray(0, bytes.length - (bytes.length % width))).buffer);

describe('json', () => {
  it('brings back any plain value, and every number exactly', () => {
    fc.assert(
      fc.property(anyValue, (value) => roundTrips(json<unknown>(), withPrototypes(value))),
      { numRuns: 500 },
    );
  });

  it('gives equal values equal bytes', () => {
    expect(json().encode({ b: Number.NaN, a: 1 })).toEqual(json().encode({ a: 1, b: Number.NaN }));
    expect(json().encode({ a: -0 })).not.toEqual(json().encode({ a: 0 }));
  });

  it.each<[unknown, string]>([
    [{ weights: new Float32Array(2) }, '$.weights is an instance of Float32Array'],
    [{ a: { $number: 'NaN' } }, "$.a is an object with the reserved key '$number'"],
    [undefined, 'it returned nothing: return a value, or null'],
    [[undefined], '$[0] is undefined'],
  ])('refuses what would not come back (%#)', (value, message) => {
    expect(() => json().encode(value)).toThrow(message);
  });

  it.each([['{"a":'], [''], ['\u00ff']])('refuses bytes that are not JSON (%j)', (bytes) => {
    expect(() => json().decode(Buffer.from(bytes, 'latin1'))).toThrow();
  });
});

describe('float32 and float64', () => {
  it('bring back every bit', () => {
    fc.assert(
      fc.property(anyBytes(4), (buffer) => {
        const back = float32.decode(float32.encode(new Float32Array(buffer)));
        expect(new Uint8Array(back.buffer)).toEqual(new Uint8Array(buffer));
      }),
    );
    fc.assert(
      fc.property(anyBytes(8), (buffer) => {
        const back = float64.decode(float64.encode(new Float64Array(buffer)));
        expect(new Uint8Array(back.buffer)).toEqual(new Uint8Array(buffer));
      }),
    );
  });

  it('write little-endian, the part that is seen', () => {
    const values = new Float32Array([9, 1, -2, 9]).subarray(1, 3);
    expect([...float32.encode(values)]).toEqual([0, 0, 128, 63, 0, 0, 0, 192]);
    expect([...float64.encode(new Float64Array([1]))]).toEqual([0, 0, 0, 0, 0, 0, 240, 63]);
    expect(float32.encode(new Float32Array())).toEqual(new Uint8Array());
  });

  it('keep no hold of what they were given', () => {
    const values = new Float32Array([1]);
    const bytes = float32.encode(values);
    values[0] = 2;
    expect(float32.decode(bytes)).toEqual(new Float32Array([1]));
  });

  it('refuse other values and other lengths', () => {
    expect(() => float32.encode(new Float64Array(1) as unknown as Float32Array)).toThrow(
      'it is an instance of Float64Array, and no Float32Array',
    );
    expect(() => float64.encode([1, 2] as unknown as Float64Array)).toThrow(
      'it is a list of 2, and no Float64Array',
    );
    expect(() => float32.decode(new Uint8Array(5))).toThrow(
      '5 bytes are not a whole number of 32-bit numbers',
    );
    expect(() => float64.decode(new Uint8Array(12))).toThrow('64-bit');
  });
});

describe('record', () => {
  interface Model {
    readonly weights: Float32Array;
    readonly history: Float64Array;
    readonly about: unknown;
  }
  const model = record<Model>({ weights: float32, history: float64, about: json() });
  const nested = record<{ model: Model; name: string }>({ model, name: json() });

  it('brings back its parts, nested and empty ones too', () => {
    const numbers = fc.array(anyNumber, { maxLength: 9 });
    fc.assert(
      fc.property(numbers, numbers, anyValue, anyText, (weights, history, about, name) => {
        const value = {
          weights: Float32Array.from(weights),
          history: Float64Array.from(history),
          about: withPrototypes(about),
        };
        roundTrips(nested, { model: value, name });
      }),
    );
    roundTrips(record({}), {});
  });

  it('has an id that tells its parts', () => {
    expect(nested.id).toBe(
      'record/1(model:record/1(about:json/1,history:float64/1,weights:float32/1),name:json/1)',
    );
  });

  it('has an id of its own, whatever its names and the ids of its parts', () => {
    const part = (id: string): Codec<unknown> => ({ ...json<unknown>(), id });
    const ids = [
      record({ a: json(), b: json() }),
      record({ 'a:json/1,b': json() }),
      record({ a: part('json/1,b:json/1') }),
      record({ '"a"': json(), b: json() }),
      record({ a: record({ b: json() }) }),
      record({ 'a:record/1(b': part('json/1)') }),
      record({ a: part('record/1(b:json/1') }),
      record({ a: record({}), b: json() }),
      record({ 'a:record/1(),b': json() }),
      record({ '': json() }),
      record({}),
    ].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('refuses what it would lose', () => {
    const extra = { weights: new Float32Array(), history: new Float64Array(), about: 1, bias: 2 };
    expect(() => model.encode(extra)).toThrow("the record has no part named 'bias'");
    expect(() => model.encode({ weights: new Float32Array(), about: 1 } as unknown as Model)).toThrow(
      "in the part 'history': it is missing: give a value, or null",
    );
  });

  it('refuses bytes that are cut short, lengthened, of another record or none', () => {
    const pair = record<{ a: number; b: string }>({ a: json(), b: json() });
    const bytes = pair.encode({ a: 1, b: 'two' });
    for (let length = 0; length < bytes.length; length++) {
      expect(() => pair.decode(bytes.subarray(0, length))).toThrow();
    }
    expect(() => pair.decode(Uint8Array.of(...bytes, 0))).toThrow('followed by bytes');
    expect(() => record<{ a: number }>({ a: json() }).decode(bytes)).toThrow(
      'a record of a, b where a was expected',
    );
    expect(() => pair.decode(text.encode('no record at all, only text'))).toThrow();
  });
});

/** Gives objects an ordinary prototype: fast-check makes some without a prototype, and decoding makes ordinary ones. */
function withPrototypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withPrototypes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withPrototypes(member)]));
}
