import { execFile } from 'node:child_process';
import { mkdir, readdir, realpath, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { sourceFolder } from './support/source-package.js';

const rain = `
  export const rainfall = (_inputs, { seed }) => Float64Array.from({ length: 365 }, (_, day) => (seed * (day + 1) * 16_807) % 21);
  export const wetDays = ({ days }, { threshold }) => days.filter((rain) => rain > threshold).length;
  export const fails = () => { throw new Error('no rain'); };`;

const head = `
  import { compute, defineTasks, openRunner, stage } from '@superposition/pipeline';
  import * as rain from './rain.js';
  const tasks = defineTasks(new URL('./rain.js', import.meta.url), rain, { wetDays: { runs: 'worker' } });
  const days = stage('days', tasks.rainfall, { params: { seed: 1 } });
  const wet = stage('wet', tasks.wetDays, { params: { threshold: 1 }, inputs: { days } });
`;

async function program(body: string, files: Readonly<Record<string, string>> = {}) {
  const home = await sourceFolder({
    'package.json': '{ "type": "module" }',
    'rain.js': rain,
    'run.js': head + body,
    ...files,
  });
  await mkdir(join(home.root, 'node_modules/@superposition'), { recursive: true });
  await symlink(
    await realpath(fileURLToPath(new URL('..', import.meta.url))),
    join(home.root, 'node_modules/@superposition/pipeline'),
  );
  const run = () => promisify(execFile)(process.execPath, ['run.js'], { cwd: home.root });
  return { home, run };
}

describe('a process', () => {
  it.each([
    ['compute', 'console.log(await compute(wet));'],
    ['a closed runner', 'const r = await openRunner(); console.log(await r.compute(wet)); await r.close();'],
    ['a runner that was left open', 'const r = await openRunner(); console.log(await r.compute(wet));'],
    ['a failure', "console.log(await compute(stage('f', tasks.fails)).catch(() => 244));"],
    [
      'a run that was cancelled',
      'const r = await openRunner(); const s = r.run(wet).subscribe((e) => { if (e.type === "started") { s.unsubscribe(); void r.close(); console.log(244); } });',
    ],
  ])('ends by itself after %s', async (_, body) => {
    const { run } = await program(body);
    expect(await run()).toEqual({ stdout: '244\n', stderr: '' });
    expect(await run()).toEqual({ stdout: '244\n', stderr: '' });
  });

  it('shares cache and bundles with others at the same time', async () => {
    const { home, run } = await program('console.log(await compute(wet));');
    const ended = await Promise.all([run(), run(), run(), run()]);
    expect(ended).toEqual(ended.map(() => ({ stdout: '244\n', stderr: '' })));
    const left = await readdir(join(home.root, '.superposition/tasks'));
    expect(left.filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(left.filter((name) => name.endsWith('.mjs'))).toHaveLength(2);
  });

  it('ends with the error of a mistake, which names the caller', async () => {
    const { run } = await program("await compute(stage('f', tasks.fails));");
    const { stderr } = (await run().catch((error: unknown) => error)) as { readonly stderr: string };
    expect(stderr).toContain("StageError: the stage 'f' failed (task): no rain");
  });
});
