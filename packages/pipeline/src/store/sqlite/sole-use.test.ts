import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hasEnded, newMark } from './process-mark.js';
import { isInSoleUse, soleUse } from './sole-use.js';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sole-use-'));
  file = join(folder, 'cache.sqlite');
});
afterEach(() => rm(folder, { recursive: true }));

const program = fileURLToPath(new URL('../../../test/take-turns.mjs', import.meta.url));

/** Counts the turns that such a process has finished. */
function takeTurns(turns: number, end: 'exit' | 'kill' | 'well'): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, file, String(turns), end], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let told = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      told += text;
    });
    child.on('error', reject);
    child.on('close', (code, signal) =>
      code === 0 || (end === 'kill' && signal === 'SIGKILL')
        ? resolve(told.length)
        : reject(new Error(`it ended with ${code ?? signal}`)),
    );
  });
}

it('is had by one process at a time, also when some are killed while they have it', async () => {
  const ends = ['well', 'kill', 'well', 'exit', 'kill', 'well'] as const;
  const turns = await Promise.all(ends.map((end, index) => takeTurns(20 + index, end)));
  expect(turns).toEqual(ends.map((_, index) => 20 + index));
  expect(Number(await readFile(`${file}.count`, 'utf8'))).toBe(turns.reduce((sum, each) => sum + each, 0));
  using after = soleUse(file);
  after.take();
  after.release();
  after[Symbol.dispose]();
  // What killed processes left under names of their own goes when somebody looks who waits.
  using later = soleUse(file);
  expect(later.isWanted()).toBe(false);
  expect(await readdir(folder)).toEqual(['cache.sqlite.count']);
});

it('is refused while another has it, who sees that it is wanted', () => {
  using first = soleUse(file);
  using second = soleUse(file);
  first.take();
  expect(first.isWanted()).toBe(false);
  expect(() => second.take()).toThrow(/^SQLITE_BUSY: another process has it open with SQLite in WebAssembly/);
  expect(first.isWanted()).toBe(true);
  first.release();
  second.take();
  expect(() => first.take()).toThrow('SQLITE_BUSY');
  second.release();
});

it('is refused while the index of the log is there, which other libraries share', async () => {
  await writeFile(`${file}-shm`, 'index');
  using use = soleUse(file);
  expect(() => use.take()).toThrow(
    `SQLITE_BUSY: another process has it open with an SQLite that shares files`,
  );
  expect(() => use.take()).toThrow(`remove ${file}-shm`);
  expect(await readFile(`${file}-shm`, 'utf8')).toBe('index');
  await rm(`${file}-shm`);
  use.take();
  using waiting = soleUse(file);
  expect(() => waiting.makeWay()).toThrow('SQLITE_BUSY');
  expect(use.isWanted()).toBe(true);
  use.release();
  waiting.makeWay();
});

it('is refused while a process has it that cannot be seen from here', async () => {
  const far = newMark().replace(/^[^.]+/, '0123456789ab');
  await mkdir(`${file}-wasm`);
  await writeFile(join(`${file}-wasm`, far), '');
  await symlink(`${file}-wasm/${far}`, `${file}-shm`);
  using use = soleUse(file);
  expect(() => use.take()).toThrow(`in another container, or on another machine`);
  expect(() => use.take()).toThrow(`remove ${file}-wasm`);
  await rm(`${file}-wasm`, { recursive: true });
  use.take();
  use.release();
});

it('is not taken from the process that has it for a new file in the place of a removed one', async () => {
  using first = soleUse(file);
  using second = soleUse(file);
  first.take();
  await rm(folder, { recursive: true });
  expect(first.isWanted()).toBe(false);
  await mkdir(folder);
  second.take();
  const before = await readdir(folder);
  first.release();
  expect(await readdir(folder)).toEqual(before);
  expect(isInSoleUse(file)).toBe(true);
  second.release();
  // The index of the log, which other libraries share by now.
  first.take();
  await rm(`${file}-shm`);
  await writeFile(`${file}-shm`, 'index');
  first.release();
  expect(await readFile(`${file}-shm`, 'utf8')).toBe('index');
});

it('is not refused for another database whose name begins as a sign does', async () => {
  await writeFile(`${file}-shared.sqlite`, '');
  await writeFile(`${file}-wasm.sqlite`, '');
  using use = soleUse(file);
  use.take();
  expect(use.isWanted()).toBe(false);
  use.release();
});

it('is that of a killed process until another one takes it, or makes way for the other libraries', async () => {
  await takeTurns(1, 'kill');
  expect((await readdir(folder)).sort()).toEqual([
    'cache.sqlite-shm',
    'cache.sqlite-wasm',
    'cache.sqlite.count',
  ]);
  using way = soleUse(file);
  expect(isInSoleUse(file)).toBe(true);
  way.makeWay();
  expect(isInSoleUse(file)).toBe(false);
  await takeTurns(1, 'kill');
  using use = soleUse(file);
  use.take();
  use.release();
});

it('knows which processes have ended', async () => {
  const mark = `import { newMark } from '@superposition/pipeline/internal/store/sqlite/process-mark'; console.log(newMark())`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', mark], {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
  });
  expect(hasEnded(stdout.trim())).toBe(true);
  expect(hasEnded(newMark())).toBe(false);
  // The same number, but started at another time.
  const [machine, pid] = newMark().split('.');
  if (process.platform === 'linux') expect(hasEnded([machine, pid, '1', 'x'].join('.'))).toBe(true);
  expect(hasEnded(stdout.trim().replace(/^[^.]+/, 'elsewhere'))).toBe(false);
  expect(hasEnded('notes.txt')).toBe(false);
});
