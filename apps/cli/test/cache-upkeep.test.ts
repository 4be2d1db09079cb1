import { describe, expect, it } from 'vitest';
import {
  answer,
  asNobody,
  builtStages,
  folderWithReport,
  readOnly,
  small,
  superposition,
} from './program.js';

const stagesIn = async (cwd: string) => {
  const { stdout } = await answer(['cache', 'ls', '--json'], { cwd });
  return (JSON.parse(stdout) as { stage: string; key: string }[]).map(({ stage }) => stage).sort();
};

describe('cache drop', () => {
  it('removes the results of a family, a glob, a stage and a key, and the next run makes them again', async () => {
    const cwd = await folderWithReport();
    const before = await stagesIn(cwd);
    const dry = await answer(['cache', 'drop', 'geometry', '--dry-run'], { cwd });
    expect(dry.stdout).toMatch(/^would remove 1 result \(1 of geometry\) and 1 artifacts, \d/);
    expect(await stagesIn(cwd)).toEqual(before);

    const listed = JSON.parse((await answer(['cache', 'ls', '--json'], { cwd })).stdout) as {
      stage: string;
      key: string;
    }[];
    const page = listed.find(({ stage }) => stage === 'page')!.key.slice(0, 12);
    const words = ['geometry', 'model[lossExponent=2,*', 'figure-3', page];
    const dropped = await answer(['cache', 'drop', ...words, '--json'], { cwd });
    const gone = (JSON.parse(dropped.stdout) as { dropped: { stage: string }[] }).dropped;
    expect(gone.map(({ stage }) => stage).sort()).toEqual([
      'figure-3',
      'geometry[seed=0]',
      'model[lossExponent=2,seed=0]',
      'model[lossExponent=2,seed=1]',
      'page',
    ]);
    expect(await answer(['cache', 'verify'], { cwd })).toMatchObject({ code: 0 });
    const planned = await answer(['plan', ...small], { cwd });
    expect(planned.stdout).toMatch(/^ {2}model +2 run .* {2}its last result is no longer in the cache$/m);
    expect(planned.stdout).not.toContain('not in the cache');
    const again = await answer(['report', '--json', ...small], { cwd });
    expect(builtStages(again)).toEqual(gone.map(({ stage }) => stage).sort());
  });

  it('removes nothing when one of its words means nothing', async () => {
    const cwd = await folderWithReport();
    const before = await stagesIn(cwd);
    const { code, stdout, stderr } = await answer(['cache', 'drop', 'page', 'geometri'], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('cache drop geometri: the cache has no result of such a stage, family or key');
    expect(stderr).toContain('the nearest are geometry');
    expect(await stagesIn(cwd)).toEqual(before);
  });
});

it.each([[['drop', 'model']], [['prune', '--cache-budget', '0', '--now']], [['clear']]])(
  'cache %j does not say that it removed what it may not remove',
  async (words) => {
    const cwd = await folderWithReport();
    const before = await stagesIn(cwd);
    const give = await readOnly(cwd);
    const ended = await superposition(['cache', ...words], { cwd, ...asNobody });
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toContain('cache.sqlite may only be read by this user');
    await give();
    expect(await stagesIn(cwd)).toEqual(before);
  },
);

describe('cache prune', () => {
  it('says why results stay, and with --now keeps only the last run', async () => {
    const cwd = await folderWithReport();
    const all = (await stagesIn(cwd)).length;
    // The drawings of the page are kept beside the results of the stages.
    const ofStages = all - 1;
    await answer(['report', '--quiet', ...small, '--set', 'report.title=another'], { cwd });
    const prune = (...words: string[]) => answer(['cache', 'prune', ...words], { cwd });
    expect((await prune()).stdout).toMatch(
      new RegExp(
        `^removed 0 .* stay\n  ${all + 1} results stay: they fit into the budget of 1 GiB \\(1\\.07 GB\\)\n$`,
      ),
    );
    expect((await prune('--older-than', '30d')).stdout).toMatch(
      new RegExp(`^removed 0 .* stay\n  ${all + 1} results stay: they were used within 30 days\n$`),
    );
    expect((await prune('--cache-budget', '1kB')).stdout).toMatch(
      new RegExp(
        `^removed 0 .*\n  ${ofStages} results stay: they belong to the last run that built something\n  2 results stay: they were used within two hours, .*'cache prune --now' removes them\\)\n$`,
      ),
    );
    const dry = await prune('--cache-budget', '1kB', '--now', '--dry-run');
    const now = await prune('--cache-budget', '1kB', '--now');
    expect(now.stdout).toMatch(
      new RegExp(
        `^removed 2 results .*\n  ${ofStages} results stay: they belong to the last run that built something\n$`,
      ),
    );
    expect(dry.stdout.replace('would remove', 'removed').replace('would stay', 'stay')).toBe(now.stdout);
    expect(await stagesIn(cwd)).toHaveLength(ofStages);
  });
});

it.each([
  ['cache', '--help'],
  ['help', 'cache'],
])('%s %s shows the help of the commands for the cache', async (...words) => {
  const cwd = await folderWithReport();
  const { code, stdout, stderr } = await answer(words, { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('superposition cache drop STAGE|FAMILY|GLOB|KEY...');
  expect(stdout).not.toContain('superposition report');
});
