import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openStore } from '@superposition/pipeline/internal/store/open-store';
import { digestOf } from '@superposition/pipeline/internal/values/digest';
import { describe, expect, it } from 'vitest';
import { answer, folderWithReport, small, temporaryFolder } from './program.js';

describe('superposition report --verify', () => {
  it('computes everything again, finds the same bytes, and writes nothing', async () => {
    const cwd = await temporaryFolder();
    const none = await answer(['report', '--verify', '--quiet', ...small], { cwd });
    expect(none).toMatchObject({ code: 1 });
    expect(none.stdout).toContain('no stage of these settings is recorded');
    await answer(['report', ...small], { cwd });
    const same = await answer(['report', '--verify', '--quiet', ...small], { cwd });
    expect(same).toMatchObject({ code: 0, stderr: '' });
    expect(same.stdout).toMatch(/^\d+ stages computed again: the same bytes\n$/);

    const path = join(cwd, 'report.html');
    const edited = (await readFile(path, 'utf8')).replace('<h1>', '<h1>Not ');
    await writeFile(path, edited);
    const changed = await answer(['report', '--verify', '--quiet', ...small], { cwd });
    expect(changed.code).toBe(1);
    expect(changed.stdout).toContain('report.html differs from the report that they give');
    expect(await readFile(path, 'utf8')).toBe(edited);

    await rm(path);
    const alone = await answer(['report', '--verify', '--quiet', ...small], { cwd });
    expect(alone.code).toBe(0);
    expect(alone.stdout).toMatch(
      /^\d+ stages computed again: the same bytes; there is no report to compare\n$/,
    );
    await mkdir(path);
    const unreadable = await answer(['report', '--verify', '--quiet', ...small], { cwd });
    expect(unreadable.code).toBe(1);
    expect(unreadable.stdout).toContain(`but the report ${path} cannot be read: it is a folder\n`);
  });

  it('says with which settings the report was made, if it was with others', async () => {
    const cwd = await folderWithReport();
    const other = [...small, '--set', 'training.steps=25'];
    await answer(['report', ...other, '--quiet'], { cwd });
    const { code, stdout } = await answer(['report', '--verify', '--quiet', ...small], { cwd });
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^every stage has the recorded bytes, but .*report\.html was made with training\.steps=25: /,
    );
    const never = await answer(
      [
        'report',
        '--verify',
        '--quiet',
        ...small,
        '--set',
        'training.batchSize=32',
        '--set',
        'training.steps=9',
      ],
      { cwd },
    );
    expect(never.stdout).toMatch(/report\.html was made with training\.steps=25, training\.batchSize=64\n/);
  });

  it('names the first stage that differs, and overwrites nothing', async () => {
    const cwd = await folderWithReport();
    const store = await openStore('.superposition', cwd, () => {});
    const lie = new TextEncoder().encode('another value');
    await store.putArtifact(digestOf(lie), lie);
    for (const stage of ['figure-1', 'evaluation[seed=0]']) {
      const [key] = await store.latest([stage]);
      const [result] = await store.results([key!]);
      await store.putResult({ ...result!, digest: digestOf(lie), size: lie.length });
    }
    await store[Symbol.asyncDispose]();
    const lied = await answer(['report', '--verify', '--json', ...small], { cwd });
    expect(lied.code).toBe(1);
    const verdict = JSON.parse(lied.stdout.trimEnd().split('\n').at(-1)!) as object;
    expect(verdict).toMatchObject({
      kind: 'stage differs',
      stage: 'evaluation[seed=0]',
      recorded: digestOf(lie),
    });
    const again = await answer(['report', '--verify', '--quiet', ...small], { cwd });
    expect(again.stdout).toContain('evaluation[seed=0] is the first stage that differs');
  });
});

describe('superposition diff', () => {
  it('refuses to compare the current report with itself', async () => {
    const cwd = await folderWithReport();
    for (const name of ['report.html', './report.html', join(cwd, 'report.html')]) {
      const { code, stdout, stderr } = await answer(['diff', name], { cwd });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(
        'report.html is the current report, with which a single word is compared: name',
      );
    }
  });

  it('says nothing of a report and itself, and what differs between two', async () => {
    const cwd = await folderWithReport();
    const other = ['--set', 'data.activeProbability=0.05', '--out', 'other.html'];
    await answer(['report', ...small, ...other], { cwd });
    expect(await answer(['diff', 'report.html', 'report.html'], { cwd })).toEqual({
      code: 0,
      stdout: 'the reports say the same\n',
      stderr: '',
    });
    const { code, stdout } = await answer(['diff', 'report.html', 'other.html'], { cwd });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^settings\n {2}data\.activeProbability {2}0\.02 → 0\.05\nquantities\n/);
    expect(stdout).toMatch(/\n {2}mse\.active +[\d.]+ → [\d.]+ +[+-][\d.]+ standard errors\n/);
    expect(stdout).toContain('\nfigures\n');
    expect(stdout).toMatch(/\n {2}figure-1 {2}changed\n/);
    const json = await answer(['diff', 'report.html', 'other.html', '--json'], { cwd });
    expect(JSON.parse(json.stdout)).toMatchObject({
      settings: [{ id: 'data.activeProbability', from: 0.02, to: 0.05 }],
    });
  });

  it.each([
    ['missing.html', 'it does not exist'],
    ['.', 'cannot be read'],
    ['page.html', 'is not a report'],
  ])('refuses %s in plain words', async (name, message) => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'page.html'), '<!doctype html><p>A page');
    const ended = await answer(['diff', name, 'page.html'], { cwd });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(message);
    expect(ended.stderr).not.toMatch(/\n\s+at /);
  });
});
