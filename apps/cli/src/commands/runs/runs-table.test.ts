import { expect, it } from 'vitest';
import type { NumberedRun } from '../../workbench/run-record.js';
import { wallTime } from './run-words.js';
import { runsTable } from './runs-table.js';

const now = new Date(2026, 10, 26, 14, 30).getTime();

function runOf(
  number: number,
  settings: Readonly<Record<string, unknown>>,
  gain: number,
  mse: number,
): NumberedRun {
  const counts = { fresh: 194, built: 331, failed: 0, skipped: 0 };
  const facts = (mean: number) => ({ mean, sd: 0.1, seeds: 10 });
  return {
    number,
    at: new Date(2026, 10, 26 - (7 - number), 14, number).getTime(),
    command: 'report',
    settings,
    stages: { total: 525, ...counts },
    families: {},
    elapsed: 38_000,
    ended: 'done',
    quantities: { 'gain.positive': facts(gain), 'mse.active': facts(mse) },
    report: 'report.html',
  };
}

const runs = [
  runOf(7, { 'data.activeProbability': 0.1 }, 0.192, 0.1034),
  runOf(6, {}, 0.38094, 0.074512),
  runOf(5, { 'model.neurons': 20, 'training.seeds': 3 }, 0.553, 0.0449),
];
const quantities = ['gain.positive', 'mse.active'];

it('ends the numbers of a column at the same place', () => {
  expect(runsTable(runs, { quantities, now, all: 3 })).toMatchInlineSnapshot(`
    "#  when              settings                             gain  MSE active    built  time
    7  today 14:07       data.activeProbability 0.1          0.192      0.1034  331/525  38 s
    6  yesterday 14:06   defaults                            0.381      0.0745  331/525  38 s
    5  2026-11-24 14:05  model.neurons 20, training.seeds 3  0.553      0.0449  331/525  38 s
    superposition runs diff 6 7 · runs show 7 · runs --quantities ID,… · runs --csv
    "
  `);
});

it('puts what does not fit into a row under it, on a narrower terminal more', () => {
  const at = (width: number) => runsTable(runs, { quantities, now, width, all: 30 });
  expect(at(80)).toMatchInlineSnapshot(`
    "#  when               gain  MSE active    built  time
    7  today 14:07       0.192      0.1034  331/525  38 s
       data.activeProbability 0.1
    6  yesterday 14:06   0.381      0.0745  331/525  38 s
       defaults
    5  2026-11-24 14:05  0.553      0.0449  331/525  38 s
       model.neurons 20, training.seeds 3
    superposition runs diff 6 7 · runs show 7 · runs --quantities ID,…
    runs --csv (27 older)
    "
  `);
  expect(at(60)).toMatchInlineSnapshot(`
    "#  when               gain  MSE active    built  time
    7  today 14:07       0.192      0.1034  331/525  38 s
       data.activeProbability 0.1
    6  yesterday 14:06   0.381      0.0745  331/525  38 s
       defaults
    5  2026-11-24 14:05  0.553      0.0449  331/525  38 s
       model.neurons 20, training.seeds 3
    superposition runs diff 6 7 · runs show 7
    runs --quantities ID,… · runs --csv (27 older)
    "
  `);
  expect(at(44)).toMatchInlineSnapshot(`
    "#  when               gain    built  time
    7  today 14:07       0.192  331/525  38 s
       data.activeProbability 0.1,
       MSE active 0.1034
    6  yesterday 14:06   0.381  331/525  38 s
       defaults, MSE active 0.0745
    5  2026-11-24 14:05  0.553  331/525  38 s
       model.neurons 20, training.seeds 3,
       MSE active 0.0449
    superposition runs diff 6 7 · runs show 7
    runs --quantities ID,…
    runs --csv (27 older)
    "
  `);
  for (const width of [44, 60, 80, 100])
    for (const line of at(width).split('\n')) expect(line.length).toBeLessThanOrEqual(width);
});

const many = {
  'model.features': 40,
  'model.neurons': 6,
  'training.batchSize': 64,
  'sweeps.neurons.values': [2, 3],
};

it('says once what the settings have in common, and cuts nothing that differs', () => {
  const alike = [0.11, 0.12].map((probability, index) =>
    runOf(2 - index, { ...many, 'data.activeProbability': probability, 'training.steps': 12_345 }, 1, 1),
  );
  const bare = runOf(0, { ...many, 'training.steps': 12_345 }, 1, 1);
  const at = (width?: number) => runsTable([...alike, bare], { quantities, now, width, all: 3 });
  for (const width of [44, 60, 80, undefined]) {
    expect(at(width)).toContain('data.activeProbability 0.11');
    expect(at(width)).toContain('data.activeProbability 0.12');
  }
  expect(at(60)).toMatchInlineSnapshot(`
    "all: model.features 40, model.neurons 6,
         training.batchSize 64, sweeps.neurons.values [2,3],
         training.steps 12345
    #  when              gain  MSE active    built  time
    2  2026-11-21 14:02  1.00        1.00  331/525  38 s
       data.activeProbability 0.11
    1  2026-11-20 14:01  1.00        1.00  331/525  38 s
       data.activeProbability 0.12
    0  2026-11-19 14:00  1.00        1.00  331/525  38 s
       nothing else
    superposition runs diff 1 2 · runs show 2
    runs --quantities ID,… · runs --csv
    "
  `);
  expect(at()).toMatchInlineSnapshot(`
    "all: model.features 40, model.neurons 6, training.batchSize 64, sweeps.neurons.values [2,3],
         training.steps 12345
    #  when              settings                     gain  MSE active    built  time
    2  2026-11-21 14:02  data.activeProbability 0.11  1.00        1.00  331/525  38 s
    1  2026-11-20 14:01  data.activeProbability 0.12  1.00        1.00  331/525  38 s
    0  2026-11-19 14:00  nothing else                 1.00        1.00  331/525  38 s
    superposition runs diff 1 2 · runs show 2 · runs --quantities ID,… · runs --csv
    "
  `);
  expect(runsTable([alike[0]!, alike[0]!], { quantities, now, all: 2 })).toMatchInlineSnapshot(`
    "all: model.features 40, model.neurons 6, training.batchSize 64, sweeps.neurons.values [2,3],
         data.activeProbability 0.11, training.steps 12345
    #  when              gain  MSE active    built  time
    2  2026-11-21 14:02  1.00        1.00  331/525  38 s
    2  2026-11-21 14:02  1.00        1.00  331/525  38 s
    superposition runs diff 2 2 · runs show 2 · runs --quantities ID,… · runs --csv
    "
  `);
});

it('lets no run of a stranger write to the terminal', () => {
  const odd = runOf(1, { 'report.title': '\u001b[31m\u009b2Jred\u202e' }, 1, 1);
  const text = runsTable([{ ...odd, ended: '\u001b[0m' as 'done' }], { quantities, now, all: 1 });
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

it('names the day of a run', () => {
  const at = (...date: [number, number, number, number, number]) =>
    wallTime(new Date(...date).getTime(), now);
  expect([
    at(2026, 10, 26, 0, 5),
    at(2026, 10, 25, 23, 59),
    at(2026, 10, 24, 9, 7),
    at(2027, 0, 1, 0, 0),
  ]).toEqual(['today 00:05', 'yesterday 23:59', '2026-11-24 09:07', '2027-01-01 00:00']);
  expect(wallTime(Number.NaN, now)).toBe('unknown');
});
