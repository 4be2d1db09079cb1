import { deepStrictEqual } from 'node:assert/strict';
import { expect, it } from 'vitest';
import { sourceFolder } from '../../test/support/source-package.js';
import { type AnyTask, StageError, stage } from '../index.js';
import { openRunner } from './runner.js';

/** What a task may return, as JavaScript, and what becomes of it. */
const kept: readonly (readonly [expression: string, value: unknown])[] = [
  ['[-0, NaN, -Infinity]', [-0, Number.NaN, Number.NEGATIVE_INFINITY]],
  ['{ a: undefined, b: null }', { b: null }],
  ['Object.assign(Object.create(null), { a: 1 })', { a: 1 }],
  ['{ get a() { return 1; } }', { a: 1 }],
  ['Object.freeze([Object.freeze({ a: 1 })])', [{ a: 1 }]],
  ['[...Object.assign([1], { columns: [2] })]', [1]],
  ['new Uint16Array(new SharedArrayBuffer(4)).fill(7)', Uint16Array.of(7, 7)],
  ['((shared) => [shared, shared])({ a: 1 })', [{ a: 1 }, { a: 1 }]],
];

/** Why it is refused: where, what it is, and what to give. */
const refused: readonly (readonly [expression: string, message: string])[] = [
  ['undefined', 'it returned nothing: return a value, or null'],
  [
    "{ rows: Object.assign([{ a: 1 }], { columns: ['a'] }) }",
    "$.rows is an array with the property 'columns', which would be lost: give a copy without it, such as [...rows], or both as members of an object",
  ],
  [
    "Object.assign(new Float64Array(2), { unit: 'mm' })",
    "$ is a Float64Array with the property 'unit', which would be lost: give a copy without it, such as numbers.slice(), or both as members of an object",
  ],
  ['[, 1]', '$ is an array without an element 0: give null there'],
  ['[1, undefined]', '$[1] is undefined, which values() cannot say: give null'],
  [
    '[new Point()]',
    '$[0] is an instance of Point, which would lose its class: give a plain object, such as { ...it }',
  ],
  [
    '{ list: List.from([1]) }',
    '$.list is an instance of List, which would lose its class: give a plain array, such as [...it]',
  ],
  ['new Numbers(2)', '$ is an instance of Numbers, which would lose its class: give new Float32Array(it)'],
  [
    "{ a: { [Symbol('s')]: 1 } }",
    '$.a is an object with Symbol(s) as a key, which would be lost: use a text as the key',
  ],
  [
    "Object.defineProperty({}, 'a', { value: 1 })",
    "$ is an object with the hidden property 'a', which would be lost: give { ...it }, a copy without it",
  ],
  ['{ a: [() => 1] }', '$.a[0] is a function, which no other thread can have: leave it out'],
  ["[Symbol('s')]", '$[0] is a symbol, which no other thread can have: give a text'],
  [
    '{ a: new Proxy({}, {}) }',
    '$.a is a Proxy, which no other thread can have: give a plain copy, such as { ...it }',
  ],
  ['{ a: Promise.resolve(1) }', '$.a is an instance of Promise, which would lose its class: await it'],
  ['{ a: 1n }', '$.a is a bigint, which values() cannot say: give a number or a text'],
  ['new Date(0)', '$ is an instance of Date, which values() cannot say: give its getTime() or toISOString()'],
  [
    '[new Map()]',
    '$[0] is an instance of Map, which values() cannot say: give [...it] or Object.fromEntries(it)',
  ],
  ['[new Set()]', '$[0] is an instance of Set, which values() cannot say: give [...it]'],
  [
    '[new ArrayBuffer(1)]',
    '$[0] is an instance of ArrayBuffer, which values() cannot say: give new Uint8Array(it)',
  ],
  [
    '[new SharedArrayBuffer(1)]',
    '$[0] is an instance of SharedArrayBuffer, which values() cannot say: give new Uint8Array(it)',
  ],
  [
    'new DataView(new ArrayBuffer(1))',
    '$ is an instance of DataView, which values() cannot say: give new Uint8Array(it.buffer, it.byteOffset, it.byteLength)',
  ],
  [
    '((all) => { all.list = [all]; return all; })({})',
    '$.list[0] is a cycle, which values() cannot say: give a name in place of the object that it leads back to',
  ],
];

it('keeps what a task returns, or says where it is refused, why, and what to return', async () => {
  const expressions = [...kept, ...refused].map(([expression]) => expression);
  const names = expressions.map((_, index) => `f${index}`);
  const home = await sourceFolder({
    'package.json': '{ "type": "module" }',
    'odd.js': [
      'class Point {}',
      'class List extends Array {}',
      'class Numbers extends Float32Array {}',
      ...expressions.map((made, index) => `export const f${index} = () => (${made});`),
    ].join('\n'),
  });
  const tasks = home.tasks('odd.js', ...names) as Record<string, AnyTask>;
  await using runner = await openRunner({ cache: 'memory:', jobs: 2 });
  const made = async (index: number) =>
    await runner.compute(stage(`f${index}`, tasks[`f${index}`]!)).catch((e) => e);
  for (const [index, [expression, value]] of kept.entries())
    deepStrictEqual(await made(index), value, expression);
  const failures = [];
  for (const index of refused.keys()) {
    const error: unknown = await made(kept.length + index);
    failures.push(error instanceof StageError ? error.failure : error);
  }
  expect(failures).toEqual(refused.map(([, message]) => ({ kind: 'codec', message })));
});

it('takes a getter that throws for a mistake of the task', async () => {
  const home = await sourceFolder({
    'odd.js': "export const f = () => ({\n  get a() {\n    throw new RangeError('no rain');\n  },\n});\n",
  });
  await using runner = await openRunner({ cache: 'memory:', jobs: 1 });
  const { f } = home.tasks('odd.js', 'f') as Record<string, AnyTask>;
  await expect(runner.compute(stage('f', f!))).rejects.toMatchObject({
    failure: { kind: 'task', name: 'RangeError', message: 'no rain', place: { file: 'odd.js', line: 3 } },
  });
});
