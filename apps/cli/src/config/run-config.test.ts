import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultConfig } from '@superposition/core/config';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../test/program.js';
import { type Running, runConfig } from './run-config.js';

/** Runs a config of these files, of which the first is the config. Returns its value, or the message of its mistake. */
async function run(files: Readonly<Record<string, string>>, running?: Running): Promise<unknown> {
  const folder = await temporaryFolder();
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return runConfig(join(folder, Object.keys(files)[0]!), running).catch((error: Error) =>
    `${error.name}: ${error.message}`.replaceAll(folder, '~'),
  );
}

const fine = 'export default { model: { neurons: 7 } };';
const value = { model: { neurons: 7 } };

it.each([
  ['a timer', `setInterval(() => {}, 10);\n${fine}`],
  ['a server', `import { createServer } from 'node:http';\ncreateServer().listen(0, '127.0.0.1');\n${fine}`],
  ['a promise that nothing settles', `void new Promise(() => {}).then(() => {});\n${fine}`],
  ['an end that comes later', `setTimeout(() => process.exit(1), 0);\n${fine}`],
  ['an error that comes later', `setTimeout(() => { throw new Error('late'); }, 0);\n${fine}`],
  ['listeners', `process.on('SIGINT', () => {});\nprocess.on('exit', () => { for (;;); });\n${fine}`],
  ['an exit code', `process.exitCode = 7;\n${fine}`],
])('leaves nothing of %s running', async (_, text) => {
  expect(await run({ 'c.js': text })).toEqual(value);
});

it('leaves the environment and the prototypes of the program as they are', async () => {
  const changes = "process.env.ADDED = 'yes';\nObject.prototype.added = 1;\nglobalThis.added = 1;\n";
  expect(await run({ 'c.ts': changes + fine })).toEqual(value);
  expect(process.env).not.toHaveProperty('ADDED');
  expect({}).not.toHaveProperty('added');
  expect(globalThis).not.toHaveProperty('added');
});

it.each<[string, Readonly<Record<string, string>>, string]>([
  [
    'a mistake in the syntax',
    { 'c.ts': 'export default {\n  model: {\n    neurons 3,\n  },\n};\n' },
    `the config file ~/c.ts cannot be read: Unexpected token, expected ","
~/c.ts:3:13
    1 | export default {
    2 |   model: {
  > 3 |     neurons 3,
      |             ^
    4 |   },`,
  ],
  [
    'a throw, after types that are removed',
    {
      'c.ts':
        'interface A { b: number }\nconst f = (a: A): never => { throw new RangeError("no luck\\nat all"); };\nexport default f({ b: 1 });',
    },
    `the config file ~/c.ts cannot be read: no luck
~/c.ts:2:36
    1 | interface A { b: number }
  > 2 | const f = (a: A): never => { throw new RangeError("no luck\\nat all"); };
      |                                    ^
    3 | export default f({ b: 1 });`,
  ],
  [
    'a throw in a config that needs no translation',
    { 'c.js': 'export default { get model() { throw new Error("no luck"); } };' },
    `the config file ~/c.js cannot be read: no luck
~/c.js:1:38
  > 1 | export default { get model() { throw new Error("no luck"); } };
      |                                      ^`,
  ],
  [
    'a throw in an imported module',
    {
      'c.ts': "import { a } from './a.js';\nexport default a;",
      'a.ts': '\nexport const a: string = null!.b();',
    },
    `the config file ~/c.ts cannot be read: Cannot read properties of null (reading 'b')
~/a.ts:2:32
    1 |
  > 2 | export const a: string = null!.b();
      |                                ^`,
  ],
  [
    'a mistake in the syntax of an imported module',
    { 'c.ts': "import { a } from './a.ts';\nexport default a;", 'a.ts': 'export const a = ;' },
    `the config file ~/c.ts cannot be read: Unexpected token
~/a.ts:1:18
  > 1 | export const a = ;
      |                  ^`,
  ],
  [
    'an import of nothing',
    { 'c.ts': "const a = 1;\nimport { b } from './b.js';\nexport default { a, b };" },
    `the config file ~/c.ts cannot be read: Cannot find module './b.js'
~/c.ts:2:1
    1 | const a = 1;
  > 2 | import { b } from './b.js';
      | ^
    3 | export default { a, b };`,
  ],
  [
    'an end of the program',
    { 'c.ts': 'const a = 1;\nprocess.exit(0);\nexport default { a };' },
    `the config ~/c.ts ended the program by process.exit(0)
~/c.ts:2:9
    1 | const a = 1;
  > 2 | process.exit(0);
      |         ^
    3 | export default { a };`,
  ],
  [
    'a promise that was rejected',
    { 'c.js': `${fine}\nPromise.reject(new Error('lost'));` },
    `the config file ~/c.js cannot be read: lost
~/c.js:2:16
    1 | export default { model: { neurons: 7 } };
  > 2 | Promise.reject(new Error('lost'));
      |                ^`,
  ],
])('says where the mistake is: %s', async (_, files, message) => {
  expect(await run(files)).toBe(`UserError: ${message}`);
});

it.each([
  ['await new Promise(() => {});\nexport default {};', 'it awaits a promise that nothing will settle'],
  ['export default new Promise(() => {});', 'it awaits a promise that nothing will settle'],
  ["process.kill(process.pid, 'SIGKILL');\nexport default {};", 'by process.kill('],
  ['process.abort();\nexport default {};', 'process.abort() is not supported'],
  ['export default { model: new Map() };', 'model is an instance of a class, where plain values belong'],
  ['throw null;\nexport default {};', 'cannot be read: null'],
])('ends with plain words for %j', async (text, message) => {
  expect(await run({ 'c.js': text })).toContain(message);
});

it.each([
  ['at once', 'for (;;);'],
  ['again and again', 'const again = () => setTimeout(again, 1);\nagain();\nawait new Promise(() => {});'],
])('ends a config that goes on for ever %s, at the limit and when it is cancelled', async (_, text) => {
  const notes: string[] = [];
  const note = (line: string) => notes.push(line);
  const ended = await run({ 'c.js': `${text}\nexport default {};` }, { note, patience: 0, limit: 500 });
  expect(ended).toBe(
    'UserError: the config file ~/c.js cannot be read: it has no value after 0.5 s, the limit',
  );
  expect(notes).toEqual([expect.stringMatching(/^waiting for the config \S+c\.js, for at most 0\.5 s$/)]);

  const controller = new AbortController();
  const cancelled = run(
    { 'c.js': `${text}\nexport default {};` },
    { signal: controller.signal, patience: 0, note: () => controller.abort() },
  );
  expect(await cancelled).toContain('it was ended');
});

it('gives the functions and symbols of a config as texts, and values that contain themselves', async () => {
  const given = (await run({
    'c.js': 'const a = { f: () => 1, s: Symbol("odd"), n: [10n, -0] };\na.self = a;\nexport default a;',
  })) as Record<string, unknown>;
  expect([String(given['f']), String(given['s']), given['n']]).toEqual(['() => 1', 'Symbol(odd)', [10n, 0]]);
  expect(given['self']).toBe(given);
});

it('has all of core for those who import it, in a config and in the modules that it imports', async () => {
  const all = "import { type Config, defaultConfig, defineConfig } from '@superposition/core/config';";
  expect(
    await run({ 'c.ts': `${all}\nconst a: Config = defaultConfig;\nexport default defineConfig({ ...a });` }),
  ).toEqual(defaultConfig);
  expect(
    await run({
      'c.ts':
        "import { defineConfig } from '@superposition/core/config';\nimport { a } from './a.js';\nexport default defineConfig(a);",
      'a.ts': `${all}\nexport const a: Config = defineConfig(defaultConfig) as Config;`,
    }),
  ).toEqual(defaultConfig);
});

it('runs as a module what it does not translate: strict, with a generic call and names of its own', async () => {
  expect(await run({ 'c.js': 'export default { model: this === undefined };' })).toEqual({ model: true });
  const generic = 'const id = <T>(value: T) => value;\nexport default id<object>({ model: 1 });';
  expect(await run({ 'c.ts': generic })).toEqual({ model: 1 });
  const own = 'const $value = 3;\nconst defineConfig = (a) => ({ a });\nexport default defineConfig($value);';
  expect(await run({ 'c.js': own })).toEqual({ a: 3 });
  expect(await run({ 'c.js': 'export default defineConfig({});' })).toContain('defineConfig is not defined');
});

it('finds the imports of a config behind a link beside the real file', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'shared'));
  await writeFile(join(folder, 'shared', 'a.ts'), 'export const a = 1;');
  await writeFile(join(folder, 'shared', 'c.ts'), "import { a } from './a.js';\nexport default { a };");
  await symlink(join('shared', 'c.ts'), join(folder, 'superposition.config.ts'));
  expect(await runConfig(join(folder, 'superposition.config.ts'))).toEqual({ a: 1 });
});
