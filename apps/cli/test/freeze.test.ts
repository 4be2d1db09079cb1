import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readFacts } from '@superposition/report/internal/page/report-facts';
import { expect, it } from 'vitest';
import { sqliteTable } from '../../../packages/pipeline/src/store/sqlite/sqlite-table.js';
import { answer, builtStages, folderWithReport, small } from './program.js';

const more = [...small, '--set', 'training.steps=30'];
const way = 'made with training.steps = 20 instead of 30';

it('makes a report from models of earlier settings, which says so, and leaves nothing behind', async () => {
  const cwd = await folderWithReport();
  const before = await readFile(join(cwd, 'report.html'), 'utf8');
  const frozen = await answer(['report', '--json', ...more, '--freeze', 'model'], { cwd });
  expect(frozen.code).toBe(0);
  expect(builtStages(frozen).filter((stage) => stage.startsWith('model'))).toEqual([]);
  expect(frozen.stderr).toMatch(new RegExp(`^warning: frozen: model\\[.*, ${way}\n$`));

  const html = await readFile(join(cwd, 'report.html'), 'utf8');
  expect(html).toMatch(
    new RegExp(
      `<div class="error-card" id="frozen" role="note"><p><strong>This report does not follow its settings\\..*<li><code>model\\[seed=0\\]</code> and \\d+ more: ${way}</li>`,
    ),
  );
  expect(html).not.toContain('the same settings give the same bytes');
  const facts = readFacts(html)!;
  expect(facts).toMatchObject({ settings: { training: { steps: 30 } }, frozen: { 'model[seed=0]': way } });
  expect(facts.quantities).toEqual(readFacts(before)!.quantities);

  await writeFile(join(cwd, 'before.html'), before);
  const differing = await answer(['diff', 'before.html', 'report.html'], { cwd });
  expect(differing.stdout).toContain(`\n  model[seed=0]  not frozen → ${way}\n`);

  const runs = JSON.parse((await answer(['runs', '--json'], { cwd })).stdout) as {
    frozen?: string[];
  }[];
  expect(runs.map((run) => run.frozen?.includes('model[seed=0]'))).toEqual([true, undefined]);
  expect((await answer(['runs'], { cwd })).stdout).toMatch(/ model\[.* frozen, /);
  const compared = await answer(['runs', 'diff', '1', '2'], { cwd });
  expect(compared.code).toBe(1);
  expect(compared.stdout).toContain('\nfrozen stages\n  model[seed=0]  not frozen → frozen\n');
  const same = await answer(['runs', 'diff', '2', '1', '--json'], { cwd });
  expect(JSON.parse(same.stdout)).toMatchObject({
    frozen: expect.arrayContaining([{ id: 'model[seed=0]', from: 'frozen' }]),
    quantities: [],
  });

  const unfrozen = await answer(['report', '--json', ...more], { cwd });
  expect(builtStages(unfrozen)).toContain('model[seed=0]');
  const back = await answer(['report', '--quiet', ...small], { cwd });
  expect(back).toMatchObject({ code: 0, stderr: '' });
  expect(await readFile(join(cwd, 'report.html'), 'utf8')).toBe(before);
  expect(before).not.toContain('id="frozen"');
});

it('is told by plan, explain and get, also when they are quiet', async () => {
  const cwd = await folderWithReport();
  const planned = await answer(['plan', '--all', ...more, '--freeze', 'model'], { cwd });
  expect(planned.stdout.split('\n')).toContain(`model[seed=0]  frozen, ${way}`);
  const brief = await answer(['plan', '--quiet', ...more, '--freeze', 'model'], { cwd });
  expect(brief.stdout).toMatch(new RegExp(`^ {2}frozen: model\\[.*, ${way}$`, 'm'));
  const inputs = await answer(['plan', ...more, '--freeze', 'evaluation'], { cwd });
  expect(inputs.stdout.split('\n').filter((line) => line.includes('frozen'))).toEqual([
    '  frozen: evaluation[seed=0], evaluation[seed=1] and 2 more, whatever its inputs are now, unless the cache has its result for the new value of model',
  ]);
  const explained = await answer(['explain', 'model[seed=0]', ...more, '--freeze', 'model*'], { cwd });
  expect(explained.stdout).toBe(`model[seed=0] is frozen, ${way}\n`);
  const got = await answer(['get', 'mse.active', '--quiet', ...more, '--freeze', 'model'], { cwd });
  expect(got.stdout).toBe((await answer(['get', 'mse.active', ...small], { cwd })).stdout);
  expect(got.stderr).toContain(`, ${way}`);
});

it('is not told of a stage whose frozen value is damaged', async () => {
  const cwd = await folderWithReport();
  const shown = await answer(['cache', 'show', 'geometry[seed=0]', '--json', ...small], { cwd });
  const { digest } = JSON.parse(shown.stdout) as { digest: string };
  const table = sqliteTable(join(cwd, '.superposition', 'cache.sqlite'), 'artifacts');
  await table.query("UPDATE artifacts SET value = CAST('spoiled' AS BLOB) WHERE key = ?", digest);
  await table.close();
  // Figure 5 reads it.
  const words = ['report', ...more, '--freeze', 'geometry', '--force', 'figure-5'];
  const ended = await answer(words, { cwd });
  expect(ended.code).toBe(1);
  expect(ended.stderr).toMatch(/^geometry.* FAILED: it is frozen, and its last result is damaged/m);
  expect(ended.stderr).not.toContain('warning: frozen');
  const html = await readFile(join(cwd, 'report.html'), 'utf8');
  expect(html).not.toContain('id="frozen"');
  const runs = JSON.parse((await answer(['runs', '--json'], { cwd })).stdout) as {
    frozen?: string[];
  }[];
  expect(runs[0]).not.toHaveProperty('frozen');
});

it.each([
  [['--freeze', 'modle'], 'there is no stage or family of this name; the nearest are model'],
  [['--freeze', 'model', '--force', 'model[seed=0]'], '--force and --freeze both name model[seed=0]'],
  [['--freeze', 'model', '--verify'], '--freeze takes results from the cache'],
  [['--freeze', 'model', '--cache-mode', 'refresh'], '--freeze takes results from the cache'],
])('refuses %j', async (words, message) => {
  const cwd = await folderWithReport();
  const ended = await answer(['report', ...small, ...words], { cwd });
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(ended.stderr).toContain(message);
});
