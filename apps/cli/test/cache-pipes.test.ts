import { execFileSync, spawn } from 'node:child_process';
import { lstat, mkdir, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtProgram, type Ended, folderWithReport, superposition, temporaryFolder } from './program.js';

/** Runs commands of bash, in which `superposition` is the program. No temporary file of theirs may stay. */
async function bash(commands: string, cwd: string): Promise<Ended> {
  const TMPDIR = await temporaryFolder();
  const program = `superposition() { '${process.execPath}' '${builtProgram}' "$@"; }; set -o pipefail;`;
  const ended = await new Promise<Ended>((resolve, reject) => {
    const child = spawn('bash', ['-c', `${program} ${commands}`], {
      cwd,
      env: { PATH: process.env['PATH'], HOME: cwd, TMPDIR },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  expect(await readdir(TMPDIR)).toEqual([]);
  return ended;
}

async function keysIn(cwd: string, cache: string): Promise<readonly string[]> {
  const { stdout } = await superposition(['cache', 'ls', '--json', '--cache', cache], { cwd });
  return (JSON.parse(stdout) as { key: string }[]).map(({ key }) => key).sort();
}

describe('superposition cache import', () => {
  it.each([
    'cat results.cache | superposition cache import /dev/stdin --cache other',
    'superposition cache import <(cat results.cache) --cache other',
    'superposition cache import /dev/stdin --cache other < results.cache',
    'mkfifo pipe; cat results.cache > pipe & superposition cache import pipe --cache other',
  ])('takes everything from what can be read only once: %s', async (commands) => {
    const cwd = await folderWithReport();
    await superposition(['cache', 'export', 'results.cache'], { cwd });
    const { code, stdout, stderr } = await bash(commands, cwd);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^imported \d+ results and \d+ artifacts from /);
    expect(await keysIn(cwd, 'other')).toEqual(await keysIn(cwd, '.superposition'));
  });

  it.each([
    ['head -c 100000 results.cache', 'record \\d+: it is cut short'],
    ['cat results.cache results.cache', 'record \\d+: something follows after the end'],
    ['true', 'it is empty'],
    ['yes', 'it is not an export of a cache'],
    ['yes superposition-cache/1', 'an earlier version .*'],
  ])('takes nothing from a pipe with a bad export: %s', async (command, why) => {
    const cwd = await folderWithReport();
    await superposition(['cache', 'export', 'results.cache'], { cwd });
    const { code, stdout, stderr } = await bash(
      `superposition cache import <(${command} 2>&-) --cache other`,
      cwd,
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^superposition: nothing was imported from /dev/fd/\\d+: ${why}\n$`));
    expect(await keysIn(cwd, 'other')).toEqual([]);
  });

  it('refuses what is neither a file nor a pipe', async () => {
    const cwd = await temporaryFolder();
    await mkdir(join(cwd, 'folder'));
    for (const place of ['/dev/zero', join(cwd, 'folder')]) {
      const ended = await superposition(['cache', 'import', place], { cwd });
      expect(ended).toEqual({
        code: 2,
        stdout: '',
        stderr: `superposition: nothing was imported from ${place}: it is neither a file nor a pipe\n`,
      });
    }
  });

  it('says that a pipe cannot be copied where there is no folder for it', async () => {
    const cwd = await folderWithReport();
    const command =
      'superposition cache export /dev/stdout | TMPDIR=/no/such superposition cache import /dev/stdin';
    const { stderr } = await bash(command, cwd);
    expect(stderr).toContain('it cannot be copied to /no/such: its folder does not exist; TMPDIR can name');
  });
});

describe('superposition cache export', () => {
  it('writes into a pipe what it writes into a file, and nothing else', async () => {
    const cwd = await folderWithReport();
    await superposition(['cache', 'export', 'results.cache'], { cwd });
    const { code, stdout, stderr } = await bash(
      'superposition cache export /dev/stdout | cmp - results.cache && superposition cache export >(cat > copy)',
      cwd,
    );
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(
      /^exported \d+ results to \/dev\/stdout\nexported \d+ results to \/dev\/fd\/\d+\n$/,
    );
    execFileSync('mkfifo', [join(cwd, 'fifo')]);
    // The program waits for its reader.
    const writing = superposition(['cache', 'export', 'fifo', '--json'], { cwd });
    expect(await readFile(join(cwd, 'fifo'))).toEqual(await readFile(join(cwd, 'results.cache')));
    expect(await writing).toMatchObject({ code: 0, stdout: '' });
    expect((await lstat(join(cwd, 'fifo'))).isFIFO()).toBe(true);
  });

  it('fails in plain words when its reader goes away, and does not wait for it', async () => {
    const cwd = await folderWithReport();
    const { code, stderr } = await bash('superposition cache export /dev/stdout | head -c 10', cwd);
    expect(code).toBe(1);
    expect(stderr).toBe(
      'superposition: the export could not be written to /dev/stdout: its reader went away\n',
    );
  });

  it('writes nothing into a pipe from a cache without results', async () => {
    const cwd = await folderWithReport();
    await superposition(['cache', 'clear'], { cwd });
    const { code, stdout, stderr } = await bash('superposition cache export /dev/stdout | cat', cwd);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/holds no results, so nothing is exported\n$/);
  });
});

describe('Ctrl-C', () => {
  it.each([
    ['export', 'r'],
    ['import', 'w'],
  ])('ends an %s at once that waits for the other end of a pipe', async (command, flags) => {
    const cwd = await folderWithReport();
    execFileSync('mkfifo', [join(cwd, 'fifo')]);
    const child = spawn(process.execPath, [builtProgram, 'cache', command, 'fifo'], { cwd, stdio: 'ignore' });
    const ended = new Promise((resolve) => child.on('close', resolve));
    // This resolves when the program has opened the pipe. We then neither read nor write all, so the program waits.
    await using other = await open(join(cwd, 'fifo'), flags);
    if (command === 'export') await other.read(Buffer.alloc(10));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect((await readdir(cwd)).sort()).toEqual(['.superposition', 'fifo', 'report.html']);
  });
});
