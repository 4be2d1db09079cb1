import { execFile, execFileSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { checkout } from './checkout.js';
import { builtStages, eventsOf, folderWithReport, small, superposition, temporaryFolder } from './program.js';

// This config trains for an hour on any machine, unless it is interrupted. Its sweeps would have shorter trainings.
const endless = [
  'training.steps=1000000',
  'training.batchSize=4096',
  'sweeps.neurons.values=[]',
  'sweeps.neuronsByProbability.values={"neurons":[]}',
].flatMap((setting) => ['--set', setting]);
const nobody = 65_534;

describe('bad input', () => {
  it.each([
    [['--frobnicate'], 'unknown option'],
    [['report', '--config', 'missing.ts'], 'missing.ts does not exist'],
    [['report', '--set', 'model.neurons=0'], 'model.neurons = 0: must be an integer 1 … '],
    [['report', '--cache', 'mongodb://x'], "unknown kind of cache 'mongodb:'"],
    [['report', '--out', 'no/such/folder.html'], 'its folder does not exist'],
    [['report', '--out', '.'], 'it is not a file'],
  ])('%j exits with 2, in plain words', async (words, message) => {
    const cwd = await temporaryFolder();
    const ended = await superposition(words, { cwd });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(message);
    expect(ended.stderr).not.toMatch(/\n\s+at /);
  });

  it('finds an output that may not be written before any work', async () => {
    const cwd = await temporaryFolder();
    await mkdir(join(cwd, 'mine'));
    await chmod(join(cwd, 'mine'), 0o555);
    await chmod(cwd, 0o755);
    const ended = await superposition(
      ['report', ...small, '--cache', 'memory:', '--out', 'mine/report.html'],
      // Root ignores permissions, and only root can start a program as another user.
      { cwd, ...(process.getuid?.() === 0 && { uid: nobody }) },
    );
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain('permission denied');
  });
});

it('tells the author of a figure, in plain words, that its task was not built', async () => {
  const root = await checkout();
  const file = join(root, 'packages', 'report', 'dist', 'tasks', 'manifest.json');
  const task = '@superposition/report/figures/figure-9#figure9';
  const manifest = JSON.parse(await readFile(file, 'utf8')) as { tasks: Record<string, object> };
  expect(manifest.tasks).toHaveProperty([task]);
  delete manifest.tasks[task];
  await writeFile(file, JSON.stringify(manifest));
  const program = join(root, 'apps', 'cli', 'dist', 'main.js');
  const ended = await superposition(['report', '--quiet', ...small], { cwd: root, program });
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(ended.stderr).toBe(
    `superposition: there is no built code for the task ${task}: add it to the tasks that its package hands to bundleTasks, and build the package\n`,
  );
});

describe('a cache that cannot be used', () => {
  it('is one warning, and the report is made without it', async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'file'), 'no folder');
    const ended = await superposition(['report', ...small, '--cache', 'file'], { cwd });
    expect(ended.code).toBe(0);
    expect(ended.stderr.match(/warning: /g)).toHaveLength(1);
    expect(ended.stderr).toContain('this run goes on without a cache');
  });

  it('is set aside when it is damaged', async () => {
    const cwd = await temporaryFolder();
    await mkdir(join(cwd, '.superposition'));
    await writeFile(
      join(cwd, '.superposition', 'cache.sqlite'),
      'not a database, but long enough to look at'.repeat(10),
    );
    const ended = await superposition(['report', ...small], { cwd });
    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain('was damaged: it is kept as');
    expect(await readdir(join(cwd, '.superposition'))).toContain('cache.sqlite.damaged-1');
    expect(builtStages(await superposition(['report', '--json', ...small], { cwd }))).toEqual([]);
  });
});

describe('a full disk', () => {
  // Only root can mount a small disk to fill, and in a container not even root may. CI can.
  const onSmallDisk = async (
    context: TestContext,
    kilobytes: number,
    action: (disk: string) => Promise<void>,
  ) => {
    const disk = join(await temporaryFolder(), 'disk');
    await mkdir(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', disk], { stdio: 'pipe' });
    } catch (error) {
      if (process.env['CI']) throw error;
      const skipped = `a full disk was not tested, because none can be mounted: ${(error as Error).message}`;
      process.stderr.write(`SKIPPED: ${skipped}\n`);
      context.skip(skipped);
    }
    try {
      await action(disk);
    } finally {
      execFileSync('umount', [disk]);
    }
  };

  it('under the cache costs the cache, not the report', async (context) => {
    await onSmallDisk(context, 200, async (disk) => {
      const cwd = await temporaryFolder();
      const ended = await superposition(['report', ...small, '--cache', disk], { cwd });
      expect(ended.code).toBe(0);
      expect(ended.stderr.match(/warning: /g)).toHaveLength(1);
      expect(ended.stderr).toContain('later results of this run are not cached');
    });
  });

  it('under the output leaves the previous report intact, and exits with 1', async (context) => {
    await onSmallDisk(context, 1_000, async (disk) => {
      const cwd = await temporaryFolder();
      const out = join(disk, 'report.html');
      await writeFile(out, 'the previous one');
      const ended = await superposition(['report', ...small, '--out', out], { cwd });
      expect(ended.code).toBe(1);
      expect(ended.stderr).toContain('the disk is full; the previous one is unchanged');
      expect(await readFile(out, 'utf8')).toBe('the previous one');
      expect(await readdir(disk)).toEqual(['report.html']);
    });
  });

  it('under the export of a cache leaves the previous export intact, and exits with 1', async (context) => {
    await onSmallDisk(context, 100, async (disk) => {
      const cwd = await folderWithReport();
      const out = join(disk, 'results.cache');
      await writeFile(out, 'the previous one');
      const ended = await superposition(['cache', 'export', out], { cwd });
      expect(ended).toEqual({
        code: 1,
        stdout: '',
        stderr: `superposition: the export could not be written to ${out}: the disk is full; the previous one is unchanged\n`,
      });
      expect(await readFile(out, 'utf8')).toBe('the previous one');
      expect(await readdir(disk)).toEqual(['results.cache']);
    });
  });

  it('under the cache that an import fills makes it fail, and it tells of nothing imported', async (context) => {
    await onSmallDisk(context, 100, async (disk) => {
      const cwd = await folderWithReport();
      await superposition(['cache', 'export', 'results.cache'], { cwd });
      const ended = await superposition(['cache', 'import', 'results.cache', '--cache', disk], { cwd });
      expect(ended).toMatchObject({ code: 1, stdout: '' });
      expect(ended.stderr).toContain('disk is full');
    });
  });

  it('under the copy of a pipe costs the import, and nothing is left of the copy', async (context) => {
    await onSmallDisk(context, 100, async (disk) => {
      const cwd = await folderWithReport();
      await superposition(['cache', 'export', 'results.cache'], { cwd });
      execFileSync('mkfifo', [join(cwd, 'fifo')]);
      const giving = execFile('cp', ['results.cache', 'fifo'], { cwd });
      const ended = await superposition(['cache', 'import', 'fifo', '--cache', 'other'], {
        cwd,
        env: { TMPDIR: disk },
      });
      giving.kill();
      expect(ended).toMatchObject({ code: 1, stdout: '' });
      expect(ended.stderr).toContain(`it cannot be copied to ${disk}: the disk is full`);
      expect(await readdir(disk)).toEqual([]);
      expect((await superposition(['cache', 'ls', '--cache', 'other'], { cwd })).stdout).toBe('');
    });
  });
});

describe('interruption', () => {
  it('ends at once with 130, keeps what had finished and the previous report', async () => {
    const cwd = await temporaryFolder();
    await superposition(['report', ...small], { cwd });
    const before = await stat(join(cwd, 'report.html'));
    const slow = ['report', '--json', ...small, '--set', 'training.seeds=[7]', ...endless];
    let interrupted = false;
    const ended = await superposition(slow, {
      cwd,
      onLine: (line, child) => {
        if (interrupted || !line.includes('"progress"')) return;
        interrupted = true;
        child.kill('SIGINT');
      },
    });
    expect(ended.code).toBe(130);
    expect(ended.stderr).toBe('superposition: interrupted: no stage had finished\n');
    expect(eventsOf(ended).some(({ type }) => type === 'built')).toBe(false);
    expect((await stat(join(cwd, 'report.html'))).mtimeMs).toBe(before.mtimeMs);
    expect(builtStages(await superposition(['report', '--json', ...small], { cwd }))).toEqual([]);
    expect((await readdir(cwd)).sort()).toEqual(['.superposition', 'report.html']);
  });

  it.each([
    [[], /^superposition: interrupted: what (one stage|\d+ stages) had made is in the cache\n$/],
    [['--cache-mode', 'off'], /^superposition: interrupted: nothing is kept\n$/],
    [['--cache', 'memory:'], /^superposition: interrupted: nothing is kept\n$/],
  ])('says what was kept (%j)', async (words, message) => {
    const cwd = await temporaryFolder();
    let built = 0;
    const ended = await superposition(
      ['report', '--json', ...words, ...small, '--set', 'training.seeds=[7]'],
      {
        cwd,
        onLine: (line, child) => {
          if (line.includes('"type":"built"') && ++built === 1) child.kill('SIGINT');
        },
      },
    );
    expect(ended.code).toBe(130);
    expect(ended.stderr).toMatch(message);
  });
});
