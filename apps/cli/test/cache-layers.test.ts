import { chmod, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serverProxy } from '../../../packages/pipeline/test/support/server-proxy.js';
import { temporaryRedis } from '../../../packages/pipeline/test/support/temporary-server.js';
import {
  answer,
  asNobody,
  builtStages,
  folderWithReport,
  readOnly,
  small,
  superposition,
  temporaryFolder,
} from './program.js';

const reporting = ['report', '--json', ...small];

const plannedStates = async (cwd: string, words: readonly string[]) => {
  const { stdout } = await answer(['plan', '--json', ...small, ...words], { cwd });
  return (JSON.parse(stdout) as { state: string }[]).map(({ state }) => state);
};

describe('--cache-read', () => {
  it('uses what another cache has, copies it, and leaves that cache as it is', async () => {
    const theirs = join(await folderWithReport(), '.superposition');
    const before = await readFile(join(theirs, 'cache.sqlite'));
    const cwd = await temporaryFolder();
    const read = ['--cache-read', 'none', '--cache-read', theirs];
    expect(new Set(await plannedStates(cwd, read))).toEqual(new Set(['fresh']));

    const first = await answer([...reporting, ...read], { cwd });
    expect(first.code).toBe(0);
    expect(builtStages(first)).toEqual([]);
    expect(first.stderr).toMatch(
      /^warning: the cache .*none\/cache\.sqlite does not exist; this run goes on without it\n$/,
    );
    expect(before.equals(await readFile(join(theirs, 'cache.sqlite')))).toBe(true);
    expect(await readdir(cwd)).not.toContain('none');
    // The copy is whole.
    expect(await answer(['cache', 'verify'], { cwd })).toMatchObject({ code: 0 });
    expect(builtStages(await answer(reporting, { cwd }))).toEqual([]);
    const report = (folder: string) => readFile(join(folder, 'report.html'));
    expect((await report(cwd)).equals(await report(join(theirs, '..')))).toBe(true);
  });

  it('says when what is pushed is lost, because the other cache may only be read', async () => {
    const theirs = await folderWithReport();
    await readOnly(theirs);
    const cwd = await temporaryFolder();
    await chmod(cwd, 0o777);
    const words = ['get', 'figure-1', '--quiet', ...small, '--cache-read', join(theirs, '.superposition')];
    expect(await superposition(words, { cwd, ...asNobody })).toMatchObject({ code: 0, stderr: '' });
    const pushed = [...words, '--set', 'training.steps=21', '--cache-push'];
    const ended = await superposition(pushed, { cwd, ...asNobody });
    expect(ended.code).toBe(0);
    expect(ended.stderr).toMatch(/^warning: the cache .* may only be read by this user: .*\n$/);
  });

  it('writes nothing for a plan, and nothing to the other cache without --cache-push', async () => {
    const theirs = await temporaryFolder();
    const cwd = await temporaryFolder();
    const list = async (cache: string) =>
      JSON.parse((await answer(['cache', 'ls', '--json', '--cache', cache], { cwd })).stdout) as unknown[];
    const layered = [...small, '--cache-read', theirs];
    await answer(['get', 'geometry', '--json', ...layered, '--cache-push'], { cwd });
    const pushed = (await list(theirs)).length;
    expect(pushed).toBe((await list('.superposition')).length);
    expect(pushed).toBeGreaterThan(0);
    await answer(['get', 'mse.active', ...layered], { cwd });
    expect(await list(theirs)).toHaveLength(pushed);
    const other = ['--cache', 'another', '--cache-read', theirs];
    expect((await plannedStates(cwd, other)).filter((state) => state === 'fresh')).toHaveLength(pushed);
    expect(await list('another')).toEqual([]);
  });
});

describe('options that say where results come from', () => {
  const builtWith = async (cwd: string, ...words: readonly string[]) =>
    builtStages(await answer([...reporting, ...words], { cwd }));

  it('all have an effect where two of them are accepted', async () => {
    const theirs = join(await folderWithReport(), '.superposition');
    const cwd = await temporaryFolder();
    const [cache, read] = [
      ['--cache', 'mine'],
      ['--cache-read', theirs],
    ];
    expect(await builtWith(cwd, ...cache!, ...read!, '--force', 'claims')).toEqual(['claims']);
    expect(await readdir(cwd)).toEqual(['mine', 'report.html']);
    expect(await builtWith(cwd, ...cache!, '--force', 'claims')).toEqual(['claims']);
    const all = await builtWith(cwd, ...cache!, '--cache-mode', 'refresh');
    expect(all.length).toBeGreaterThan(20);

    const edited = ['--set', 'training.steps=21'];
    // With another edit than below: a push takes what its run built, and not what was there.
    const frozen = [...cache!, '--set', 'training.steps=22', '--freeze', 'model'];
    expect(await builtWith(cwd, ...frozen, ...read!, '--force', 'claims')).not.toContain('model[seed=0]');
    expect(await builtWith(cwd, ...frozen, '--force', 'claims')).toContain('claims');

    const pushed = [...cache!, '--cache-read', 'ours', '--cache-push'];
    expect(await builtWith(cwd, ...pushed, '--cache-mode', 'refresh')).toEqual(all);
    expect(await builtWith(cwd, '--cache-read', 'ours')).toEqual([]);
    expect(await builtWith(cwd, ...pushed, ...edited, '--force', 'claims')).toContain('claims');
    expect(await builtWith(cwd, '--cache', 'third', ...edited, '--cache-read', 'ours')).toEqual([]);
  });

  it('look into the other cache without a copy for a check, a stage that is shown, and with a debugger', async () => {
    const theirs = ['--cache-read', join(await folderWithReport(), '.superposition')];
    const cwd = await temporaryFolder();
    const verified = await answer(['report', '--verify', ...small, ...theirs], { cwd });
    expect(verified).toMatchObject({ code: 0, stdout: expect.stringContaining('the same bytes') });
    const shown = await answer(['cache', 'show', 'geometry', '--json', ...small, ...theirs], { cwd });
    const { key } = JSON.parse(shown.stdout) as { readonly key: string };
    expect(await answer(['cache', 'show', key, '--json', ...theirs], { cwd })).toMatchObject({
      code: 0,
      stdout: shown.stdout,
    });
    expect(await readdir(cwd)).toEqual([]);
    const debugged = await answer(['debug', 'geometry[seed=0]', ...small, ...theirs], { cwd });
    expect(debugged).toMatchObject({ code: 0, stdout: expect.stringContaining('does not fail') });
    expect(debugged.stderr).not.toContain('built');
    const again = await answer(['debug', 'geometry[seed=0]', ...small, '--cache-mode', 'refresh'], {
      cwd,
    });
    expect(again.stderr.match(/1 built/g)).toHaveLength(1);
    expect(again.stderr).toMatch(/2 built/);
  });
});

const redis = temporaryRedis();
if (redis === undefined) {
  if (process.env['CI']) throw new Error('CI must test a layer on redis, whose server is not installed');
  process.stderr.write('SKIPPED: a layer on redis is not tested, because its server is not installed\n');
}

it.skipIf(redis === undefined)(
  'a team shares a server below their own caches, and its password is told to nobody',
  async () => {
    await using server = await redis!();
    await using proxy = await serverProxy(server.uri);
    const layers = ['--cache-read', proxy.uri, '--cache-push'];
    const [mine, yours] = [await temporaryFolder(), await temporaryFolder()];
    const first = await answer([...reporting, ...layers], { cwd: mine });
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const second = await answer([...reporting, ...layers], { cwd: yours });
    expect(second).toMatchObject({ code: 0, stderr: '' });
    expect(builtStages(second)).toEqual([]);
    const [theirs, ours] = await Promise.all(
      [yours, mine].map((folder) => readFile(join(folder, 'report.html'))),
    );
    expect(theirs!.equals(ours!)).toBe(true);
    await proxy.close();
    const alone = await temporaryFolder();
    const gone = await answer([...reporting, ...layers], { cwd: alone });
    expect(gone.code).toBe(0);
    expect(gone.stderr).toMatch(/^warning: the cache redis:.*; this run goes on without it\n$/);
    expect(gone.stderr).not.toContain('sesame');
    // What is fresh in the local cache asks no server.
    expect(await answer([...reporting, ...layers], { cwd: alone })).toMatchObject({
      code: 0,
      stderr: '',
    });
  },
);
