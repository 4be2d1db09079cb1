import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TemporaryPackage, temporaryPackage } from '../../test/support/temporary-package.js';
import type { CodeLibrary } from '../code/code-library.js';
import { type AnyTaskFunction, task } from '../graph/task.js';
import { json } from '../values/codec.js';
import { openWorkers, type WorkerPool } from './worker-pool.js';

/**
 * Expressions in third-party code, where the build refuses almost nothing. So these are the forms that only a thread can
 * refuse. The second element is a part of the message.
 */
const refused: readonly (readonly [expression: string, message: string])[] = [
  ["Math[['ran', 'dom'].join('')]()", 'Math.random'],
  ['[1, 2].map(Math.random)', 'Math.random'],
  ['new Date()', 'new Date()'],
  ['Date()', 'Date()'],
  ['Reflect.construct(Date, [])', 'new Date()'],
  ['new (new Date(0).constructor)()', 'new Date()'],
  ['new (class extends Date {})()', 'new Date()'],
  ['(1234.5).toLocaleString()', 'Number.prototype.toLocaleString'],
  ["Number.prototype['toLocale' + 'String'].call(1)", 'toLocaleString'],
  ['[1.5].toLocaleString()', 'toLocaleString'],
  ['new Float64Array(1).toLocaleString()', 'toLocaleString'],
  ['1n.toLocaleString()', 'toLocaleString'],
  ['new Date(0).toLocaleDateString()', 'toLocaleDateString'],
  ["'I'.toLocaleLowerCase()", 'toLocaleLowerCase'],
  ["['b', 'a'].sort((a, b) => a.localeCompare(b))", 'localeCompare'],
  ["Function('return process')()", 'process is not defined'],
  ['Function(\'return import("node:fs")\')()', 'import() in code from texts'],
  [
    "new Function('name', { toString: () => 'return import(name)' })('node:fs')",
    'import() in code from texts',
  ],
  ["(() => {}).constructor('return 1')()", 'code from texts'],
  ["Object.getPrototypeOf(async () => {}).constructor('return 1')", 'code from texts'],
  ["Object.getPrototypeOf(function* () {}).constructor('yield 1')", 'code from texts'],
  [
    'Object.getPrototypeOf(Object.getPrototypeOf(async () => {}).constructor)(\'return import("node:fs")\')()',
    'import() in code from texts',
  ],
  [
    '(() => { Array.prototype.some = () => false; String.prototype.includes = () => false; return Function(\'return import("node:fs")\')(); })()',
    'import() in code from texts',
  ],
  ["Object.defineProperty(globalThis, 'Error', { value: {} })", 'Cannot redefine property: Error'],
  ["(0, eval)('1')", 'eval'],
  ["globalThis['ev' + 'al']('1')", 'eval'],
  ['process.env', 'process is not defined'],
  ['performance.now()', 'performance is not defined'],
  ['setTimeout(() => {}, 1)', 'setTimeout is not defined'],
  ['crypto.randomUUID()', 'crypto is not defined'],
  ["fetch('http://localhost')", 'fetch is not defined'],
  ['new Intl.NumberFormat()', 'Intl is not defined'],
  ['new WeakRef({}).deref()', 'WeakRef is not defined'],
  ['navigator.hardwareConcurrency', 'navigator is not defined'],
  ["new Event('a').timeStamp", 'Event is not defined'],
  ['AbortSignal.timeout(1)', 'AbortSignal.timeout'],
  ['Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)', 'Atomics.wait'],
  ["require(['node:', 'fs'].join('')).readdirSync('.')", 'must not require node:fs'],
  ["require(['pro', 'cess'].join('')).env", 'must not require process'],
  ["require('url').pathToFileURL('a').href", 'pathToFileURL'],
  ["require(['util', '..', '..', 'secret.json'].join('/'))", 'must not require'],
  [
    "(() => { String.prototype.startsWith = Array.prototype.includes = Object.prototype.hasOwnProperty = () => true; return require(['f', 's'].join('')); })()",
    'must not require fs',
  ],
  ["require({ toString: () => 'fs' })", 'must not require fs'],
  ["__createRequire('/')('fs')", '__createRequire is not defined'],
  ["require('url').fileURLToPath('file:///a')", 'url.fileURLToPath'],
  ["require('util').parseArgs()", 'util.parseArgs without args'],
  ["require('util').getSystemErrorName(-11)", 'util.getSystemErrorName'],
  ["require('util').aborted(new AbortController().signal, {})", 'util.aborted'],
  ["new (require('events').EventEmitterAsyncResource)({ name: 'a' }).asyncId", 'EventEmitterAsyncResource'],
  ["require('stream').setDefaultHighWaterMark(false, 7)", 'stream.setDefaultHighWaterMark'],
  ["require('stream').Readable.toWeb(null)", 'stream.Readable.toWeb'],
  ["require('stream/consumers').blob([])", 'stream/consumers.blob'],
];

/** Expressions that have the same value on every machine. */
const fixed: readonly (readonly [expression: string, value: unknown])[] = [
  ['typeof process + typeof window + typeof setTimeout', 'undefinedundefinedundefined'],
  [
    "(typeof global == 'object' && global.Object === Object && global || Function('return this')()) === globalThis",
    true,
  ],
  ['globalThis.process === undefined', true],
  ["Date.now() + Reflect.get(Date, 'now')()", 0],
  ["new Function('a', 'b', 'return a + b')(1, 2)", 3],
  ['new Date(2020, 0, 31, 12).toISOString()', '2020-01-31T12:00:00.000Z'],
  ['new Date(99, 0).getFullYear()', 1999],
  ["new Date('2020-01-01T00:00').getTime()", 1577836800000],
  ["new Date('2020-01-01').getTime()", 1577836800000],
  ["new Date('Wed, 01 Jan 2020 00:00:00 +0100').getTime()", 1577833200000],
  ["Date.parse('1 Jan 2020')", 1577836800000],
  ["new Date('nothing').getTime()", null],
  ["new Date('12-25-1995').toISOString()", '1995-12-25T00:00:00.000Z'],
  ["new Date('25-Dec-1995').toISOString()", '1995-12-25T00:00:00.000Z'],
  ["new Date('Jan 1 2020 GMT+2').toISOString()", '2019-12-31T22:00:00.000Z'],
  ["new Date('2020-01-01T12:00-05:00').toISOString()", '2020-01-01T17:00:00.000Z'],
  ["Buffer.from('a').buffer.byteLength", 1],
  [
    '(() => { const c = new AbortController(); let t; c.signal.onabort = (e) => { t = e.timeStamp; }; c.abort(); return t; })()',
    0,
  ],
  ['new Date(new Date(5)).getTime()', 5],
  ['new Date([2020]).getTime()', 1577836800000],
  ["new Date({ toString: () => '2020-01-01T00:00' }).getTime()", 1577836800000],
  ["new Date({ valueOf: () => 5, toString: () => '2020' }).getTime()", 5],
  ["new Date({ [Symbol.toPrimitive]: (hint) => (hint === 'default' ? 5 : 6) }).getTime()", 5],
  ["Date.parse(['1 Jan 2020'])", 1577836800000],
  ["require('util').debuglog('odd').enabled", false],
  ["require('util').styleText('red', 'a')", '\u001b[31ma\u001b[39m'],
  ["require('util').parseArgs({ args: ['-a'], strict: false }).values.a", true],
  ["require('buffer').SlowBuffer(9).every((byte) => byte === 0)", true],
  [
    "(() => { try { require('assert').deepEqual([1], [2]); } catch (error) { return error.message.includes('\\u001b'); } })()",
    false,
  ],
  ['(() => { try { Buffer.poolSize = 8192; } catch {} return Buffer.from("a").buffer.byteLength; })()', 1],
  ['new Date(0).getHours() + new Date(0).getTimezoneOffset()', 0],
  ['String(new Date(0))', 'Thu, 01 Jan 1970 00:00:00 GMT'],
  ['new Date(0) instanceof Date', true],
  ['Object.prototype.toString.call(new Date(0))', '[object Date]'],
  ['(() => { const date = new Date(0); date.setHours(5); return date.getTime(); })()', 18000000],
  ['Buffer.allocUnsafe(9).every((byte) => byte === 0)', true],
  ['structuredClone({ a: [1] }).a[0]', 1],
  [
    "(() => { Object.defineProperty(Array.prototype, 0, { set() {}, get: () => 'return import(\"node:fs\")', configurable: true }); try { return Function('return 1')(); } finally { delete Array.prototype[0]; } })()",
    1,
  ],
  [
    "(() => { console.time('a'); console.timeEnd('a'); return [RegExp['$`'], RegExp.input, RegExp.lastMatch]; })()",
    ['', '', ''],
  ],
  [
    "(() => { const { Writable } = require('stream'); const { write } = Writable.prototype; let told = null; Writable.prototype.write = (text) => { told = String(text); }; console.time(); console.timeEnd(); Writable.prototype.write = write; return told; })()",
    null,
  ],
  ["require('util').inspect(new WeakSet([{ a: 1 }]), { showHidden: true })", 'WeakSet {}'],
  ["require('util').inspect(new WeakMap([[{ a: 1 }, 2]]), { showHidden: true })", 'WeakMap {}'],
  ['(() => { const key = {}; return new WeakMap([[key, 5]]).set({}, 6).get(key); })()', 5],
  [
    '(() => { const key = {}; const set = new WeakSet([key]); return [set.has(key), set.delete(key), set.has(key), String(set)]; })()',
    [true, true, false, '[object WeakSet]'],
  ],
  [
    "Object.getOwnPropertySymbols(AbortSignal.prototype).filter((symbol) => String(symbol).includes('messaging')).length",
    0,
  ],
  [
    '(() => { const c = new AbortController(); const any = AbortSignal.any?.([c.signal]) ?? c.signal; const parts = Object.getOwnPropertySymbols(any).map((symbol) => any[symbol]); c.abort(5); return [any.reason, parts.some((part) => require("util").types.isSet(part))]; })()',
    [5, false],
  ],
  [
    "(() => { const asked = []; const { signal } = new AbortController(); signal.addEventListener('a', () => {}, new Proxy({}, { get(_, name) { asked.push(String(name)); } })); return asked; })()",
    ['once', 'capture', 'passive', 'signal'],
  ],
  [
    '(() => { const c = new AbortController(); let calls = 0; c.signal.addEventListener("abort", () => { calls++; }, { once: true }); c.abort(); return calls; })()',
    1,
  ],
  // Node warns of many listeners, and tells it to the listeners of `process`.
  [
    "(async () => { const E = require('events'); const { PassThrough } = require('stream'); const { emit } = E.prototype; let found = null; E.prototype.emit = function (name, ...given) { if (name === 'warning') found = this.pid; return emit.call(this, name, ...given); }; const many = new E(); for (let n = 0; n < 12; n++) many.on('a', () => {}); for (let n = 0; n < 2; n++) await new Promise((resolve) => new PassThrough().on('close', resolve).destroy()); E.prototype.emit = emit; return found; })()",
    null,
  ],
  ["new URL('http://a/b').pathname", '/b'],
  ["require('util').isDeepStrictEqual([1], [1])", true],
  ['(() => {}) instanceof Function', true],
  [
    '/\\bat \\w+ \\(\\d+:\\d+\\)/.test((() => { try { null.x } catch (error) { return error.stack } })())',
    true,
  ],
  [
    '/[\\\\/]|file:|node_modules/.test((() => { try { null.x } catch (error) { return error.stack } })())',
    false,
  ],
];

const all = [...refused, ...fixed].map(([expression]) => expression);
let home: TemporaryPackage;
let workers: WorkerPool;
let code: CodeLibrary;
const environment = { ...process.env };
beforeAll(async () => {
  // Somewhere with a summer time and an odd offset.
  process.env['TZ'] = 'Australia/Lord_Howe';
  Object.assign(process.env, { NODE_DEBUG: 'odd', FORCE_COLOR: '1' });
  home = await temporaryPackage({
    'src/evaluate.ts':
      "import { cases } from 'odd'; export const evaluate = (_, { index }) => cases[index]();",
    'node_modules/odd/package.json': '{ "version": "1.0.0" }',
    'node_modules/odd/index.js': `exports.cases = [${all.map((expression) => `() => ${expression}`).join(',\n')}];`,
  });
  const evaluate = task<AnyTaskFunction>('@temporary/room/evaluate#evaluate', { codec: json() });
  code = await home.build([evaluate]);
  workers = openWorkers(1);
});
afterAll(async () => {
  for (const name of ['TZ', 'NODE_DEBUG', 'FORCE_COLOR']) {
    const before = environment[name];
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  }
  await workers[Symbol.asyncDispose]();
  await home[Symbol.asyncDispose]();
});

const evaluate = (expression: string) => {
  const { signal } = new AbortController();
  const found = code.find('@temporary/room/evaluate#evaluate')!;
  return workers.call(found, {}, { index: all.indexOf(expression) }, signal);
};

describe('a sealed thread', () => {
  it.each(refused)('refuses %s', async (expression, message) => {
    await expect(evaluate(expression)).rejects.toThrow(message);
  });

  it.each(fixed)('has one value for %s', async (expression, value) => {
    expect(JSON.parse(JSON.stringify(await evaluate(expression)))).toEqual(value);
  });
});
