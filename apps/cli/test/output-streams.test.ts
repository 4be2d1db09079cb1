import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { builtProgram, folderWithReport, putFile, small, temporaryFolder } from './program.js';
import { watching } from './watching.js';

/** Starts the program, with these as its stdout and stderr. */
function start(
  words: readonly string[],
  cwd: string,
  [stdout, stderr]: readonly ['pipe' | number, 'pipe' | number],
): { readonly child: ChildProcess; readonly said: Promise<string>; readonly code: Promise<number | null> } {
  const child = spawn(process.execPath, [builtProgram, ...words], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd },
    stdio: ['ignore', stdout, stderr],
  });
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  const code = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, code, said: code.then(() => text) };
}

/** Runs with a file that is always full. */
async function withFullDisk<T>(action: (full: number) => Promise<T>): Promise<T> {
  const full = openSync('/dev/full', 'w');
  try {
    return await action(full);
  } finally {
    closeSync(full);
  }
}

const report = ['report', '--json', ...small];
const isWhole = async (cwd: string) =>
  (await readFile(join(cwd, 'report.html'), 'utf8')).endsWith('</html>\n');

it('makes the report although the reader of stdout goes away after the first line', async () => {
  const cwd = await temporaryFolder();
  const { child, code } = start(report, cwd, ['pipe', 'pipe']);
  child.stdout!.once('data', () => child.stdout!.destroy());
  expect(await code).toBe(0);
  expect(await isWhole(cwd)).toBe(true);
});

it('makes the report although the reader of stderr goes away', async () => {
  const cwd = await temporaryFolder();
  const { child, code } = start(['report', ...small], cwd, ['pipe', 'pipe']);
  child.stdout!.resume();
  child.stderr!.once('data', () => child.stderr!.destroy());
  expect(await code).toBe(0);
  expect(await isWhole(cwd)).toBe(true);
});

it('makes the report although stderr is a full disk', async () => {
  const cwd = await temporaryFolder();
  await withFullDisk(async (full) => {
    const { child, code } = start(['report', ...small], cwd, ['pipe', full]);
    child.stdout!.resume();
    expect(await code).toBe(0);
  });
  expect(await isWhole(cwd)).toBe(true);
});

it('makes the report although stdout is a full disk, and then says that it could not tell', async () => {
  const cwd = await temporaryFolder();
  await withFullDisk(async (full) => {
    const { code, said } = start([...report, '--quiet'], cwd, [full, 'pipe']);
    expect(await code).toBe(1);
    expect(await said).toBe('superposition: the output could not be written to stdout: the disk is full\n');
  });
  expect(await isWhole(cwd)).toBe(true);
});

it.each([['get', 'mse.active'], ['plan'], ['cache', 'ls'], ['graph'], ['help'], ['--version']])(
  'says that the output of %s could not be written to a full disk',
  async (...words) => {
    const cwd = await folderWithReport();
    const settings = ['get', 'plan', 'graph'].includes(words[0]!) ? small : [];
    await withFullDisk(async (full) => {
      const { code, said } = start([...words, ...settings], cwd, [full, 'pipe']);
      expect(await code).toBe(1);
      expect(await said).toContain('could not be written to stdout: the disk is full');
    });
  },
);

it('goes on watching although the reader of stderr goes away', async () => {
  const cwd = await folderWithReport();
  const config = join(cwd, 'superposition.config.js');
  const titled = (title: string) =>
    `console.error('the config speaks'); export default { report: { title: '${title}', crossCheck: false } };`;
  await writeFile(config, titled('One'));
  const watch = await watching(small, { cwd });
  watch.child.stderr!.destroy();
  await watch.next('report');
  await putFile(config, titled('Two'));
  await watch.next('report');
  expect(await readFile(join(cwd, 'report.html'), 'utf8')).toContain('<title>Two</title>');
});
