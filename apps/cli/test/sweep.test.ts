import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { expect, it } from 'vitest';
import { answer, superposition, temporaryFolder } from './program.js';

const tiny = [
  'model.features=8',
  'training.steps=20',
  'training.batchSize=64',
  'evaluation.samples=500',
].flatMap((setting) => ['--set', setting]);
const asked = [
  ...tiny,
  '--set',
  'model.neurons=2,3',
  '--set',
  'data.activeProbability=0.01:0.1:log:2',
  '--seeds',
  '2',
];

type Row = Readonly<Record<string, number | string | null>>;
const rowsOf = (text: string) => JSON.parse(text) as readonly Row[];

it('has a row for each model, with the numbers of a report of the same settings', async () => {
  const cwd = await temporaryFolder();
  const ended = await answer(['sweep', ...asked, '--quantities', 'mse.active,gain.positive', '--json'], {
    cwd,
  });
  expect(ended).toMatchObject({ code: 0 });
  expect(ended.stderr).toContain(
    'sweep    8 models: 4 points of model.neurons, data.activeProbability; 2 seeds each\n',
  );
  const rows = rowsOf(ended.stdout);
  expect(rows.map((row) => [row['model.neurons'], row['data.activeProbability'], row['seed']])).toEqual(
    [2, 3].flatMap((neurons) => [0.01, 0.1].flatMap((p) => [0, 1].map((seed) => [neurons, p, seed]))),
  );
  const own = [
    '--set',
    'model.neurons=3',
    '--set',
    'data.activeProbability=0.1',
    '--set',
    'training.seeds=2',
  ];
  const report = await answer(['get', 'mse.active', 'gain.positive', ...tiny, ...own, '--json'], { cwd });
  const got = JSON.parse(report.stdout) as Record<string, { seeds: number[]; standardError: number }>;
  const last = rows.slice(-2);
  for (const id of ['mse.active', 'gain.positive'])
    expect(last.map((row) => row[id])).toEqual(got[id]!.seeds);
  const errors = last.map((row) => row['mse.active.standardError'] as number);
  expect(Math.hypot(...errors) / 2).toBeCloseTo(got['mse.active']!.standardError, 12);
  // The models are the same stages, under other names.
  expect(report.stderr).toMatch(/^ {2}model +2 fresh/m);
});

it('keeps the quantities alone, if asked to, and trains a model again for whatever takes it', async () => {
  const cwd = await temporaryFolder();
  const short = [...asked, '--quantities', 'mse.active,gain.positive', '--quiet'];
  const whole = await answer(['sweep', ...short], { cwd: await temporaryFolder() });
  // A report has trained four of the eight models.
  const own = ['--set', 'model.neurons=3', '--set', 'data.activeProbability=0.1', '--seeds', '2'];
  await answer(['sweep', ...tiny, ...own, '--quiet'], { cwd });
  const keeping = [...short, '--keep', 'result'];
  expect(await answer(['sweep', ...keeping], { cwd })).toMatchObject({ code: 0, stdout: whole.stdout });
  const artifacts = async () => {
    const verified = await answer(['cache', 'verify'], { cwd });
    expect(verified.code).toBe(0);
    return /(\d+) results, (\d+) artifacts: all as they should be/.exec(verified.stdout)?.slice(1);
  };
  // Four values of each of the two models that were there before, and the quantities of the six others.
  expect(await artifacts()).toEqual(['32', '14']);
  const planned = await answer(['sweep', ...keeping, '--plan'], { cwd });
  expect(planned.stdout).toBe('nothing would run: all 8 models are measured\n');
  expect(await answer(['sweep', ...keeping], { cwd })).toMatchObject({ stdout: whole.stdout });
  expect(await artifacts()).toEqual(['32', '14']);

  const other = await answer(['sweep', ...asked, '--set', 'evaluation.samples=600', '--json'], { cwd });
  expect(other.stderr).toMatch(/^ {2}model +6 built, 2 fresh .* its value was not kept, and is read again$/m);
  expect(rowsOf(other.stdout)).toHaveLength(8);
});

it('goes on where it was ended, and computes only what is new', async () => {
  const cwd = await temporaryFolder();
  const whole = await answer(['sweep', ...asked, '--quiet'], { cwd: await temporaryFolder() });
  const ended = await superposition(['sweep', ...asked, '--out', 'table.csv', '--verbose', '--jobs', '1'], {
    cwd,
    onError: (text, child) => {
      if (text.includes('built in')) child.kill('SIGINT');
    },
  });
  expect(ended).toMatchObject({ code: 130, stdout: '' });
  expect(await readdir(cwd)).not.toContain('table.csv');
  const plan = await answer(['sweep', ...asked, '--plan', '--json'], { cwd });
  const { stages, models } = JSON.parse(plan.stdout) as {
    stages: { total: number; run: number };
    models: number;
  };
  expect([models, stages.total]).toEqual([8, 32]);
  expect(stages.run).toBeLessThan(32);
  expect(await answer(['sweep', ...asked, '--quiet'], { cwd })).toEqual(whole);
  expect((await answer(['sweep', ...asked, '--plan'], { cwd })).stdout).toBe(
    'nothing would run: all 8 models are measured\n',
  );
  const wider = asked.map((word) => word.replace('model.neurons=2,3', 'model.neurons=2,3,4'));
  const more = await answer(['sweep', ...wider, '--plan'], { cwd });
  expect(more.stdout).toMatch(/^16 of 48 stages would run/);
});

it('writes the same table as CSV, JSON and Parquet', async () => {
  const cwd = await temporaryFolder();
  const words = [
    'sweep',
    ...tiny,
    '--set',
    'model.init.kind=normal,naive',
    '--set',
    'model.neurons=3',
    '--seeds',
    '1',
  ];
  for (const name of ['table.csv', 'table.json', 'table.parquet'])
    expect(await answer([...words, '--out', name], { cwd })).toMatchObject({
      code: 0,
      stdout: `${join(cwd, name)}\n`,
    });
  const rows = rowsOf(await readFile(join(cwd, 'table.json'), 'utf8'));
  expect(rows.map((row) => row['model.init.kind'])).toEqual(['normal', 'naive']);
  const { buffer, byteOffset, byteLength } = await readFile(join(cwd, 'table.parquet'));
  const file = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  const packed = await parquetReadObjects({ file });
  expect(packed).toEqual(rows.map((row) => ({ ...row, seed: BigInt(row['seed']!) })));
  const [header, ...lines] = (await readFile(join(cwd, 'table.csv'), 'utf8')).trimEnd().split('\r\n');
  expect(header!.split(',')).toEqual(Object.keys(rows[0]!));
  expect(lines.map((line) => line.split(',').slice(0, 20))).toEqual(
    rows.map((row) =>
      Object.values(row)
        .slice(0, 20)
        .map((cell) => String(cell ?? '')),
    ),
  );
});

it('makes a page with the models as lines and a map for each pair of settings', async () => {
  const cwd = await temporaryFolder();
  const ended = await answer(['sweep', ...asked, '--out', 'sweep.html'], { cwd });
  expect(ended).toMatchObject({ code: 0, stdout: `${join(cwd, 'sweep.html')}\n` });
  const html = await readFile(join(cwd, 'sweep.html'), 'utf8');
  expect(html).toContain('<h1>A sweep: 8 models</h1>');
  expect([...html.matchAll(/<figure id="([^"]*)"/g)].map(([, id]) => id)).toEqual(['figure-1', 'figure-2']);
  expect(html).toContain('In all models model.features 8, ');
});

it('says in its row why a model has no value, and goes on', async () => {
  const cwd = await temporaryFolder();
  const words = ['sweep', ...tiny, '--seeds', '1', '--quantities', 'cosine.rms,mse.active', '--json'];
  const ended = await answer([...words, '--set', 'model.features=1,2', '--set', 'model.neurons=1'], { cwd });
  expect(ended.code).toBe(0);
  expect(rowsOf(ended.stdout)).toMatchObject([
    { 'cosine.rms': null, missing: expect.stringContaining('cosine.rms: ') },
    { 'cosine.rms': expect.any(Number), missing: null },
  ]);
});

it.each([
  [['--set', 'report.depth=brief,full'], 'a sweep over report.depth would have no effect'],
  [['--set', 'training.seeds=1,2'], 'training.seeds cannot have several values in a sweep'],
  [['--seeds', '2', '--set', 'training.seeds=3'], '--seeds 2 and --set training.seeds=3 cannot be combined'],
  [['--set', 'model.neurons=2:8'], 'a range needs the number of its values'],
  [['--set', 'model.neurons=2,9999'], 'model.neurons = 9999: must be an integer'],
  [
    ['--set', 'training.steps=1:1000000:1001', '--seeds', '1000'],
    'the sweep asks for more than 1000000 models',
  ],
  [['--out', 'table.txt'], 'it must be .csv, .json, .parquet or .html'],
  [['--out', 'table.csv', '--json'], 'it cannot be combined with --json'],
  [['--quantities', 'mse.activ'], 'there is no quantity of this name'],
  [['--sample', 'random:0'], 'it must be random:N or latin-hypercube:N'],
])('refuses %s before any work', async (words, message) => {
  const cwd = await temporaryFolder();
  const ended = await answer(['sweep', ...words], { cwd });
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(ended.stderr).toContain(message);
  expect(await readdir(cwd)).toEqual([]);
});
