import { describe, expect, it } from 'vitest';
import { sampleAddress as address } from '../../test/support/sample-package.js';
import { packageForTest as room } from '../../test/support/temporary-package.js';
import { bundleTask } from './bundle.js';
import { ImpureTaskError } from './code-errors.js';

/** That a message tells a use with the line and column of it. */
const saysUse = (name: string, file: string, after: RegExp) => {
  const [use, place] = [name, file].map((text) => text.replace(/[.()$]/g, '\\$&'));
  return new RegExp(`^the task ${address} uses ${use} \\(${place}:\\d+:\\d+\\)${after.source}`);
};

/** Bundles a module whose function `gain` has this body. */
async function bundleOf(body: string, before = '', files: Record<string, string> = {}) {
  const text = `${before}\nexport function gain({ value }) { ${body} }`;
  return bundleTask((await room({ 'src/gain.ts': text, ...files })).root, { address, externals: [] });
}

describe('a task is refused by name when it uses', () => {
  it.each([
    ['Date', 'return new Date().getTime()'],
    ['Date', 'return Date.now()'],
    ['Math.random', 'return Math.random()'],
    ['process', 'return process.env.HOME'],
    ['process', 'return process.hrtime()'],
    ['performance', 'return performance.now()'],
    ['fetch', 'return fetch(value)'],
    ['crypto', 'return crypto.randomUUID()'],
    ['Intl', "return new Intl.NumberFormat('de').format(value)"],
    ['setTimeout', 'return new Promise((resolve) => setTimeout(resolve, 1))'],
    ['globalThis', "return globalThis['Da' + 'te']"],
    ['global', 'return global.process'],
    ['import.meta.url', 'return import.meta.url'],
    ['node:fs', "return readFileSync('x')", "import { readFileSync } from 'fs';"],
    ['node:fs/promises', "return readFile('x')", "import { readFile } from 'node:fs/promises';"],
    ['node:os', "return import('node:os')"],
  ])('%s: %s', async (name, body, before = '') => {
    const refusal = bundleOf(body, before);
    await expect(refusal).rejects.toThrow(ImpureTaskError);
    await expect(refusal).rejects.toThrow(
      saysUse(name, 'src/gain.ts', /: a task may depend on its inputs and parameters alone/),
    );
  });

  it.each([
    ['Math.random', 'const { random } = Math; return random()'],
    ['Math.random', 'const m = Math; return m.random()'],
    ['Math', 'let m = value; m = Math; return m.random()'],
    ['Math', 'return Math[value]()'],
    ['Math.random', "return Math['ran' + 'dom']()"],
    ['Math', 'return [Math][0].random()'],
    ['Math.exp', 'return Math.exp(value)'],
    ['Math.sin', 'return Math.sin(value)'],
    ['Math.pow', 'const { abs, pow: power } = Math; return power(abs(value), 0.5)'],
    ['toLocaleString', 'return value.toLocaleString()'],
    ['toLocaleString', 'const { toLocaleString: text } = value; return text()'],
    ['localeCompare', "return value.sort((a, b) => a['localeCompare'](b))"],
    ['Intl', 'return Intl'],
    ['Function', "return Function('return process')()"],
    ['Function', "return new Function('return process')()"],
    ['eval', "return (0, eval)('process')"],
    ['eval', "return eval('process')"],
    ['.constructor() as a function', "return (() => {}).constructor('return process')()"],
    ['.constructor() as a function', "return new (async () => {})['constructor']('return process')()"],
    ['import() of a computed name', 'return import(value)'],
    ['Error.stack', 'return Error().stack'],
    ['Error.stack', 'return new RangeError(value).stack'],
    ['Error.captureStackTrace', 'return Error.captureStackTrace(value)'],
    ['Date', 'return Date()'],
    ['Date', 'return new Date'],
    ['Date', 'return ((D) => new D())(Date)'],
    ['Date', 'return Reflect.construct(Date, [])'],
    ['globalThis', 'return ((all) => all.process)(globalThis)'],
    ['self', 'return self.performance'],
    ['WeakRef', 'return new WeakRef(value)'],
    ['Buffer.allocUnsafe', 'return Buffer.allocUnsafe(9)[0]'],
    ['URL.createObjectURL', 'return URL.createObjectURL(value)'],
    ['AbortSignal.timeout', 'return AbortSignal.timeout(1)'],
    ['Atomics.wait', 'return Atomics.wait(value, 0, 0, 100)'],
  ])('%s: %s', async (name, body) => {
    await expect(bundleOf(body)).rejects.toThrow(saysUse(name, 'src/gain.ts', /: a task may depend/));
  });

  it('a module that its package does not export', async () => {
    const { root } = await room({ 'src/gain.ts': 'export const gain = () => 1;' });
    await expect(
      bundleTask(root, { address: '@temporary/room/missing#gain', externals: [] }),
    ).rejects.toThrow("name '@temporary/room/missing' among the exports in the package.json of its package");
  });

  it('what engines round differently is told apart from what a parameter can give', async () => {
    await expect(bundleOf('return Math.exp(value)')).rejects.toThrow(
      /inputs and parameters alone; JavaScript engines round Math.exp differently: .*elementary$/,
    );
    await expect(bundleOf('return Math.random()')).rejects.toThrow(
      /alone; pass a seed as a parameter, and compute the random numbers from it$/,
    );
  });

  it('all of them are named at once', async () => {
    await expect(
      bundleOf('return [Date.now(), process.pid, Math.random(), value.localeCompare(1)]'),
    ).rejects.toThrow(/ uses (?=.*\bDate\b)(?=.*\bprocess\b)(?=.*\bMath\.random\b).*localeCompare/);
  });

  it.each([
    ['node:fs', "import { readdirSync } from 'fs'; export const stamp = () => readdirSync('.');"],
    ['node:fs', "export const stamp = () => import('node:fs');"],
    ['import() of a computed name', 'exports.stamp = (name) => import(name);'],
    ['import.meta.url', 'export const stamp = () => import.meta.url;'],
  ])('%s in third-party code', async (name, stamp) => {
    const files = {
      [`node_modules/stamper/index.${stamp.startsWith('exports') ? 'c' : 'm'}js`]: stamp,
      'node_modules/stamper/package.json': `{ "main": "index.${stamp.startsWith('exports') ? 'c' : 'm'}js" }`,
    };
    await expect(bundleOf('return stamp(value)', "import { stamp } from 'stamper';", files)).rejects.toThrow(
      saysUse(
        name,
        `node_modules/stamper/index.${stamp.startsWith('exports') ? 'c' : 'm'}js`,
        /: .*external$/,
      ),
    );
  });

  it('anything of it in third-party code, where other packages are loaded too', async () => {
    const files = {
      'src/gain.ts':
        "import { stamp } from 'stamper'; import { shout } from 'shouter'; export const gain = () => shout(stamp());",
      'node_modules/stamper/index.js': 'exports.stamp = () => Date.now();',
      'node_modules/stamper/package.json': '{ "version": "1.0.0" }',
      'node_modules/shouter/index.js': 'exports.shout = (value) => value;',
      'node_modules/shouter/package.json': '{ "version": "1.0.0" }',
    };
    await expect(bundleTask((await room(files)).root, { address, externals: ['shouter'] })).rejects.toThrow(
      saysUse(
        'Date',
        'node_modules/stamper/index.js',
        /: .*; declare the package that needs it as external$/,
      ),
    );
  });
});

describe('the places of what is refused', () => {
  it('are those in the sources, with the lines around them', async () => {
    const files = {
      'src/helper.ts': [
        'import { readFileSync } from "node:fs";',
        'type Unused = number;',
        'export const now = (): number => Date.now();',
        'export const text = () => readFileSync("x");',
      ].join('\n'),
    };
    const refusal = bundleOf('return now() + text();', "import { now, text } from './helper.js';", files);
    const error = (await refusal.catch((thrown: unknown) => thrown)) as ImpureTaskError;
    expect(error.message).toBe(
      `the task ${address} uses Date (src/helper.ts:3:34), node:fs (src/helper.ts:1:1): a task may depend on its inputs and parameters alone; pass the time as a parameter; read it outside of the task, and use given() for what was read`,
    );
    expect(error.uses).toEqual(['Date', 'node:fs']);
    expect(error.places[0]).toEqual({
      use: 'Date',
      file: 'src/helper.ts',
      line: 3,
      column: 34,
      frame: [
        '  1 | import { readFileSync } from "node:fs";',
        '  2 | type Unused = number;',
        '> 3 | export const now = (): number => Date.now();',
        '    |                                  ^',
        '  4 | export const text = () => readFileSync("x");',
      ].join('\n'),
    });
    expect(error.places.map(({ use, line }) => [use, line])).toEqual([
      ['Date', 3],
      ['node:fs', 1],
    ]);
  });

  it.each([
    ['return value.toLocaleString()', 'pass the text, or write it without a locale'],
    ["return value.localeCompare('b')", 'compare with < and >, or pass the texts in order'],
    ['return process.env.HOME', 'pass what it needs as a parameter'],
    ['setTimeout(value)', 'compute without waiting'],
    ["return eval('1')", 'write the code out, or import it by a fixed name'],
  ])('come with advice that fits: %s', async (body, advice) => {
    const error = await bundleOf(body).catch((thrown: unknown) => thrown as Error);
    expect((error as Error).message.endsWith(`inputs and parameters alone; ${advice}`)).toBe(true);
  });
});

describe('a task is not refused for', () => {
  it.each<[string, string, string?, Record<string, string>?]>([
    ['a local variable named Date', 'const Date = { now: () => value }; return Date.now()'],
    ['a parameter named performance', 'return ((performance) => performance.now)(value)'],
    ['a module variable named process', 'return process.env', 'const process = { env: 1 };'],
    ['a property named Date', 'return value.Date + value.process'],
    ['a text', "return 'Math.random() and new Date()'"],
    ['the rest of Math', 'const { abs, PI } = Math; return Math.sqrt(abs(PI))'],
    ['a date made from arguments', 'return new Date(Date.UTC(2020, 1, 1)).toISOString()'],
    ['a question whether a global is there', "return typeof process === 'object' && typeof window"],
    ['a question whether a value is a date', 'return value instanceof Date || value instanceof Function'],
    [
      'the constructor of a value as a name',
      'return value.constructor.name + (value.constructor === Object)',
    ],
    ['a member called stack', 'return value.stack.length'],
    ['what is pure of the global object', 'return new globalThis.Float32Array(2)'],
    ['an AbortSignal and a URL', "return [AbortSignal.abort(), new URL('http://a/b').pathname]"],
    [
      'a library that probes for what it does not use',
      'return probe(value)',
      "import { probe } from 'prober';",
      {
        'node_modules/prober/index.js': `
          const root = (typeof global == 'object' && global) || (typeof self == 'object' && self) || Function('return this')();
          exports.probe = (value) => (root.process && root.process.exit, value);
          try { require('crypto'); } catch {}
          exports.later = () => root.setTimeout(() => Math.random() + Date.now() + new Date(), 1);`,
        'node_modules/prober/package.json': '{ "version": "1.0.0" }',
      },
    ],
    ['an import that nothing uses', 'return value', "import { readFileSync } from 'node:fs';"],
    [
      'an import that only an unused export uses',
      'return value',
      "import { readFileSync } from 'node:fs'; export const read = () => readFileSync('x');",
    ],
    [
      'a pure builtin',
      'return isDeepStrictEqual(value, 1)',
      "import { isDeepStrictEqual } from 'node:util';",
    ],
    ['a helper that it does not call', 'return value', 'const now = () => Date.now();'],
    ['a library that asks for NODE_ENV', "return process.env.NODE_ENV === 'production'"],
  ])('%s', async (_, body, before = '', files = {}) => {
    await expect(bundleOf(body, before, files)).resolves.toMatchObject({ address });
  });
});

describe('a bundle', () => {
  it('never calls an import that is always undefined', async () => {
    const empty = { 'src/empty.ts': 'export const half = 1;' };
    await expect(
      bundleOf('return all.double(value)', "import * as all from './empty.js';", empty),
    ).rejects.toThrow('always be undefined');
  });
});
