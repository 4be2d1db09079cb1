import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TemporaryPackage, temporaryPackage } from '../../test/support/temporary-package.js';
import { stage } from '../graph/stage.js';
import { type AnyTask, type AnyTaskFunction, type TaskAddress, task } from '../graph/task.js';
import type { Failure } from '../run/event.js';
import { createRig, type Rig } from '../testing/rig.js';
import { openWorkers } from '../threads/worker-pool.js';
import { json } from '../values/codec.js';

const sources = {
  'src/cosine.ts': `import { norm } from './norm.js';

/** The type and this comment are not in the bundle. */
export type Pair = readonly [number, number];

export function cosine(_inputs: object, { pairs }: { pairs: readonly Pair[] }): number {
  return pairs.length / norm(pairs.flat());
}
`,
  'src/norm.ts': `export function norm(values: readonly number[]): number {
  if (values.length === 0) {
    throw new RangeError('no values');
  }
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}
`,
  'src/library.ts': `import { shout } from 'shouter';
export const loud = () => shout('x');
`,
  'src/native.ts': `import { leave } from 'leaver';
export const calls = () => {
  return leave();
};
`,
  'src/waits.ts': `await Promise.resolve();
export function late() {
  throw new Error('late');
}
`,
  'src/odd.ts': `
export function text() { throw 'a text'; }
export function nothing() { throw undefined; }
export function empty() { throw new TypeError(); }
export function huge() { throw new Error('x'.repeat(1_000_000)); }
export function lies() { throw new Error('no\\n    at elsewhere (1:1)\\n    at (2:2)'); }
export function noStack() { const error = new Error('no stack'); Object.defineProperty(error, 'stack', { value: undefined }); throw error; }
export function wrongStack() { const error = new Error('wrong'); Object.defineProperty(error, 'stack', { value: '    at x (999999:1)\\n    at y (1:99999999999999999999)' }); throw error; }
export function named() { throw Object.assign(new Error('named'), { name: '\\u001b[31m' }); }
export function getters() { throw new (class extends Error { get message(): string { throw new Error('inner'); } })(); }
`,
  'node_modules/shouter/package.json': '{ "name": "shouter", "version": "1.0.0", "main": "index.js" }',
  'node_modules/shouter/index.js': `const { inspect } = require('util');
exports.shout = (value) => {
  throw new Error('cannot shout ' + inspect(value));
};
`,
  'node_modules/leaver/package.json':
    '{ "name": "leaver", "version": "1.0.0", "type": "module", "main": "index.js" }',
  'node_modules/leaver/index.js':
    "import { fileURLToPath } from 'node:url';\nexport function leave() { throw new Error('no ' + fileURLToPath(import.meta.url)); }\n",
};

let home: TemporaryPackage;
let rig: Rig;
beforeEach(async () => {
  home = await temporaryPackage(sources, 'a folder (1)');
  rig = createRig();
});
afterEach(async () => {
  await rig[Symbol.asyncDispose]();
  await home[Symbol.asyncDispose]();
});

const taskOf = (address: string, externals: readonly string[] = []): AnyTask =>
  task<AnyTaskFunction>(`@temporary/room/${address}` as TaskAddress, { codec: json(), externals });

/** How a stage of this task fails. */
async function failureOf(
  address: string,
  {
    params = {},
    externals = [],
    afterBuild = async () => {},
  }: {
    params?: object;
    externals?: readonly string[];
    afterBuild?: () => Promise<unknown>;
  } = {},
): Promise<Failure> {
  const made = taskOf(address, externals);
  const code = await home.build([made]);
  await afterBuild();
  await using workers = openWorkers(1);
  const run = rig.start([stage('it', made, { params, inputs: {} as never })], { code, workers });
  await run.done;
  const failed = run.events.find((event) => event.type === 'failed');
  if (failed?.type !== 'failed') throw new Error('it did not fail');
  return failed.failure;
}

describe('a failure of a task', () => {
  it('names the place in the sources, and shows it', async () => {
    const failure = await failureOf('cosine#cosine', { params: { pairs: [] } });
    expect(failure).toMatchObject({
      kind: 'task',
      name: 'RangeError',
      message: 'no values',
      place: { file: 'src/norm.ts', line: 3, column: 11 },
    });
    expect(failure.frame).toBe(
      [
        '  1 | export function norm(values: readonly number[]): number {',
        '  2 |   if (values.length === 0) {',
        "> 3 |     throw new RangeError('no values');",
        '    |           ^',
        '  4 |   }',
        '  5 |   return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));',
      ].join('\n'),
    );
    expect(failure.stack).toBe(
      'RangeError: no values\n    at norm (src/norm.ts:3:11)\n    at cosine (src/cosine.ts:7:25)',
    );
  });

  it('in a library names the line of the author that called it', async () => {
    const failure = await failureOf('library#loud');
    expect(failure.place).toEqual({ file: 'src/library.ts', line: 2, column: 27 });
    expect(failure.stack).toContain('(node_modules/shouter/index.js:3:9)');
  });

  it('in a package that is not bundled names the line that called it, and no folder of this machine', async () => {
    const failure = await failureOf('native#calls', { externals: ['leaver'] });
    expect(failure.message).toBe('no node_modules/leaver/index.js');
    expect(failure.place).toEqual({ file: 'src/native.ts', line: 3, column: 10 });
  });

  it('in a module that can only be imported names the place too', async () => {
    expect((await failureOf('waits#late')).place).toEqual({ file: 'src/waits.ts', line: 3, column: 9 });
  });

  it.each([
    ['text', "it threw 'a text'", undefined],
    ['nothing', 'it threw undefined', undefined],
    ['empty', 'it threw TypeError without a message', 4],
    ['huge', 'x'.repeat(10_000), 5],
    ['lies', 'no\n    at elsewhere (1:1)\n    at (2:2)', 6],
    ['noStack', 'no stack', undefined],
    ['named', 'named', 9],
    ['getters', 'it threw what cannot be described', undefined],
  ])('of any kind is a sentence: %s', async (name, message, line) => {
    const failure = await failureOf(`odd#${name}`);
    expect(failure).toMatchObject({ kind: 'task', message });
    expect(failure.place?.line).toBe(line);
    expect(JSON.stringify(failure).length).toBeLessThan(50_000);
  });

  it('with a stack that names no place of the bundle is a sentence', async () => {
    expect(await failureOf('odd#wrongStack')).toMatchObject({ kind: 'task', message: 'wrong' });
  });

  it.each<[string, (map: string) => Promise<unknown>]>([
    ['is missing', (map) => rm(map)],
    ['is no JSON', (map) => writeFile(map, 'no')],
    ['maps nothing', (map) => writeFile(map, '{"version":3,"sections":[]}')],
    ['has another form', (map) => writeFile(map, '[1]')],
  ])('is a sentence when the source map %s', async (_, damage) => {
    const failure = await failureOf('odd#empty', {
      afterBuild: async () => {
        const folder = join(home.root, 'dist', 'tasks');
        for (const file of await readdir(folder)) if (file.endsWith('.map')) await damage(join(folder, file));
      },
    });
    expect(failure).toMatchObject({ message: 'it threw TypeError without a message', name: 'TypeError' });
    expect(failure.place).toBeUndefined();
  });

  it('shows no source that has changed since the build', async () => {
    const failure = await failureOf('cosine#cosine', {
      params: { pairs: [] },
      afterBuild: () => home.write({ 'src/norm.ts': `// Edited.\n${sources['src/norm.ts']}` }),
    });
    expect(failure.place).toEqual({ file: 'src/norm.ts', line: 3, column: 11 });
    expect(failure.frame).toBeUndefined();
  });
});

describe('a source map', () => {
  const mapsOf = async () => {
    const folder = join(home.root, 'dist', 'tasks');
    const names = (await readdir(folder)).filter((name) => name.endsWith('.map'));
    return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  };

  it('is no part of the fingerprint, and follows a comment', async () => {
    const made = taskOf('cosine#cosine');
    const before = (await home.build([made])).find(made.address)!.fingerprint;
    await home.write({ 'src/norm.ts': `// Why.\n${sources['src/norm.ts']}` });
    const after = (await home.build([made])).find(made.address)!.fingerprint;
    expect(after).toBe(before);
    const failure = await failureOf('cosine#cosine', { params: { pairs: [] } });
    expect(failure.place).toEqual({ file: 'src/norm.ts', line: 4, column: 11 });
  });

  it('names no folder of this machine', async () => {
    await home.build([taskOf('cosine#cosine'), taskOf('library#loud')]);
    const maps = await mapsOf();
    expect(maps).toHaveLength(2);
    for (const map of maps) expect(map).not.toContain(home.root);
  });
});
