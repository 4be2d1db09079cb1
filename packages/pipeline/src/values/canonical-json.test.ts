import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.js';
import { RefusedValue } from './refused-value.js';

/** The same value with the members of its objects in another order. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, shuffled(member)]),
  );
}

const plainJson = fc.jsonValue({ stringUnit: 'binary' }).map((value) => withoutNegativeZero(value));

describe('canonical JSON', () => {
  it('says what JSON says', () => {
    fc.assert(
      fc.property(plainJson, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(value);
      }),
    );
  });

  it('is the same whatever the order of keys, and different for different values', () => {
    fc.assert(
      fc.property(plainJson, plainJson, (value, other) => {
        expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value));
        expect(canonicalJson(value) === canonicalJson(other)).toBe(same(value, other));
      }),
    );
  });

  it.each<[unknown, string]>([
    [{ b: 1, a: 2, B: 3, 10: 4, 9: 5, é: 6, '': 7 }, '{"":7,"10":4,"9":5,"B":3,"a":2,"b":1,"é":6}'],
    // Keys are sorted by code units, not by code points: the surrogate pair of 😀 begins with d83d, which comes before
    // ffff.
    [{ '\uffff': 1, '😀': 2 }, '{"😀":2,"\uffff":1}'],
    [{ a: undefined, b: [null] }, '{"b":[null]}'],
    [[0.1, 1e21, 1e-7, 5e-324, 1 / 3], '[0.1,1e+21,1e-7,5e-324,0.3333333333333333]'],
    ['"\\\u0000\u2028\ud800', '"\\"\\\\\\u0000\u2028\\ud800"'],
    [Object.assign(Object.create(null) as object, { a: 1 }), '{"a":1}'],
    [JSON.parse('{"__proto__":1,"a":2}'), '{"__proto__":1,"a":2}'],
    [[], '[]'],
    [{}, '{}'],
  ])('writes %j', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  const cycle: Record<string, unknown> = {};
  cycle['deep'] = [{ again: cycle }];
  const gap = [1, 2, 3];
  delete gap[1];
  it.each<[unknown, string]>([
    [
      { a: [1, Number.NaN] },
      '$.a[1] is NaN, which plain JSON cannot say: give another number, a text or null',
    ],
    [{ a: -0 }, '$.a is -0, which plain JSON cannot say: give another number, a text or null'],
    [
      Number.NEGATIVE_INFINITY,
      '$ is -Infinity, which plain JSON cannot say: give another number, a text or null',
    ],
    [[1n], '$[0] is a bigint, which plain JSON cannot say: give a number or a text'],
    [{ a: () => 1 }, '$.a is the function a, which plain JSON cannot say: leave it out'],
    [{ a: [() => 1] }, '$.a[0] is a function, which plain JSON cannot say: leave it out'],
    [{ a: Symbol('s') }, '$.a is a symbol, which plain JSON cannot say: give a text'],
    [undefined, '$ is undefined, which plain JSON cannot say: give null'],
    [[undefined], '$[0] is undefined, which plain JSON cannot say: give null'],
    [gap, '$ is an array without an element 1: give null there'],
    [
      { a: new Map() },
      '$.a is an instance of Map, which plain JSON cannot say: give [...it] or Object.fromEntries(it)',
    ],
    [
      { a: new Float32Array(2) },
      '$.a is an instance of Float32Array, which plain JSON cannot say: give [...it]',
    ],
    [
      { a: new (class {})() },
      '$.a is an instance of an unnamed class, which plain JSON cannot say: give a plain object, such as { ...it }',
    ],
    [
      Object.create(Object.create(null) as object),
      '$ is an instance of an unnamed class, which plain JSON cannot say: give a plain object, such as { ...it }',
    ],
    [
      { a: class List extends Array {}.from([1]) },
      '$.a is an instance of List, which plain JSON cannot say: give a plain array, such as [...it]',
    ],
    [
      { a: { [Symbol('s')]: 1 } },
      '$.a is an object with a symbol as a key, which plain JSON cannot say: use a text as the key',
    ],
    [
      [Object.assign([1], { [Symbol('s')]: 1 })],
      '$[0] is an object with a symbol as a key, which plain JSON cannot say: use a text as the key',
    ],
    [
      cycle,
      '$.deep[0].again is a cycle, which plain JSON cannot say: give a name in place of the object that it leads back to',
    ],
  ])('refuses by path what JSON cannot say (%#)', (value, message) => {
    expect(() => canonicalJson(value)).toThrow(new RefusedValue(message));
  });

  it('takes the same object in two places for what it is', () => {
    const shared = { a: 1 };
    expect(canonicalJson([shared, { shared }])).toBe('[{"a":1},{"shared":{"a":1}}]');
  });
});

function withoutNegativeZero(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** Whether two plain values are equal, in any order of their keys. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const keys = Object.keys(a);
  return (
    Array.isArray(a) === Array.isArray(b) &&
    keys.length === Object.keys(b).length &&
    keys.every(
      (key) =>
        Object.hasOwn(b, key) &&
        same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
    )
  );
}
