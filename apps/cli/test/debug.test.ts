import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tasks } from '@superposition/analyses/internal/pipeline';
import { bundleTasks } from '@superposition/pipeline/bundle-tasks';
import { recordSources } from '@superposition/pipeline/internal/code/record-sources';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkout, edit } from './checkout.js';
import { answer, eventsOf, folderWithReport, noConfig, small, superposition } from './program.js';

/** Runs a script of Node to its end. */
function node(words: readonly string[], cwd: string) {
  return new Promise<{ code: number | string; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, words, { cwd }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

describe('debug of a stage that does not fail', () => {
  it('writes what it is made from, and a script that gives its value', async () => {
    const cwd = await folderWithReport();
    const ended = await answer(['debug', 'claims', ...small], { cwd });
    expect(ended).toEqual({
      code: 0,
      stderr: noConfig(cwd),
      stdout: [
        'claims does not fail',
        'superposition-debug-claims has its parameters, inputs and code',
        '  node superposition-debug-claims/run.mjs                 runs its function again',
        '  node --inspect-brk superposition-debug-claims/run.mjs   waits for a debugger',
        '',
      ].join('\n'),
    });
    const folder = join(cwd, 'superposition-debug-claims');
    expect((await readdir(folder)).sort()).toEqual(
      ['inputs', 'params.json', 'recipe.json', 'run.mjs', 'task.mjs', 'task.mjs.map'].sort(),
    );
    const shown = await answer(['cache', 'show', 'claims', '--json', ...small], { cwd });
    const recipe = JSON.parse(await readFile(join(folder, 'recipe.json'), 'utf8')) as object;
    expect(recipe).toMatchObject({ stage: 'claims', key: (JSON.parse(shown.stdout) as { key: string }).key });
    const ran = await node(['superposition-debug-claims/run.mjs'], cwd);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain('verdict');
  });

  it('runs it also where its family is frozen', async () => {
    const cwd = await folderWithReport();
    const words = [...small, '--set', 'training.steps=30', '--freeze', 'model', '--quiet'];
    const ended = await answer(['debug', 'model[seed=0]', ...words], { cwd });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const stages = await answer(['cache', 'show', 'model[seed=0]', ...words.slice(0, -3)], { cwd });
    expect(stages).toMatchObject({ code: 0 });
  });

  it('runs once what it is forced to run', async () => {
    const cwd = await folderWithReport();
    const builds = async (...words: readonly string[]) => {
      const { stderr } = await answer(['debug', 'figure-5', ...words, ...small], { cwd });
      return Array.from(stderr.matchAll(/(\d+) built/g), ([, count]) => Number(count));
    };
    expect(await builds('--force', 'model[seed=0]')).toEqual([1]);
    expect(await builds('--force', 'figure-5')).toEqual([1]);
    expect(await builds('--force', 'model[seed=0]', '--force', 'figure-5')).toEqual([1, 1]);
  });

  it('gives the script typed arrays and native code, with --out elsewhere', async () => {
    const cwd = await folderWithReport();
    const ended = await answer(['debug', 'model[seed=0]', '--out', 'a b', '--json', ...small], {
      cwd,
    });
    expect(JSON.parse(ended.stdout)).toEqual({
      stage: 'model[seed=0]',
      folder: join(cwd, 'a b'),
      failure: null,
    });
    const ran = await node(['a b/run.mjs'], cwd);
    expect(ran.stdout).toContain('Float32Array(36)');
  });

  it('refuses what is no stage, what is several, and a folder of something else', async () => {
    const cwd = await folderWithReport();
    const refused = async (...words: string[]) => {
      const { code, stderr } = await answer(['debug', ...words, ...small], { cwd });
      return `${code} ${stderr}`;
    };
    expect(await refused('figure1')).toContain('superposition: debug figure1: there is no quantity or stage');
    expect(await refused('figure-*')).toMatch(
      /^2 .*\nsuperposition: debug figure-\*: \d+ stages have this name/,
    );
    expect(await refused('page', '--out', '.superposition')).toContain(': the cache is there');
    await mkdir(join(cwd, 'mine'));
    await writeFile(join(cwd, 'mine', 'notes.txt'), '');
    expect(await refused('page', '--out', 'mine')).toContain('holds other files, such as notes.txt');
    expect(await readdir(cwd)).toEqual(['.superposition', 'mine', 'report.html']);
  });
});

describe('a stage that throws', () => {
  let cwd: string;
  let program: string;
  beforeAll(async () => {
    cwd = await checkout();
    program = join(cwd, 'apps', 'cli', 'dist', 'main.js');
    await edit(
      cwd,
      'analyses/src/geometry/geometry.ts',
      /(export function geometry\([\s\S]*?\): Geometry \{\n)/,
      "$1  // Here it goes wrong.\n  if (globalThis !== undefined) throw new RangeError('no pairs');\n",
    );
    const root = join(cwd, 'packages', 'analyses');
    await recordSources(root, await bundleTasks(root, join(root, 'dist', 'tasks'), Object.values(tasks)));
  });

  it('is reported with its place, and how to look into it', async () => {
    const ended = await superposition(['report', ...small], { cwd, program });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(
      /^geometry\[seed=0\] {2}FAILED: RangeError: no pairs {3}packages\/analyses\/src\/geometry\/geometry\.ts:\d+\n {2}superposition debug 'geometry\[seed=0\]' …$/m,
    );
    const html = await readFile(join(cwd, 'report.html'), 'utf8');
    expect(html).toContain('<pre>no pairs</pre>');
    expect(html).not.toContain(cwd);
    const again = await superposition(['report', '--json', ...small], { cwd, program });
    const failed = eventsOf(again).find((event) => event.type === 'failed');
    expect(failed).toMatchObject({
      failure: { frame: expect.stringContaining("throw new RangeError('no pairs');") },
      ran: { thread: expect.any(Number), start: expect.any(Number), duration: expect.any(Number) },
    });
  });

  it('stands in the table of what ran, with its time', async () => {
    const { stderr } = await superposition(['debug', 'geometry[seed=0]', ...small], { cwd, program });
    const rows = stderr.split('\n').filter((line) => line.startsWith('  '));
    expect(rows.at(-2)).toMatch(/^ {2}other stages +2 fresh, 1 failed( |$)/);
    expect(rows.at(-1)).toMatch(/^ {2}geometry\[seed=0\] +FAILED +\d[\d.]* m?s$/);
    expect(stderr).not.toContain('superposition debug');
  });

  it('is what is debugged instead of a stage that was skipped', async () => {
    const ended = await superposition(['debug', 'figure-5', '--quiet', ...small], { cwd, program });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toMatch(
      /^figure-5 was skipped because geometry\[seed=0\] failed, so this looks into geometry\[seed=0\]\ngeometry\[seed=0\] failed: RangeError: no pairs /,
    );
    const folder = join(cwd, 'superposition-debug-geometry-seed=0');
    const stack = await readFile(join(folder, 'stack.txt'), 'utf8');
    expect(stack).toMatch(
      /\n> \d+ \| +if \(globalThis !== undefined\) throw new RangeError\('no pairs'\);\n/,
    );
    expect(stack).toMatch(/\n {4}at geometry \(packages\/analyses\/src\/geometry\/geometry\.ts:\d+:\d+\)\n/);

    const ran = await node(['superposition-debug-geometry-seed=0/run.mjs'], cwd);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain("throw new RangeError('no pairs');");
    expect(ran.stderr).toMatch(/at geometry \(.*geometry\.ts:\d+:\d+\)/);

    // The sources may change, and the checkout may go: the folder has what it needs.
    await rm(join(cwd, 'packages', 'analyses', 'src', 'geometry'), { recursive: true });
    await writeFile(join(folder, 'params.json'), '{}');
    const alone = await node([join(folder, 'run.mjs')], cwd);
    expect(alone.stderr).toContain("throw new RangeError('no pairs');");
  });
});
