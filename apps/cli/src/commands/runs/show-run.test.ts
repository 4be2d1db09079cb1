import { expect, it } from 'vitest';
import type { NumberedRun } from '../../workbench/run-record.js';
import { compareRuns } from './compare-runs.js';
import { showRun } from './show-run.js';

const quantitiesOf = (mean: number) => ({
  'output.minusOne': { mean: mean / 1_000, sd: 0.000_002_193_78, seeds: 10 },
  'perFeature.interference.sdTrue': { mean, sd: 0.123_456, seeds: 10 },
});

const runOf = (number: number, mean: number, title: string): NumberedRun => ({
  number,
  at: 0,
  command: 'report',
  settings: { 'report.title': title, 'sweeps.neuronsByProbability.values.activeProbability': [0.05] },
  stages: { total: 1, fresh: 0, built: 1, failed: 0, skipped: 0 },
  families: {},
  elapsed: 38_000,
  ended: 'done',
  quantities: quantitiesOf(mean),
  report: 'report.html',
});

const long = runOf(1, 0.137_207, 'A title of many words that is longer than a line of a narrow terminal');
const short = runOf(2, 0.028_437_24, 'A title');

const longest = (text: string) => Math.max(...text.split('\n').map(({ length }) => length));

it('fits on a narrow terminal, and cuts nothing', () => {
  const shown = showRun(long, { asked: undefined, json: false, now: 0, width: 60 });
  expect(longest(shown)).toBeLessThanOrEqual(60);
  expect(shown).toContain('\n  output.minusOne\n    0.000137207  sd 0.00000219  standard error 6.94e-7\n');
  const compared = compareRuns(long, short, { json: false, width: 60 }).text;
  expect(longest(compared)).toBeLessThanOrEqual(60);
  expect(compared).toContain('\n  perFeature.interference.sdTrue\n    0.137207 → 0.0284372        ');
  expect(compared.replace(/\n */g, ' ')).toContain((long.settings['report.title'] as string) ?? '');
});

it('says of a run that goes on where it does, and of one that is broken off when it was heard from last', () => {
  const process = { at: 0, host: 'machine', pid: 42, run: '' };
  const of = (ended: NumberedRun['ended']) =>
    showRun({ ...short, ended, process, report: null }, { asked: [], json: false, now: 180_000 }).split('\n');
  expect(of('running')).toContain('run       2, running for 38 s');
  expect(of('broken off')).toContain('run       2, broken off after 38 s');
  expect(of('running')).toContain('report    not written yet');
  expect(of('broken off')).toContain('report    not known, because the end was not recorded');
  expect(of('interrupted')).toContain('report    not written');
  expect(of('broken off')).toContain('process   42 on machine, heard from 3 minutes ago');
});
