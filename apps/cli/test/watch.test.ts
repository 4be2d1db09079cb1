import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderWithReport, putFile, small, superposition, temporaryFolder } from './program.js';
import { childrenOf, gone, watching } from './watching.js';

const config = 'superposition.config.json';
const endless = { training: { steps: 1_000_000, batchSize: 4096, seeds: [7] } };

/** A folder with a config, and a function that changes the config. In the folder of a report, what `base` needs is there. */
async function project(settings: object, folder = temporaryFolder()) {
  const cwd = await folder;
  const configure = (text: object | string) =>
    putFile(join(cwd, config), typeof text === 'string' ? text : JSON.stringify(text));
  await configure(settings);
  return { cwd, configure };
}

// A setting of the command line would override that of the file, so these settings are left to the file.
const fixed = small.filter((_, index) => !/^(training|evaluation)/.test(small[index | 1]!));
const base = { training: { steps: 20, batchSize: 64, seeds: 2 }, evaluation: { samples: 500 } };

it('runs what depends on an edit of the config, writes what report would, and runs nothing for its own outputs', async () => {
  const { cwd, configure } = await project(base, folderWithReport());
  const watch = await watching(fixed, { cwd });
  await watch.next('report');
  // We touch the config, write another file beside it, and replace the config by a file of the same content.
  await utimes(join(cwd, config), new Date(), new Date());
  await writeFile(join(cwd, 'notes.txt'), 'not a config');
  await configure(base);

  await configure({ ...base, report: { title: 'Another title' } });
  expect(await watch.next('revision')).toEqual({ type: 'revision', revision: 2, changed: [config] });
  await watch.next('report');
  expect(watch.reasonsIn(2)).toMatchInlineSnapshot(`
    [
      "page runs: settings.report.asksQuestion changed true → (absent); settings.report.title changed "Computation in superposition" → "Another title"",
      "page built",
    ]
  `);
  const written = await readFile(join(cwd, 'report.html'), 'utf8');
  expect(written).not.toContain('EventSource');
  const reported = await superposition(['report', ...fixed, '--out', 'again.html'], { cwd });
  expect(reported.stdout).toMatch(/^\d+ stages: \d+ fresh, in /);
  expect(await readFile(join(cwd, 'again.html'), 'utf8')).toBe(written);

  await rm(join(cwd, config));
  await mkdir(join(cwd, 'settings'));
  await writeFile(join(cwd, 'settings', 'base.ts'), `export const base = ${JSON.stringify(base)};`);
  await putFile(
    join(cwd, 'superposition.config.ts'),
    "import { base } from './settings/base.js';\nexport default base;",
  );
  await watch.next('revision', ({ changed }) => String(changed).includes('superposition.config.ts'));
  await watch.next('report');
  await putFile(
    join(cwd, 'settings', 'base.ts'),
    `export const base = ${JSON.stringify({ ...base, report: { title: 'From a module' } })};`,
  );
  const { revision, changed } = await watch.next('revision');
  expect(changed).toEqual(['settings/base.ts']);
  await watch.next('report');
  expect(watch.reasonsIn(revision!)).toEqual([
    'page runs: settings.report.asksQuestion changed true → (absent); settings.report.title changed "Computation in superposition" → "From a module"',
    'page built',
  ]);
});

it('asks a cache of --cache-read again in each run, and says once that it is away', async () => {
  const { cwd, configure } = await project(base, folderWithReport());
  const watch = await watching([...fixed, '--cache-read', 'shared'], { cwd });
  await watch.next('report');
  await configure({ ...base, report: { title: 'another' } });
  await watch.next('report');
  const edited = { ...base, training: { ...base.training, steps: 21 } };
  await putFile(join(cwd, 'edited.json'), JSON.stringify(edited));
  const made = await superposition(
    ['report', ...fixed, '--config', 'edited.json', '--cache', 'shared', '--out', 'edited.html'],
    { cwd },
  );
  expect(made).toMatchObject({ code: 0 });
  await configure(edited);
  await watch.next('revision');
  await watch.next('report');
  expect(watch.reasonsIn(3).filter((line) => line.endsWith(' built'))).toEqual([]);
  const told = `${JSON.stringify(watch.lines)}${watch.stderr()}`;
  expect(told.match(/this run goes on without it/g)).toHaveLength(1);
});

it('tells what is wrong with a config, and goes on when it is mended', async () => {
  const { cwd, configure } = await project({ training: { steps: 0 } }, folderWithReport());
  const watch = await watching(fixed, { cwd });
  const problem = await watch.next('problem');
  expect(problem['message']).toContain('training.steps = 0: must be an integer');
  await configure('{ "training": ');
  expect((await watch.next('problem'))['message']).toContain(`${config} cannot be read`);
  await configure(base);
  await watch.next('report');
});

it('tells nothing of a config that it read while it was written, and all of one that stays so', async () => {
  const { cwd } = await project(base, folderWithReport());
  const title = join(cwd, 'title.ts');
  await putFile(title, "export const title = 'First';");
  await putFile(
    join(cwd, 'superposition.config.ts'),
    `import { title } from './title.js';\nexport default { ...${JSON.stringify(base)}, report: { title } };`,
  );
  const watch = await watching(fixed, { cwd });
  await watch.next('report');
  // The half-written module itself writes the rest when it is read. So the rest comes neither too early nor too late.
  await putFile(
    title,
    `import { writeFileSync } from 'node:fs';
     writeFileSync(${JSON.stringify(title)}, "export const title = 'Whole';");
     throw new Error('cut short');`,
  );
  await watch.next('report');
  expect(await readFile(join(cwd, 'report.html'), 'utf8')).toContain('<title>Whole</title>');
  await writeFile(title, 'export const title =');
  await watch.next('problem');
});

it('drops the edits between, and never runs two revisions at once', async () => {
  // A revision may read the config that the next edit has written. It must not find everything fresh and finish then.
  const { cwd, configure } = await project(endless);
  const watch = await watching(fixed, { cwd });
  await watch.next('progress');
  await configure({ ...endless, data: { activeProbability: 0.3 } });
  await watch.next('revision');
  await configure({ ...endless, data: { activeProbability: 0.4 } });
  await watch.next('revision');
  await configure(base);
  await watch.next('report');
  // No event of a revision comes after a later revision has begun.
  const runs = watch.lines.flatMap(({ type, revision }) =>
    ['planned', 'started', 'progress', 'built', 'finished'].includes(type) ? [revision!] : [],
  );
  expect(runs).toEqual([...runs].sort((a, b) => a - b));
  const finished = watch.lines.filter(({ type }) => type === 'finished');
  expect(finished.map(({ revision }) => revision)).toEqual([4]);
});

it('leaves nothing behind when it is interrupted or told to end', async () => {
  for (const [signal, times] of [
    ['SIGINT', 1],
    ['SIGTERM', 1],
    ['SIGINT', 2],
  ] as const) {
    const { cwd } = await project(endless);
    const watch = await watching(fixed, { cwd });
    await watch.next('progress');
    const [session] = await childrenOf(watch.child.pid!);
    for (let time = 0; time < times; time++) watch.child.kill(signal);
    expect(await watch.ended).toBe(130);
    await gone(session!);
    await expect(fetch(watch.address)).rejects.toThrow('fetch failed');
    expect((await readdir(cwd)).sort()).toEqual(['.superposition', config]);
    expect((await readdir(join(cwd, '.superposition'))).filter((name) => name.endsWith('-wal'))).toEqual([]);
  }
});

it('ends its session when it is killed outright, and starts another when the session is', async () => {
  const { cwd, configure } = await project(endless);
  const watch = await watching(fixed, { cwd });
  await watch.next('progress');
  const [first] = await childrenOf(watch.child.pid!);
  process.kill(first!, 'SIGKILL');
  expect((await watch.next('session lost'))['message']).toContain('SIGKILL');
  await configure({ ...endless, data: { activeProbability: 0.3 } });
  await watch.next('progress');
  const [second] = await childrenOf(watch.child.pid!);
  expect(second).not.toBe(first);
  watch.child.kill('SIGKILL');
  expect(await watch.ended).toBe('SIGKILL');
  await gone(second!);
});

it.each([
  ['--force', 'figure-9'],
  ['--cache-mode', 'refresh'],
])('computes what it is asked to compute again once: %s %s', async (...again) => {
  const { cwd, configure } = await project(base, folderWithReport());
  const watch = await watching([...fixed, ...again], { cwd });
  await watch.next('report');
  await configure({ ...base, report: { title: 'Another title' } });
  await watch.next('report');
  expect(watch.reasonsIn(2).filter((line) => line.endsWith('built'))).toEqual(['page built']);
});

it('does not start on a port that is taken', async () => {
  const { cwd } = await project(base, folderWithReport());
  const watch = await watching(fixed, { cwd });
  const { port } = new URL(watch.address);
  const ended = await superposition(['watch', '--port', port, ...fixed], { cwd });
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(ended.stderr).toContain(`--port ${port} cannot be used: another program has it`);
});
