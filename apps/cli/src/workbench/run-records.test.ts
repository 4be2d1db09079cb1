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
  [JSON.stringify({ ...record, families: { page: null } })],
  [JSON.stringify({ ...record, quantities: { 'mse.active': null } })],
  [JSON.stringify({ ...record, quantities: { 'mse.active': { mean: 'one', sd: null, seeds: 1 } } })],
])('leaves out what is no record: %s', async (text) => {
  await using store = memoryStore();
  for (const each of [text, JSON.stringify(record)])
    await appendNote(store, { name: 'run', keep: 1_000 })(each);
  expect(await readRuns(store)).toEqual([{ ...record, number: 2 }]);
});
