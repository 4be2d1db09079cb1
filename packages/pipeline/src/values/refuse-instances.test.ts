import { describe, expect, it } from 'vitest';
import { refuseInstances } from './refuse-instances.js';

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
  it.each<[string, object]>([
    ['List', List.from([1, 2])],
    ['Table', new Table([[1, 2]])],
    ['Bag', new Bag([1])],
    ['Numbers', new Numbers(2)],
    ['Buffer', Buffer.from('abc')],
    ['Bytes', new Bytes(2)],
    ['Day', new Day(0)],
    ['Pattern', new Pattern('a')],
    ['Failure', new Failure('a')],
    ['AggregateError', new AggregateError([])],
    ['URL', new URL('http://a/b')],
  ])('an instance of %s', (name, value) => {
    expect(() => refuseInstances({ list: [value] })).toThrow(
      `$.list[0] is an instance of ${name}, which would lose its class`,
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
  it.each<[string, object]>([
    ["'more'", Object.assign([1], { more: 2 })],
    ["'more'", Object.assign([...long], { more: 2 })],
    ["'-1'", Object.assign([...long], { '-1': 2 })],
    ["'more'", Object.assign(new Float64Array(2), { more: 2 })],
    ["'more'", Object.assign(new Float64Array(1_000), { more: 2 })],
    ["'more'", Object.assign(new Map(), { more: 2 })],
    ["'more'", Object.assign(new Set(), { more: 2 })],
    ["'code'", Object.assign(new Error('a'), { code: 2 })],
    ['Symbol(more)', { [Symbol('more')]: 2 }],
    ['Symbol(more)', Object.assign([1], { [Symbol('more')]: 2 })],
    ['Symbol(more)', Object.assign([...long], { [Symbol('more')]: 2 })],
    ["'hidden'", Object.defineProperty({ a: 1 }, 'hidden', { value: 2 })],
  ])('%s', (name, value) => {
    expect(() => refuseInstances({ value })).toThrow(`$.value has the member ${name}, which would be lost`);
  });
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
