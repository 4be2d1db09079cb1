import { describe, expect, it } from 'vitest';
import { refuseInstances, refuseUncloneable } from './refuse-instances.js';

class List extends Array<number> {}
class Table extends Map<number, number> {}
class Bag extends Set<number> {}
class Numbers extends Float64Array {}
class Bytes extends ArrayBuffer {}
class Day extends Date {}
class Pattern extends RegExp {}
class Failure extends Error {}

const long = Array.from({ length: 1_000 }, (_, index) => index);

describe('what would lose its class in another thread is refused', () => {
  it.each<[string, object, string]>([
    ['List', List.from([1, 2]), 'a plain array, such as [...it]'],
    ['Table', new Table([[1, 2]]), 'new Map(it)'],
    ['Bag', new Bag([1]), 'new Set(it)'],
    ['Numbers', new Numbers(2), 'new Float64Array(it)'],
    ['Buffer', Buffer.from('abc'), 'new Uint8Array(it)'],
    ['Bytes', new Bytes(2), 'new Uint8Array(it)'],
    ['Day', new Day(0), 'new Date(it)'],
    ['Pattern', new Pattern('a'), 'new RegExp(it)'],
    ['Failure', new Failure('a'), 'its message'],
    ['AggregateError', new AggregateError([]), 'its message'],
    ['Point', new (class Point {})(), 'a plain object, such as { ...it }'],
    ['URL', new URL('http://a/b'), 'a plain object, such as { ...it }'],
  ])('an instance of %s', (name, value, instead) => {
    expect(() => refuseInstances({ list: [value] })).toThrow(
      `$.list[0] is an instance of ${name}, which would lose its class: give ${instead}`,
    );
    expect(() => refuseInstances(new Map([[1, value]]))).toThrow(`$.value is an instance of ${name}`);
  });

  it('an instance that is the cause of an error', () => {
    expect(() => refuseInstances(new Error('a', { cause: new Failure('b') }))).toThrow(
      '$.cause is an instance',
    );
  });
});

describe('a member that would be lost is refused', () => {
  const rows = 'give a copy without it, such as [...rows], or both as members of an object';
  const numbers = rows.replace('[...rows]', 'numbers.slice()');
  it.each<[string, object]>([
    [
      `an array with the property 'columns', which would be lost: ${rows}`,
      Object.assign([1], { columns: ['a'] }),
    ],
    [
      `an array with the property 'more', which would be lost: ${rows}`,
      Object.assign([...long], { more: 2 }),
    ],
    [`an array with the property '-1', which would be lost: ${rows}`, Object.assign([...long], { '-1': 2 })],
    [
      `an array with the property Symbol(more), which would be lost: ${rows}`,
      Object.assign([1], { [Symbol('more')]: 2 }),
    ],
    [
      `an array with the property Symbol(more), which would be lost: ${rows}`,
      Object.assign([...long], { [Symbol('more')]: 2 }),
    ],
    [
      `a Float64Array with the property 'more', which would be lost: ${numbers}`,
      Object.assign(new Float64Array(2), { more: 2 }),
    ],
    [
      `a Float64Array with the property 'more', which would be lost: ${numbers}`,
      Object.assign(new Float64Array(1_000), { more: 2 }),
    ],
    [
      "a DataView with the property 'more', which",
      Object.assign(new DataView(new ArrayBuffer(1)), { more: 2 }),
    ],
    ["an ArrayBuffer with the property 'more', which", Object.assign(new ArrayBuffer(1), { more: 2 })],
    [
      "a Map with the property 'more', which would be lost: give a copy without it, such as new Map(it), or",
      Object.assign(new Map(), { more: 2 }),
    ],
    ["a Set with the property 'more', which", Object.assign(new Set(), { more: 2 })],
    ["a Date with the property 'more', which", Object.assign(new Date(0), { more: 2 })],
    [
      "an Error with the property 'code', which would be lost: give a copy without it, such as its message, or",
      Object.assign(new Error('a'), { code: 2 }),
    ],
    [
      'an object with Symbol(more) as a key, which would be lost: use a text as the key',
      { [Symbol('more')]: 2 },
    ],
    [
      "an object with the hidden property 'hidden', which would be lost: give { ...it }, a copy without it",
      Object.defineProperty({ a: 1 }, 'hidden', { value: 2 }),
    ],
  ])('%s', (what, value) => {
    expect(() => refuseInstances({ value })).toThrow(`$.value is ${what}`);
  });
});

it.each<[string, unknown]>([
  ['the function a, which no other thread can have: leave it out', { a: [{ a() {} }.a] }],
  ['a symbol, which no other thread can have: give a text', { a: [Symbol('s')] }],
  [
    'a Proxy, which no other thread can have: give a plain copy, such as { ...it }',
    { a: [new Proxy({}, {})] },
  ],
])('names what a structured clone refuses by itself: %s', (what, value) => {
  expect(() => refuseInstances(value)).not.toThrow();
  expect(() => structuredClone(value)).toThrow();
  expect(() => refuseUncloneable(value)).toThrow(`$.a[0] is ${what}`);
});

it('takes what a structured clone keeps', () => {
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  // biome-ignore lint/suspicious/noSparseArray: a hole is no member
  const sparse = [, 1, , 2];
  for (const value of [
    [1, 'a', null, undefined, true, 1n, sparse, long, [], new Array(1_000)],
    { a: Object.create(null) as object, map: new Map([[{}, new Set([1])]]) },
    [new Float32Array(2), new Uint8Array(1_000), new DataView(new ArrayBuffer(1)), new SharedArrayBuffer(1)],
    [new Date(0), /a/g, new RangeError('a', { cause: 1 }), Object(1), Object('text')],
    cycle,
  ])
    expect(() => refuseInstances(value)).not.toThrow();
});
