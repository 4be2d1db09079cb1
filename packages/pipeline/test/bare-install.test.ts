import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const required = ['acorn', 'acorn-walk', 'esbuild', 'fastest-levenshtein', 'keyv'];

let home: string;
/** The package as somebody has it who installed nothing else. */
beforeAll(async () => {
  home = await mkdtemp(join(await realpath(tmpdir()), 'bare-install-'));
  const modules = join(home, 'node_modules');
  await mkdir(join(modules, '@superposition/pipeline'), { recursive: true });
  const folder = join(modules, '@superposition/pipeline');
  await cp(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
  // As in the tarball, in which no condition leads to the sources.
  const manifest = await readFile(join(root, 'package.json'), 'utf8');
  await writeFile(
    join(folder, 'package.json'),
    manifest.replaceAll(/"@superposition\/source": "[^"]*", /g, ''),
  );
  for (const name of required)
    await symlink(await realpath(join(root, 'node_modules', name)), join(modules, name));
});

async function install(
  name: string,
  version: string,
  code: string,
  type = 'module',
): Promise<() => Promise<void>> {
  const folder = join(home, 'node_modules', name);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name, version, type, main: 'index.js' }));
  await writeFile(join(folder, 'index.js'), code);
  return () => rm(folder, { recursive: true });
}

/** Runs a module there, and gives what it writes. */
async function run(code: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const module = join(home, 'main.mjs');
  await writeFile(module, code);
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [module], {
    cwd: home,
    env: { ...process.env, SUPERPOSITION_SQLITE: '', ...env },
  });
  return stdout + stderr;
}

const openAndUse = (location: string) => `
  import { openStore } from '@superposition/pipeline';
  import { digestOf } from '@superposition/pipeline/internal/values/digest';
  try {
    const store = await openStore(${JSON.stringify(location)}, process.cwd(), (message) => console.log(message));
    const bytes = new TextEncoder().encode('bytes');
    await store.putArtifact(digestOf(bytes), bytes);
    console.log(store.location, (await store.artifact(digestOf(bytes))).length);
    await store[Symbol.asyncDispose]();
  } catch (error) {
    console.log(error.name, error.message);
  }`;

const hasNodeSqlite = process.getBuiltinModule('node:sqlite') !== undefined;
const advice =
  'npm i @keyv/sqlite, which is compiled where no binary of it can be fetched, or npm i node-sqlite3-wasm, which needs no compiler, or take Node.js 22.13 or newer, which has one; this run goes on without a cache';

it('needs no database to be imported, to bundle tasks and to keep a store in memory', async () => {
  expect(await run(`import '@superposition/pipeline/bundle-tasks';${openAndUse('memory:')}`)).toBe(
    'memory 5\n',
  );
});

it('says which client of a server is missing', async () => {
  expect(await run(openAndUse('redis://127.0.0.1'))).toBe(
    'MissingPackageError @keyv/redis is not installed: npm i @keyv/redis\n',
  );
  expect(await run(openAndUse('postgres://127.0.0.1/x'))).toBe(
    'MissingPackageError @keyv/postgres and pg are not installed: npm i @keyv/postgres pg\n',
  );
});

it('keeps a file through node:sqlite where Node has it, and else says once what to install', async () => {
  const told = await run(openAndUse('cache'));
  expect(told).toBe(
    hasNodeSqlite
      ? `${join(home, 'cache/cache.sqlite')} 5\n`
      : `the cache ${join(home, 'cache/cache.sqlite')} cannot be used: no SQLite works here (@keyv/sqlite is not installed; ` +
          `Node.js ${process.version} has no SQLite; node-sqlite3-wasm is not installed): ${advice}\nmemory 5\n`,
  );
});

it.each([
  [
    'was not compiled',
    '4.0.8',
    "import 'sqlite3';",
    '@keyv/sqlite cannot be loaded (Could not locate the bindings file. Tried:)',
  ],
  ['is of another version', '3.6.7', '', '@keyv/sqlite 3.6.7 is installed, but version 4 is needed'],
])('says so when @keyv/sqlite %s', async (_, version, code, reason) => {
  const remove = await install('@keyv/sqlite', version, code);
  const addon = 'throw new Error("Could not locate the bindings file. Tried:\\n → /a/b");';
  const removeAddon = await install('sqlite3', '5.1.7', addon, 'commonjs');
  expect(await run(openAndUse('cache'), { SUPERPOSITION_SQLITE: 'native' })).toBe(
    `the cache ${join(home, 'cache/cache.sqlite')} cannot be used: no SQLite works here (${reason}): ${advice}\nmemory 5\n`,
  );
  await remove();
  await removeAddon();
});

it('keeps a file in WebAssembly', async () => {
  const name = 'node-sqlite3-wasm';
  await symlink(await realpath(join(root, 'node_modules', name)), join(home, 'node_modules', name));
  expect(await run(openAndUse('in wasm'), { SUPERPOSITION_SQLITE: 'wasm' })).toBe(
    `${join(home, 'in wasm/cache.sqlite')} 5\n`,
  );
});

it('shows no warning that SQLite is experimental, and every other one', async () => {
  const other = "process.emitWarning('something else', 'ExperimentalWarning');";
  const told = await run(`${openAndUse(hasNodeSqlite ? 'quiet' : 'memory:')}\n${other}`);
  expect(told.match(/^.*Warning: .*$/gm)).toEqual([
    expect.stringMatching(/^\(node:\d+\) ExperimentalWarning: something else$/),
  ]);
});

const five = 'export function five() { return 5; }\n';
const printError = '.catch((error) => console.log(error.name, error.message));';

it.each([
  [
    'an object of functions and the URL',
    `${five}import { compute, defineTasks, stage } from '@superposition/pipeline';
    const tasks = defineTasks(new URL(import.meta.url), { five });
    await compute(stage('five', tasks.five), { cache: 'memory:' })${printError}`,
  ],
  [
    'the module itself and the text of the URL',
    `${five}import * as all from '@superposition/pipeline';
    import * as self from './main.mjs';
    const { five: task } = all.defineTasks(import.meta.url, self);
    await all.compute(all.stage('five', task), { cache: 'memory:' })${printError}`,
  ],
  [
    'a function that the wiring stands beside, with what is not installed',
    `${five}import { compute, defineTasks, openStore, stage } from '@superposition/pipeline';
    const tasks = defineTasks(new URL(import.meta.url), { five });
    if (tasks.six) await import('not-installed');
    await compute(stage('five', tasks.five), { cache: 'memory:' })${printError}`,
  ],
])('says that functions and wiring live apart: %s', async (_, code) => {
  expect(await run(code)).toBe(
    'ImpureTaskError the module of the task local/main#five imports @superposition/pipeline, so its code would hold the wiring: ' +
      'functions and wiring live apart; move the function into a module of its own\n',
  );
});

it('says so of a module that is not complete yet', async () => {
  const code = `${five}import { defineTasks } from '@superposition/pipeline';
    import * as self from './main.mjs';
    try { defineTasks(import.meta.url, self); } catch (error) { console.log(error.name, error.message); }
    export const later = 1;`;
  expect(await run(code)).toBe(
    'TypeError defineTasks of main.mjs: the module has not run yet (later is not defined): ' +
      'functions and wiring live apart; move the functions into a module of their own\n',
  );
});

it('bundles functions beside their codec, whatever else is installed', async () => {
  await writeFile(
    join(home, 'parts.mjs'),
    `import { float64, record } from '@superposition/pipeline';
    export const codec = record({ days: float64 });
    export const five = () => ({ days: Float64Array.of(5) });`,
  );
  const code = `import { bundleTask } from '@superposition/pipeline/internal/code/bundle';
    const source = { file: ${JSON.stringify(join(home, 'parts.mjs'))}, root: ${JSON.stringify(home)} };
    console.log((await bundleTask(source.root, { address: 'local/parts#five', externals: [], source })).digest);`;
  const alone = await run(code);
  expect(alone).toMatch(/^[0-9a-f]{64}\n$/);
  await mkdir(join(home, 'node_modules/@keyv'), { recursive: true });
  const peers = ['@keyv/postgres', '@keyv/redis', 'pg'].map((name) => join('node_modules', name));
  for (const peer of peers) await symlink(await realpath(join(root, peer)), join(home, peer));
  expect(await run(code)).toBe(alone);
  for (const peer of peers) await rm(join(home, peer));
});
