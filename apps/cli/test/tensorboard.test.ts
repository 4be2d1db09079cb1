import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { findBackend } from '@superposition/engine-tfjs/internal/find-backend';
import { expect, it } from 'vitest';
import { small, superposition, temporaryFolder } from './program.js';

const isNative = findBackend()?.backend === 'tensorflow';
if (!isNative && process.env['CI'] === undefined)
  process.stderr.write('\nNOT TESTED with TensorBoard: native TensorFlow is not there\n\n');

it.runIf(isNative || process.env['CI'] !== undefined)('writes a run for the model of each seed', async () => {
  const cwd = await temporaryFolder();
  const ended = await superposition(['report', '--tensorboard', 'runs', '--quiet', ...small], { cwd });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect((await readdir(join(cwd, 'runs'))).sort()).toEqual(['seed=0', 'seed=1']);
  const [events] = await readdir(join(cwd, 'runs/seed=1'));
  expect((await stat(join(cwd, 'runs/seed=1', events!))).size).toBeGreaterThan(100);
});

it.runIf(isNative || process.env['CI'] !== undefined)('are not written where the report is', async () => {
  const cwd = await temporaryFolder();
  const words = ['report', '--tensorboard', 'a.html', '--out', './a.html', '--cache-mode', 'off'];
  const ended = await superposition([...words, ...small], { cwd });
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(ended.stderr).toMatch(
    /the report cannot be written to .*a\.html: the loss curves are written there\n$/,
  );
  expect(await readdir(cwd)).toEqual([]);
});

it('is refused before any work where native TensorFlow is not there', async () => {
  const cwd = await temporaryFolder();
  const env = { SUPERPOSITION_TFJS_NATIVE: 'off' };
  const ended = await superposition(['report', '--tensorboard', 'runs', ...small], { cwd, env });
  expect(ended).toMatchObject({
    code: 2,
    stdout: '',
    stderr:
      'superposition: --tensorboard needs native TensorFlow, which writes its files: SUPERPOSITION_TFJS_NATIVE is off\n',
  });
  expect(await readdir(cwd)).toEqual([]);
});
