import { deepStrictEqual, throws } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { json } from './codec.js';
import { values } from './values.js';

const codec = values<unknown>();

/** Compares by `Object.is`, because of −0 and NaN. The `expect` of Vitest fails for values with a key `constructor`. */
function roundTrips(value: unknown): void {
  const bytes = codec.encode(value);
  deepStrictEqual(codec.decode(bytes), value);
  // An artifact may lie anywhere in a larger buffer, and be a Buffer of Node.
  const within = Buffer.alloc(bytes.length + 3);
  within.set(bytes, 3);
  const decoded = codec.decode(within.subarray(3));
  deepStrictEqual(decoded, value);
  within.fill(255);
  deepStrictEqual(decoded, value);
  deepStrictEqual(codec.encode(codec.decode(bytes)), bytes);
}

const anyNumber = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Infinity, -Infinity, -0, 0, 5e-324));
const anyKey = fc.oneof(
  fc.string({ unit: 'binary' }).filter((key) => key !== '$number'),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '10',
    '9',
    '',
    'length',
    '$array',
  ),
);

const types = [
  ...[Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array],
  ...[BigInt64Array, BigUint64Array, Float32Array, Float64Array],
];

/** Any bits, as a part of a larger buffer, which begins at any element. */
const anyTypedArray = fc
  .tuple(fc.constantFrom(...types), fc.uint8Array({ maxLength: 64 }), fc.nat(3))
  .map(([type, bytes, skipped]) => {
    const width = type.BYTES_PER_ELEMENT;
    const buffer = new Uint8Array(96);
    buffer.set(bytes, skipped * width);
    return new type(buffer.buffer, skipped * width, Math.floor(bytes.length / width));
  });

const tree = (leaf: fc.Arbitrary<unknown>) =>
  fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      leaf,
      fc.array(tie('value'), { maxLength: 4 }),
      // Entries, so that '__proto__' becomes a member.
      fc
        .array(fc.tuple(anyKey, tie('value')), { maxLength: 4 })
        .map((entries) => Object.fromEntries(entries)),
    ),
  })).value;

const plainLeaf = fc.oneof(
  fc.constantFrom(null, true, false, '\ud800', '"$number"', '__proto__'),
  anyNumber,
  fc.string({ unit: 'binary' }),
);

describe('values', () => {
  it('brings back every plain value with typed arrays anywhere, to the bit', () => {
    fc.assert(fc.property(tree(fc.oneof(plainLeaf, anyTypedArray)), roundTrips), { numRuns: 2_000 });
  });

  it('gives a value without typed arrays the bytes of json()', () => {
    fc.assert(
      fc.property(tree(plainLeaf), (value) => {
        deepStrictEqual(codec.encode(value), json().encode(value));
        deepStrictEqual(codec.decode(json().encode(value)), json().decode(codec.encode(value)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives equal values equal bytes, in whatever order their members came', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyKey, tree(fc.oneof(plainLeaf, anyTypedArray)))), (entries) => {
        const unique = [...new Map(entries)];
        const turned = Object.fromEntries(unique.toReversed());
        deepStrictEqual(codec.encode(turned), codec.encode(Object.fromEntries(unique)));
      }),
    );
  });

  it('does not say whether arrays shared a buffer, and gives each one its own', () => {
    const buffer = Float64Array.of(1, 2, 3, 4);
    const shared = {
      all: buffer,
      part: buffer.subarray(1, 3),
      bytes: new Uint8Array(buffer.buffer, 8, 3),
      again: buffer,
    };
    const apart = {
      all: Float64Array.of(1, 2, 3, 4),
      part: Float64Array.of(2, 3),
      bytes: new Uint8Array(buffer.slice().buffer.slice(8, 11)),
      again: Float64Array.of(1, 2, 3, 4),
    };
    deepStrictEqual(codec.encode(shared), codec.encode(apart));
    const decoded = codec.decode(codec.encode(shared)) as typeof shared;
    deepStrictEqual(decoded, shared);
    const buffers = Object.values(decoded).map((array) => array.buffer);
    expect(new Set(buffers).size).toBe(4);
    expect(buffers.map(({ byteLength }) => byteLength)).toEqual([32, 32, 3, 16]);
    const memory = new Uint16Array(new SharedArrayBuffer(4)).fill(7);
    deepStrictEqual(codec.decode(codec.encode([memory])), [Uint16Array.of(7, 7)]);
  });

  it('keeps every bit of a NaN in a typed array', () => {
    const odd = new Uint32Array([0x7fc12345, 0xffffffff]);
    const decoded = codec.decode(codec.encode([new Float32Array(odd.buffer)])) as [Float32Array];
    expect(new Uint32Array(decoded[0].buffer)).toEqual(odd);
  });

  it('takes what is empty, what is large, and what is nested deeply', () => {
    for (const empty of [{}, [], '', new Float64Array(), [new Int8Array(), new BigInt64Array()]])
      roundTrips(empty);
    roundTrips({
      large: new Float32Array(5_000_000).fill(0.1),
      odd: Uint8Array.of(1),
      after: Float64Array.of(-0),
    });
    let deep: unknown = [-0, Uint8Array.of(1)];
    for (let level = 0; level < 1_000; level++) deep = level % 2 ? [deep] : { deep };
    deepStrictEqual(codec.encode(codec.decode(codec.encode(deep))), codec.encode(deep));
    for (let level = 0; level < 100_000; level++) deep = [deep];
    throws(() => codec.encode(deep), { name: 'TypeError', message: '$ is nested too deeply for values()' });
  });

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'it returned nothing: return a value, or null'],
    ['a function', { a: [() => 1] }, '$.a[0] is a function, which values() cannot say: leave it out'],
    ['a method', { a: { b() {} } }, '$.a.b is the function b, which values() cannot say: leave it out'],
    ['a symbol', [Symbol('s')], '$[0] is a symbol, which values() cannot say: give a text'],
    ['a gap', new Array(1), '$ is an array without an element 0: give null there'],
    ['undefined in an array', [undefined], '$[0] is undefined, which values() cannot say: give null'],
    ['a bigint', { a: 1n }, '$.a is a bigint, which values() cannot say: give a number or a text'],
    [
      'a symbol as a key',
      { a: { [Symbol('s')]: 1 } },
      '$.a is an object with a symbol as a key, which values() cannot say: use a text as the key',
    ],
    [
      'a date',
      { at: new Date(0) },
      '$.at is an instance of Date, which values() cannot say: give its getTime() or toISOString()',
    ],
    [
      'a map',
      [new Map()],
      '$[0] is an instance of Map, which values() cannot say: give [...it] or Object.fromEntries(it)',
    ],
    ['a set', [new Set()], '$[0] is an instance of Set, which values() cannot say: give [...it]'],
    ['a pattern', /a/, '$ is an instance of RegExp, which values() cannot say: give its source'],
    [
      'an error',
      [new RangeError('a')],
      '$[0] is an instance of RangeError, which values() cannot say: give its message',
    ],
    [
      'a boxed number',
      [Object(1)],
      '$[0] is an instance of Number, which values() cannot say: give its valueOf()',
    ],
    [
      'a boxed text',
      [Object('a')],
      '$[0] is an instance of String, which values() cannot say: give its valueOf()',
    ],
    [
      'a promise',
      { a: Promise.resolve(1) },
      '$.a is an instance of Promise, which values() cannot say: await it',
    ],
    [
      'a promise that Node.js follows',
      { a: Object.assign(Promise.resolve(1), { [Symbol('id')]: 1 }) },
      '$.a is an instance of Promise, which values() cannot say: await it',
    ],
    [
      'a buffer of Node',
      { a: Buffer.from('a') },
      '$.a is an instance of Buffer, which values() cannot say: give new Uint8Array(it)',
    ],
    [
      'memory',
      { a: new ArrayBuffer(8) },
      '$.a is an instance of ArrayBuffer, which values() cannot say: give new Uint8Array(it)',
    ],
    [
      'shared memory',
      new SharedArrayBuffer(8),
      '$ is an instance of SharedArrayBuffer, which values() cannot say: give new Uint8Array(it)',
    ],
    [
      'a view of memory',
      { a: new DataView(new ArrayBuffer(8)) },
      '$.a is an instance of DataView, which values() cannot say: give new Uint8Array(it.buffer, it.byteOffset, it.byteLength)',
    ],
    [
      'a subclass of a typed array',
      { a: new (class Rain extends Float64Array {})(1) },
      '$.a is an instance of Rain, which values() cannot say: give new Float64Array(it)',
    ],
    [
      'a subclass of Array',
      [class List extends Array {}.from([1])],
      '$[0] is an instance of List, which values() cannot say: give a plain array, such as [...it]',
    ],
    [
      'an instance of a class',
      { a: new (class Point {})() },
      '$.a is an instance of Point, which values() cannot say: give a plain object, such as { ...it }',
    ],
    [
      'the reserved key',
      { a: { $number: 1 } },
      "$.a is an object with the reserved key '$number', which values() cannot say: use another key",
    ],
    [
      'a named typed array',
      [Object.assign(new Float64Array(1), { unit: 'mm' })],
      "$[0] is a Float64Array with the property 'unit', which would be lost: give a copy without it, such as numbers.slice(), or both as members of an object",
    ],
    [
      'an array with a property',
      { rows: Object.assign([{ a: 1 }], { columns: ['a'] }) },
      "$.rows is an array with the property 'columns', which would be lost: give a copy without it, such as [...rows], or both as members of an object",
    ],
    [
      'an array with a gap and a property',
      // biome-ignore lint/suspicious/noSparseArray: the gap
      Object.assign([, 1], { columns: ['a'] }),
      "$ is an array with the property 'columns', which would be lost",
    ],
  ])('refuses %s, says where it is, and what to give', (_, value, message) => {
    throws(
      () => codec.encode(value),
      (error: Error) => error instanceof TypeError && error.message.startsWith(message),
    );
  });

  it('keeps members alone: no prototype, no getter, and nothing that is undefined', () => {
    const bare = Object.assign(Object.create(null) as object, { a: 1 });
    const got = {
      get a() {
        return 1;
      },
      b: undefined,
    };
    for (const value of [bare, got]) deepStrictEqual(codec.decode(codec.encode(value)), { a: 1 });
    throws(
      () =>
        codec.encode({
          get a() {
            throw new RangeError('no rain');
          },
        }),
      { name: 'RangeError', message: 'no rain' },
    );
  });

  it('refuses a cycle and says where it closes', () => {
    const cycle: { next: unknown[] } = { next: [Uint8Array.of(1)] };
    cycle.next.push(cycle);
    throws(() => codec.encode(cycle), {
      message: /^\$\.next\[1\] is a cycle, which values\(\) cannot say: give a name in place of/,
    });
  });

  it('has the bytes that docs/formats.md shows', async () => {
    const page = await readFile(new URL('../../docs/formats.md', import.meta.url), 'utf8');
    const shown = [...page.matchAll(/^[0-9a-f]{4} {2}((?:[0-9a-f]{2} )+)/gm)].flatMap(([, row]) =>
      row!.trim().split(' '),
    );
    const bytes = codec.encode({ days: Float32Array.of(1, 0.5), year: 7, loss: Number.NaN });
    expect(shown.join(' ')).toBe(
      Buffer.from(bytes)
        .toString('hex')
        .replace(/..(?=.)/g, '$& '),
    );
  });
});
