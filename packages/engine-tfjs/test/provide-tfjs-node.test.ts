import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const scripts = fileURLToPath(new URL('../scripts', import.meta.url));
let root: string;
let cache: string;
let tfjsNode: string;

/** A checkout of its own, whose tfjs-node has no native library, as it comes from the registry. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'provide-tfjs-node-'));
  cache = join(root, 'cache/superposition/tfjs-node');
  tfjsNode = join(root, 'node_modules/@tensorflow/tfjs-node');
  cpSync(scripts, join(root, 'scripts'), { recursive: true });
  mkdirSync(tfjsNode, { recursive: true });
  writeFileSync(join(tfjsNode, 'package.json'), '{ "name": "@tensorflow/tfjs-node", "version": "4.22.0" }');
  const headers = createRequire(import.meta.url).resolve('node-api-headers/package.json');
  symlinkSync(dirname(headers), join(root, 'node_modules/node-api-headers'));
});

afterEach(() => rmSync(root, { recursive: true }));

/** Runs the script as an installation does. */
function provide(
  environment: NodeJS.ProcessEnv = {},
  options: readonly string[] = ['--if-possible'],
): {
  readonly code: number | null;
  readonly said: string;
} {
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(root, 'scripts/superposition-tfjs.mjs'), 'provide', ...options],
    {
      encoding: 'utf8',
      // Any program that says its version passes for a compiler, and in these tests nothing gets as far as to be compiled.
      env: {
        PATH: process.env['PATH'],
        CXX: process.execPath,
        HOME: root,
        XDG_CACHE_HOME: join(root, 'cache'),
        ...environment,
      },
    },
  );
  return { code: status, said: stdout };
}

const recorded = () => JSON.parse(readFileSync(join(tfjsNode, 'native.json'), 'utf8')) as unknown;

test('does nothing but say so when it is switched off', () => {
  const why = 'SUPERPOSITION_TFJS_NATIVE is off';
  expect(provide({ SUPERPOSITION_TFJS_NATIVE: 'off' })).toEqual({
    code: 0,
    said: `TensorFlow.js: the WASM backend is used, not native tfjs-node: ${why}\n`,
  });
  expect(recorded()).toEqual({ why });
  expect(existsSync(join(root, 'cache'))).toBe(false);
});

test('fetches nothing where no compiler could build the addon, and lets the installation go on', () => {
  const { code, said } = provide({ PATH: join(root, 'nothing'), CXX: '' });
  expect(code).toBe(0);
  expect(said).toMatch(
    /^TensorFlow\.js: the WASM backend is used, not native tfjs-node: no C\+\+ compiler[^\n]*\n$/,
  );
  expect(recorded()).toEqual({ why: expect.stringContaining('no C++ compiler') });
});

test('ends where the cache cannot be made', () => {
  const { code, said } = provide({ XDG_CACHE_HOME: '/proc/nowhere' });
  expect(code).toBe(0);
  expect(said).toMatch(/not native tfjs-node: E\w+: .*mkdir '\/proc/);
});

test('names a library of the user’s that is not one, and fetches no other instead', () => {
  const { code, said } = provide({ SUPERPOSITION_LIBTENSORFLOW: root });
  expect(code).toBe(0);
  expect(said.split('\n')).toHaveLength(2);
  expect(said).toContain(`SUPERPOSITION_LIBTENSORFLOW is ${root}: no include/tensorflow/c/c_api.h`);
});

test('takes the archive of TFJS_NODE_BASE_URI, and says which one it could not have', () => {
  const base = `file://${root}/libtensorflow-`;
  const { code, said } = provide({ TFJS_NODE_BASE_URI: base });
  expect(code).toBe(0);
  expect(said).toMatch(new RegExp(`fetching ${base}cpu-\\w+-\\w+-2\\.9\\.1\\.tar\\.gz`));
  expect(said).toMatch(/not native tfjs-node: ENOENT/);
  expect(readdirSync(cache)).toEqual([]);
});

test('refuses a wheel whose checksum is another one, and leaves nothing of it behind', () => {
  const wheels = join(root, 'wheels');
  mkdirSync(wheels);
  for (const [name, platform] of [
    ['tensorflow_cpu', 'manylinux2014_x86_64'],
    ['tensorflow_cpu_aws', 'manylinux2014_aarch64'],
  ]) {
    writeFileSync(join(wheels, `${name}-2.12.1-cp311-cp311-${platform}.whl`), 'not what was published');
  }
  const { code, said } = provide({ PIP_NO_INDEX: '1', PIP_FIND_LINKS: wheels });
  expect(code).toBe(0);
  expect(said).toMatch(/fetching tensorflow\S* [\d.]+ from PyPI \(2\d\d MB\)/);
  expect(said).toMatch(/DO NOT MATCH THE HASHES|Python with pip is not installed|No matching distribution/);
  expect(readdirSync(cache)).toEqual([]);
  expect(existsSync(join(tfjsNode, 'lib'))).toBe(false);
});

test('clears away what a killed installation left the day before, and not what one is at work on', () => {
  const yesterday = Date.now() / 1000 - 25 * 3600;
  for (const name of ['staging-old', 'staging-new']) mkdirSync(join(cache, name), { recursive: true });
  utimesSync(join(cache, 'staging-old'), yesterday, yesterday);
  provide({ PATH: join(root, 'nothing'), CXX: '' });
  expect(readdirSync(cache)).toEqual(['staging-new']);
});
