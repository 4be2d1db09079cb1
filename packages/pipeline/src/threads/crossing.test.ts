import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TemporaryPackage, temporaryPackage } from '../../test/support/temporary-package.js';
import type { CodeLibrary } from '../code/code-library.js';
import { type AnyTaskFunction, type TaskCode, task } from '../graph/task.js';
import { json } from '../values/codec.js';
import { callHere } from './call-here.js';
import { openWorkers } from './worker-pool.js';

const functions = {
  view: '() => new Float64Array(100).subarray(3, 4)',
  bufferSize: '({ view }) => view.buffer.byteLength',
  list: '() => { class List extends Array {} return List.from([1]); }',
  bytes: "() => Buffer.from('abc')",
  symbol: "() => ({ [Symbol('more')]: 1 })",
  tamperedMap:
    // It is handed the map of compiled modules for a moment, if the thread looks things up by a method of all.
    '() => { const { get } = Map.prototype; let found = 0; Map.prototype.get = function (key) { found++; return get.call(this, key); }; new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)); Map.prototype.get = get; return found; }',
  fileNames:
    '() => { const { filter } = Array.prototype; let found = 0; Array.prototype.filter = function (...given) { found++; return filter.apply(this, given); }; try { null.x; } catch (error) { error.stack; } Array.prototype.filter = filter; return found; }',
  // Compiling nothing is quicker than compiling something, unless the other was compiled before.
  race: 'async () => { const small = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0), big = Uint8Array.of(...small, 0, 5, 1, 120, 1, 2, 3); return Promise.race([WebAssembly.compile(small).then(() => 1), WebAssembly.compile(big).then(() => 2)]); }',
  compilesBig:
    'async () => { await WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 0, 5, 1, 120, 1, 2, 3)); return 0; }',
  waits:
    "async () => { let turns = 0, isOpen = true; import('node:punycode').then(() => { isOpen = false; }); for (; isOpen; turns++) await null; return turns; }",
  instantiates:
    'async () => { const { instance } = await WebAssembly.instantiate(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)); return Object.keys(instance.exports).length; }',
} as const;
type Name = keyof typeof functions;

let home: TemporaryPackage;
let code: CodeLibrary;
beforeAll(async () => {
  const names = Object.keys(functions) as Name[];
  home = await temporaryPackage({
    'src/run.ts': "import * as all from 'all';\n".concat(
      ...names.map((name) => `export const ${name} = all.${name};\n`),
    ),
    'node_modules/all/package.json': '{ "version": "1.0.0", "type": "module", "main": "index.js" }',
    'node_modules/all/index.js': names.map((name) => `export const ${name} = ${functions[name]};`).join('\n'),
    'src/atLoad.ts': "export { made, later } from 'maker';",
    'src/neverReady.ts': 'await new Promise(() => {}); export const neverReady = () => 1;',
    'node_modules/maker/package.json': '{ "version": "1.0.0", "type": "module", "main": "index.js" }',
    'node_modules/maker/index.js': `
      const date = new Date(), now = new Date().getTime(), random = Math.random();
      export const made = () => [(date.setTime(5), date.getTime()), now, random];
      export const later = (_, { of }) => (of === 'date' ? new Date().getTime() : Math.random());`,
  });
  const addresses = [
    ...names.map((name) => `run#${name}` as const),
    'atLoad#made',
    'atLoad#later',
    'neverReady#neverReady',
  ] as const;
  code = await home.build(
    addresses.map((address) => task<AnyTaskFunction>(`@temporary/room/${address}`, { codec: json() })),
  );
});
afterAll(() => home[Symbol.asyncDispose]());

const { signal } = new AbortController();
const found = (name: Name): TaskCode => code.find(`@temporary/room/run#${name}`)!;
const listener = { onProgress() {}, onLog() {} };

describe.each<[string, (name: Name, inputs?: object, params?: object) => Promise<unknown>]>([
  [
    'a thread',
    async (name, inputs = {}, params = {}) => {
      await using workers = openWorkers(1);
      return await workers.call(found(name), inputs, params, signal);
    },
  ],
  [
    'a call in this thread',
    (name, inputs = {}, params = {}) => callHere(found(name), inputs, params, signal, listener),
  ],
])('what crosses the border of %s', (_, call) => {
  it('is a view without the rest of its buffer', async () => {
    const made = (await call('view')) as Float64Array;
    expect([made.length, made.buffer.byteLength]).toEqual([1, 8]);
    expect(await call('bufferSize', { view: new Float64Array(100).subarray(3, 4) })).toBe(8);
  });

  it.each<[Name, RegExp]>([
    ['list', /^\$ is an instance of List, which would lose its class/],
    ['bytes', /^\$ is an instance of Buffer, /],
    ['symbol', /^\$ is an object with Symbol\(more\) as a key, which would be lost/],
  ])('is not the value of %s', async (name, message) => {
    await expect(call(name)).rejects.toThrow(message);
  });

  it('is no input and no parameter that would change there', async () => {
    await expect(call('view', { view: Buffer.from('abc') })).rejects.toThrow(
      '$.inputs.view is an instance of Buffer',
    );
    await expect(call('view', {}, { list: Object.assign([1], { more: 2 }) })).rejects.toThrow(
      "$.params.list is an array with the property 'more', which would be lost",
    );
  });
});

describe('what a thread keeps for all tasks', () => {
  it.each<[Name]>([['tamperedMap'], ['fileNames']])(
    'is not handed to one that replaces a method: %s',
    async (name) => {
      await using workers = openWorkers(1);
      expect(await workers.call(found(name), {}, {}, signal)).toBe(0);
    },
  );

  it('does not show in the order of promises', async () => {
    await using clean = openWorkers(1);
    await using shared = openWorkers(1);
    const first = await clean.call(found('race'), {}, {}, signal);
    await shared.call(found('compilesBig'), {}, {}, signal);
    expect(await shared.call(found('race'), {}, {}, signal)).toBe(first);
    expect(await shared.call(found('instantiates'), {}, {}, signal)).toBe(0);
  });
});

it('takes as many turns for the first import of a module as for the next', async () => {
  await using workers = openWorkers(1);
  const first = await workers.call(found('waits'), {}, {}, signal);
  expect(await workers.call(found('waits'), {}, {}, signal)).toBe(first);
});

it('lets libraries make dates and random numbers while they load, and refuses both later', async () => {
  await using workers = openWorkers(1);
  const [made, later] = (['made', 'later'] as const).map(
    (name) => code.find(`@temporary/room/atLoad#${name}`)!,
  );
  for (let turn = 0; turn < 2; turn++) {
    expect(await workers.call(made!, {}, {}, signal)).toEqual([5, 0, 0.5]);
    await expect(workers.call(later!, {}, { of: 'date' }, signal)).rejects.toThrow('it uses new Date()');
    await expect(workers.call(later!, {}, { of: 'random' }, signal)).rejects.toThrow('it uses Math.random');
  }
});

it('refuses a task whose modules are never ready', { timeout: 60_000 }, async () => {
  await using workers = openWorkers(1);
  const found = code.find('@temporary/room/neverReady#neverReady')!;
  await expect(workers.call(found, {}, {}, signal)).rejects.toThrow('a promise that nothing can settle');
});
