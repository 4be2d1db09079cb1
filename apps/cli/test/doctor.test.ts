import { expect, it } from 'vitest';
import { superposition, temporaryFolder } from './program.js';

it('tells in a line each what is here, and why TensorFlow.js is not native', async () => {
  const cwd = await temporaryFolder();
  const { code, stdout, stderr } = await superposition(['doctor', '--set', 'engine=tfjs'], {
    cwd,
    env: { SUPERPOSITION_TFJS_NATIVE: 'off' },
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const lines = stdout
    .trimEnd()
    .replaceAll(cwd, 'CWD')
    .replaceAll(/\d+\.\d+\.\d+/g, 'VERSION')
    .replace(
      /^SQLite: (native \(sqlite3, through @keyv\/sqlite\)|(node:sqlite, of Node\.js|WebAssembly \(node-sqlite3-wasm\)); @keyv\/sqlite .*)$/m,
      'SQLite: SQLITE',
    )
    .split('\n');
  expect(lines[1]).toMatch(/^Node\.js: vVERSION \(\w+ \w+\)$/);
  expect(lines.toSpliced(1, 1)).toEqual([
    'superposition VERSION',
    'engines: kernel, reference, tfjs',
    'TensorFlow.js backend: wasm (tfjs-backend-wasm VERSION); not native: SUPERPOSITION_TFJS_NATIVE is off',
    'SQLite: SQLITE',
    'config: none found in CWD or a folder above it (superposition.config.ts, .js, .json): the defaults',
    'engine: tfjs',
    'cache of results: CWD/.superposition',
    'defaults: CWD/.config/superposition/defaults.json does not exist',
    'variables: SUPERPOSITION_TFJS_NATIVE',
  ]);
});

it('tells which SQLite keeps the cache', async () => {
  const cwd = await temporaryFolder();
  for (const [name, line] of [
    ['wasm', 'SQLite: WebAssembly (node-sqlite3-wasm)'],
    ['none', "SQLite: none: SUPERPOSITION_SQLITE is 'none', which is none of native, node, wasm"],
  ]) {
    const { stdout, stderr } = await superposition(['doctor'], {
      cwd,
      env: { SUPERPOSITION_SQLITE: name, SUPERPOSITION_TFJS_NATIVE: 'off' },
    });
    expect({ stderr, lines: stdout.split('\n') }).toMatchObject({
      stderr: '',
      lines: expect.arrayContaining([line, 'variables: SUPERPOSITION_TFJS_NATIVE, SUPERPOSITION_SQLITE']),
    });
  }
});

it('tells what is wrong with a config, and the rest all the same', async () => {
  const { code, stdout } = await superposition(['doctor', '--set', 'model.neurons=0'], {
    cwd: await temporaryFolder(),
  });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^TensorFlow\.js backend: (tensorflow \(native, tfjs-node|wasm)/m);
  expect(stdout).toMatch(/^config: the config has one problem:\n {2}model\.neurons/m);
});

it('trains by TensorFlow.js, with its backend in the recipe', async () => {
  const cwd = await temporaryFolder();
  const env = { SUPERPOSITION_TFJS_NATIVE: 'off' };
  const settings = ['features=6', 'neurons=2'].flatMap((setting) => ['--set', `model.${setting}`]);
  const short = [...settings, '--set', 'training.steps=3', '--set', 'training.batchSize=8'];
  const words = ['get', 'model[seed=0]', ...short, '--set', 'engine=tfjs', '--json', '--quiet'];
  const trained = await superposition(words, { cwd, env });
  expect({ code: trained.code, stderr: trained.stderr }).toEqual({ code: 0, stderr: '' });
  expect(trained.stdout).toContain('"curve"');
  const explained = await superposition(['explain', 'model[seed=0]', '--all', ...short], { cwd, env });
  expect(explained.stdout).toContain('tfjs changed {"backend":"wasm","version":"tfjs-backend-wasm 4.');
});
