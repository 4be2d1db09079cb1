import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readFacts } from '@superposition/report/internal/page/report-facts';
import { describe, expect, it } from 'vitest';
import { answer, folderWithReport, small, superposition, temporaryFolder } from './program.js';

const withGit = ['--quiet', '--set', 'report.git=true', ...small];

function git(cwd: string, ...words: readonly string[]): string {
  const who = [
    '-c',
    'user.name=Someone',
    '-c',
    'user.email=someone@example.org',
    '-c',
    'core.hooksPath=none',
  ];
  return execFileSync('git', [...who, ...words], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: cwd, GIT_CONFIG_NOSYSTEM: '1' },
  }).trim();
}

/** A repository whose folder `experiment` has a report, which is committed. */
async function repository(): Promise<{ readonly root: string; readonly cwd: string }> {
  const root = await temporaryFolder();
  const cwd = join(root, 'experiment');
  await mkdir(cwd);
  const made = await folderWithReport();
  await writeFile(join(cwd, 'report.html'), await readFile(join(made, 'report.html')));
  await writeFile(join(cwd, 'superposition.config.json'), '{}');
  await writeFile(join(root, 'notes.txt'), 'a');
  git(root, 'init', '--quiet');
  git(root, 'add', '.');
  git(root, 'commit', '--quiet', '-m', 'First');
  return { root, cwd };
}

const commitIn = (html: string) =>
  /Git commit <code>([0-9a-f]+)<\/code>(, with files that differ from it)?\./.exec(html)?.slice(1);

describe('report.git', () => {
  it('names the commit, and whether tracked files other than the report differ from it', async () => {
    const { root, cwd } = await repository();
    const report = async () => {
      expect(await answer(['report', ...withGit], { cwd })).toMatchObject({ code: 0, stderr: '' });
      return readFile(join(cwd, 'report.html'), 'utf8');
    };
    const commit = git(root, 'rev-parse', 'HEAD');
    const first = await report();
    expect(commitIn(first)).toEqual([commit, undefined]);
    // The report is tracked, and is another one now. A cache has come, which is not tracked.
    expect(await report()).toBe(first);
    const verified = await answer(['report', '--verify', ...withGit], { cwd });
    expect(verified).toMatchObject({ code: 0, stderr: '' });
    await writeFile(join(root, 'notes.txt'), 'b');
    expect(commitIn(await report())).toEqual([commit, ', with files that differ from it']);
    git(root, 'commit', '--quiet', '--all', '-m', 'Second');
    expect(commitIn(await report())).toEqual([git(root, 'rev-parse', 'HEAD'), undefined]);

    const without = await answer(['report', '--quiet', ...small], { cwd });
    expect(without.code).toBe(0);
    expect(commitIn(await readFile(join(cwd, 'report.html'), 'utf8'))).toBeUndefined();
  });

  it('tells in plain words that there is no repository, no commit or no Git, before any work', async () => {
    const cwd = await temporaryFolder();
    const told = async (env: NodeJS.ProcessEnv = {}) => {
      const { code, stdout, stderr } = await superposition(['report', '--json', ...withGit.slice(1)], {
        cwd,
        env,
      });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      return stderr.split('\n')[0]!.replaceAll(cwd, '~');
    };
    const advice = 'set it to false, or make the report in a repository with a commit';
    expect(await told()).toBe(`superposition: report.git = true: ~ is in no Git repository; ${advice}`);
    expect(await told({ PATH: cwd })).toBe(
      `superposition: report.git = true: Git is not installed, or is not on the PATH; ${advice}`,
    );
    git(cwd, 'init', '--quiet');
    expect(await told()).toBe(
      `superposition: report.git = true: the Git repository ~ has no commit yet; ${advice}`,
    );
  });
});

describe('superposition diff', () => {
  it('compares the report of a commit with the current one, or with that of another commit', async () => {
    const { root, cwd } = await repository();
    const diff = (...words: readonly string[]) => answer(['diff', ...words], { cwd });
    expect(await diff('HEAD')).toMatchObject({ code: 0, stdout: 'the reports say the same\n' });
    const changed = ['--quiet', '--set', 'data.activeProbability=0.3', ...small];
    expect((await answer(['report', ...changed], { cwd })).code).toBe(0);
    const current = await diff('HEAD');
    expect(current.code).toBe(1);
    expect(current.stdout).toContain('data.activeProbability  0.02 → 0.3');
    expect((await diff('HEAD:experiment/report.html')).stdout).toBe(current.stdout);
    expect((await diff('HEAD:./report.html', 'report.html')).stdout).toBe(current.stdout);
    expect((await diff('report.html', 'HEAD')).stdout).toContain('data.activeProbability  0.3 → 0.02');
    git(root, 'commit', '--quiet', '--all', '-m', 'Second');
    expect((await diff('HEAD~1', 'HEAD')).stdout).toBe(current.stdout);
    // From another folder, by the config.
    const config = ['--config', 'experiment/superposition.config.json'];
    expect((await answer(['diff', 'HEAD~1', ...config], { cwd: root })).stdout).toBe(current.stdout);
    // A file that has the name of a commit is the file.
    await writeFile(join(cwd, 'HEAD'), await readFile(join(cwd, 'report.html')));
    expect(await diff('HEAD')).toMatchObject({ code: 0, stdout: 'the reports say the same\n' });
  });

  it('says what is missing', async () => {
    const { root, cwd } = await repository();
    const told = async (...words: readonly string[]) => {
      const { code, stdout, stderr } = await answer(['diff', ...words], { cwd });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      return stderr
        .replace(/^superposition: /, '')
        .replaceAll(root, '~')
        .trimEnd();
    };
    expect(await told('v1')).toBe(
      "~/experiment/v1 cannot be read: it does not exist, and the Git repository ~ has no commit 'v1'",
    );
    expect(await told('HEAD:other.html')).toBe(
      "~/experiment/HEAD:other.html cannot be read: it does not exist, and the commit 'HEAD' has no file other.html: give HEAD:PATH",
    );
    expect(await told('HEAD:experiment')).toContain(
      "the commit 'HEAD' has no file experiment: give HEAD:PATH",
    );
    expect(await told('HEAD:notes.txt')).toContain('HEAD:notes.txt is not a report, or ');
    await rm(join(cwd, 'report.html'));
    expect(await told('HEAD')).toBe(
      'there is no current report ~/experiment/report.html to compare: make it, or name two reports',
    );
    const outside = await answer(['diff', 'HEAD'], { cwd: await temporaryFolder() });
    expect(outside.stderr).toMatch(
      /HEAD cannot be read: it does not exist, and .* is in no Git repository\n$/,
    );
  });
});

it('leaves the facts of a report as they are, so that diff compares reports with and without a commit', async () => {
  const { cwd } = await repository();
  const before = readFacts(await readFile(join(cwd, 'report.html'), 'utf8'))!;
  await answer(['report', ...withGit], { cwd });
  const after = readFacts(await readFile(join(cwd, 'report.html'), 'utf8'))!;
  expect({ ...after, settings: {} }).toEqual({ ...before, settings: {} });
  expect((await answer(['diff', 'HEAD'], { cwd })).stdout).toBe('settings\n  report.git  false → true\n');
});
