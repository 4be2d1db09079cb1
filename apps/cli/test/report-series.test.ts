import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { programWithTasks } from './broken-task.js';
import {
  answer,
  builtStages,
  eventsOf,
  small,
  smallConfig,
  superposition,
  temporaryFolder,
} from './program.js';

const series = (cwd: string, ...words: readonly string[]) => answer(['report', ...small, ...words], { cwd });

const pages = async (cwd: string) => (await readdir(cwd)).filter((name) => name.endsWith('.html')).sort();

/** The addresses that a page links to. */
const linksOf = (html: string) => Array.from(html.matchAll(/href="([^"]*)"/g), ([, address]) => address!);

/** The events of `--json` that only a series has. */
interface SeriesEvent {
  readonly type: string;
  readonly [key: string]: unknown;
}

describe('superposition report with a list of values', () => {
  it('says first what it works with', async () => {
    const cwd = await temporaryFolder();
    const words = ['--only', 'figure-1', '--cache-mode', 'off', '--set', 'training.steps=5,6'];
    const ended = await series(cwd, ...words);
    expect(ended.code).toBe(0);
    expect(ended.stderr).toMatch(
      /^config {3}none found in .*: the defaults, .*\ncache {4}none .*\nreport 1 of 2: /,
    );
  });

  it('makes a report for each value, computes once what they share, and compares them on a page', async () => {
    const cwd = await temporaryFolder();
    const ended = await series(cwd, '--json', '--set', 'evaluation.samples=500,600');
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const names = ['report.evaluation.samples=500.html', 'report.evaluation.samples=600.html'];
    expect(await pages(cwd)).toEqual([...names, 'report.html']);
    const events = eventsOf(ended) as unknown as readonly SeriesEvent[];
    const trained = events.filter(({ type, stage }) => type === 'built' && stage === 'model[seed=0]');
    expect(trained).toHaveLength(1);
    expect(events.filter(({ type }) => type === 'point')).toEqual(
      [500, 600].map((samples, index) => ({
        type: 'point',
        point: index + 1,
        points: 2,
        settings: { 'evaluation.samples': samples },
      })),
    );
    expect(events.filter(({ type }) => type === 'report')).toMatchObject(
      [500, 600].map((samples, index) => ({
        path: join(cwd, names[index]!),
        settings: { 'evaluation.samples': samples },
      })),
    );
    expect(events.at(-1)).toMatchObject({
      type: 'index',
      path: join(cwd, 'report.html'),
      reports: 2,
      failed: 0,
    });

    const html = await readFile(join(cwd, 'report.html'), 'utf8');
    expect(linksOf(html).map((address) => decodeURIComponent(address))).toEqual(
      names.map((name) => `./${name}`),
    );
    expect(html).toContain(
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    );
    expect(html).not.toMatch(/<script|https?:|url\(|@import/);
    expect(html).not.toContain(cwd);

    // The report of a point is that of the same setting alone, and the series knows its results.
    const alone = await series(cwd, '--json', '--set', 'evaluation.samples=600', '--out', 'alone.html');
    expect(builtStages(alone)).toEqual([]);
    expect(await readFile(join(cwd, 'alone.html'), 'utf8')).toBe(
      await readFile(join(cwd, names[1]!), 'utf8'),
    );
    const again = await series(cwd, '--quiet', '--set', 'evaluation.samples=500,600');
    expect(again).toEqual({
      code: 0,
      stderr: '',
      stdout: `${pathToFileURL(join(cwd, 'report.html')).href}\n`,
    });
    expect(await readFile(join(cwd, 'report.html'), 'utf8')).toBe(html);
    const runs = JSON.parse((await answer(['runs', '--json'], { cwd })).stdout) as {
      report: string;
    }[];
    expect(runs.map(({ report }) => report).reverse()).toEqual([...names, 'alone.html', ...names]);
  });

  it('makes the product of two lists, of choices and of lists too, beside --out', async () => {
    const cwd = await temporaryFolder();
    await mkdir(join(cwd, 'out'));
    const lists = ['--set', 'training.schedule=cosine,constant', '--set', 'sweeps.neurons.values=[2,3],[]'];
    const ended = await series(cwd, '--quiet', '--cache-mode', 'off', '--out', 'out/all.html', ...lists);
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(await readdir(join(cwd, 'out'))).toEqual(
      [
        'all.html',
        ...['cosine', 'constant'].flatMap((schedule) =>
          ['[2,3]', '[]'].map(
            (values) => `all.training.schedule=${schedule},sweeps.neurons.values=${values}.html`,
          ),
        ),
      ].sort(),
    );
    expect(await readdir(cwd)).toEqual(['out']);
  });

  it.each([
    ['--only figure-1,sweeps', 'sweeps.neurons.values=[2,3],[]', '--only sweeps: this report has no sweeps'],
    ['--quiet', 'report.git=false,true', 'is in no Git repository'],
  ])('makes none where one of them cannot be made: %s --set %s', async (words, lists, why) => {
    const cwd = await temporaryFolder();
    const ended = await series(
      cwd,
      ...words.split(' '),
      '--set',
      'sweeps.neuronsByProbability.values.neurons=[]',
      '--set',
      lists,
    );
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(why);
    expect(await readdir(cwd)).toEqual([]);
  });

  it('puts the reports where the index page is that a link leads to', async () => {
    const cwd = await temporaryFolder();
    await mkdir(join(cwd, 'real'));
    await symlink(join('real', 'index.html'), join(cwd, 'report.html'));
    expect(await series(cwd, '--quiet', '--set', 'evaluation.samples=500,600')).toMatchObject({ code: 0 });
    expect(await readdir(join(cwd, 'real'))).toEqual([
      'index.evaluation.samples=500.html',
      'index.evaluation.samples=600.html',
      'index.html',
    ]);
  });

  it('makes the other reports when one cannot be made', async () => {
    const cwd = await temporaryFolder();
    const program = await programWithTasks({
      '@superposition/report/page#page': `export function page(_, { settings }) {
        if (settings.evaluation.samples === 500) throw new Error('no <page>');
        return { title: 'T', body: '', contents: [], figures: [], facts: { quantities: {}, claims: {} } };
      }`,
    });
    const words = ['report', '--json', ...small, '--set', 'evaluation.samples=500,600'];
    const ended = await superposition(words, { cwd, program });
    expect(ended.code).toBe(1);
    expect(await pages(cwd)).toEqual(['report.evaluation.samples=600.html', 'report.html']);
    const events = eventsOf(ended) as unknown as readonly SeriesEvent[];
    expect(events.find(({ type }) => type === 'problem')).toEqual({
      type: 'problem',
      message: 'the page could not be made, so no report is written',
      settings: { 'evaluation.samples': 500 },
    });
    const html = await readFile(join(cwd, 'report.html'), 'utf8');
    expect(linksOf(html)).toEqual(['./report.evaluation.samples%3D600.html']);
    expect(html).toContain('the page could not be made');
    // The command that looks into the stage means the report in which it failed.
    await writeFile(join(cwd, 'small.json'), smallConfig);
    const again = ['report', '--config', 'small.json', '--set', 'evaluation.samples=500,600'];
    const told = await superposition(again, { cwd, program });
    expect(told.stderr).toContain(
      '\n  superposition debug page --set evaluation.samples=500 --config small.json\n',
    );
  });

  it('ends when it is interrupted, and leaves the earlier page', async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'report.html'), 'earlier');
    const words = ['report', '--json', ...small, '--set', 'training.steps=20,1000000'];
    const ended = await superposition(words, {
      cwd,
      onLine(line, child) {
        if (line.includes('"point":2') && !child.killed) child.kill('SIGINT');
      },
    });
    expect(ended.code).toBe(130);
    expect(await pages(cwd)).toEqual(['report.html', 'report.training.steps=20.html']);
    expect(await readFile(join(cwd, 'report.html'), 'utf8')).toBe('earlier');
  });

  it.each<readonly [command: string, setting: string, message: string]>([
    ['report', 'training.steps=20,-1', 'training.steps = -1: must be an integer'],
    ['report', 'training.steps=20,,30', '--set training.steps=20,,30: a value of the list is empty'],
    ['report', 'trainig.steps=20,30', 'trainig'],
    ['report', 'training.steps=20,20', 'training.steps=20 stands twice in the lists of --set'],
    ['report', 'training.steps=20,2e1', 'training.steps=20 and training.steps=2e1 in the lists'],
    [
      'report --set training.steps=20,30',
      'training.steps=40',
      '--set training.steps=20,30 would have no effect, because training.steps=40 comes after it',
    ],
    [
      'report --set training={"steps":20},{"steps":30}',
      'training.steps=40',
      'training={"steps":20} and training={"steps":30} in the lists of --set give the same report',
    ],
    ['report', 'sweeps.neurons.values=2,3', 'sweeps.neurons.values = "2,3": must be null, or a list'],
    ['report --verify', 'training.steps=20,30', 'cannot be combined with --verify'],
    ...['plan', 'watch', 'get gain.positive', 'explain page', 'graph', 'export', 'doctor'].map(
      (command) =>
        [
          command,
          'training.steps=20,30',
          "--set training.steps=20,30 gives several values, which only 'report' and 'sweep' take",
        ] as const,
    ),
  ])('%s refuses %s before any work', async (command, setting, message) => {
    const cwd = await temporaryFolder();
    const ended = await answer([...command.split(' '), '--set', setting], { cwd });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain(message);
    expect(await readdir(cwd)).toEqual([]);
  });

  it('runs the config once', async () => {
    const cwd = await temporaryFolder();
    await writeFile(
      join(cwd, 'superposition.config.mjs'),
      "import { appendFileSync } from 'node:fs';\nappendFileSync('runs', '.');\nexport default {};\n",
    );
    const words = ['--quiet', '--only', 'figure-1', '--set', 'training.steps=5,6,7'];
    expect(await series(cwd, ...words)).toMatchObject({ code: 0 });
    expect(await readFile(join(cwd, 'runs'), 'utf8')).toBe('.');
  });

  it('refuses points that differ only in what given weights do not depend on', async () => {
    const cwd = await temporaryFolder();
    await answer(['export', '--quiet', ...small], { cwd });
    const made = await series(cwd, '--weights', 'model.npz', '--set', 'training.steps=20,30');
    expect(made).toMatchObject({ code: 2, stdout: '' });
    expect(made.stderr).toContain(
      'training.steps=20 and training.steps=30 in the lists of --set give the same',
    );
  });

  it('takes a title with commas for one title', async () => {
    const cwd = await temporaryFolder();
    expect(await series(cwd, '--quiet', '--set', 'report.title=a, b, c')).toMatchObject({ code: 0 });
    expect(await readFile(join(cwd, 'report.html'), 'utf8')).toContain('<title>a, b, c</title>');
    expect(await pages(cwd)).toEqual(['report.html']);
  });
});
