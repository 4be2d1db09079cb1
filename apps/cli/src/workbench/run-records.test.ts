import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import { memoryStore } from '@superposition/pipeline/internal/store/memory-store';
import { appendNote } from '@superposition/pipeline/internal/store/numbered-notes';
import { expect, it } from 'vitest';
import { readRuns } from './run-records.js';

const record = {
  at: 1,
  command: 'report',
  settings: {},
  stages: { total: 1, fresh: 1, built: 0, failed: 0, skipped: 0 },
  families: { page: { fresh: 1, built: 0, failed: 0, skipped: 0 } },
  elapsed: 1,
  ended: 'done',
  quantities: { 'mse.active': { mean: 1, sd: null, seeds: 1 } },
  report: null,
};

it.each([
  ['no JSON'],
  ['null'],
  [JSON.stringify({ ...record, command: undefined })],
  [JSON.stringify({ ...record, weights: 5 })],
  [JSON.stringify({ ...record, report: undefined })],
  [JSON.stringify({ ...record, stages: { total: 1, built: 1 } })],
  [JSON.stringify({ ...record, families: { page: { built: 1 } } })],
  [JSON.stringify({ ...record, quantities: { 'mse.active': { seeds: 1 } } })],
  [JSON.stringify({ ...record, process: null })],
  [JSON.stringify({ ...record, process: { at: 0, host: 'a', pid: 'b' } })],
  [JSON.stringify({ ...record, families: { page: null } })],
  [JSON.stringify({ ...record, quantities: { 'mse.active': null } })],
  [JSON.stringify({ ...record, quantities: { 'mse.active': { mean: 'one', sd: null, seeds: 1 } } })],
])('leaves out what is no record: %s', async (text) => {
  await using store = memoryStore();
  for (const each of [text, JSON.stringify(record)])
    await appendNote(store, { name: 'run', keep: 1_000 })(each);
  expect(await readRuns(store, 0)).toEqual([{ ...record, number: 2 }]);
});

it('leaves out what it does not know of a record', async () => {
  await using store = memoryStore();
  await appendNote(store, { name: 'run', keep: 1_000 })(
    JSON.stringify({ ...record, number: 5, mood: 'good' }),
  );
  expect(await readRuns(store, 0)).toEqual([{ ...record, number: 1 }]);
});

const mine = { at: 1_000_000, host: hostname(), pid: process.pid, run: 'r' };
const { pid: endedPid } = spawnSync(process.execPath, ['--version']);

it.each([
  ['running', mine, 1_000_000],
  ['broken off', { ...mine, pid: endedPid }, 1_000_000],
  // Another machine: its clock may be ahead.
  ['running', { ...mine, host: 'another', pid: endedPid }, 900_000],
  ['running', { ...mine, host: 'another', pid: endedPid }, 1_500_000],
  ['broken off', { ...mine, host: 'another' }, 1_700_000],
  // After a restart another process may have the number.
  ['broken off', mine, 1_700_000],
  ['broken off', undefined, 1_000_000],
] as const)('says that a run is %s: %j at %i', async (ended, process, now) => {
  await using store = memoryStore();
  const text = JSON.stringify({ ...record, ended: 'running', process });
  await appendNote(store, { name: 'run', keep: 1_000 })(text);
  expect(await readRuns(store, now)).toMatchObject([{ number: 1, ended }]);
});
