import { memoryStore } from '@superposition/pipeline/internal/store/memory-store';
import { type NoteSeries, readSeries } from '@superposition/pipeline/internal/store/numbered-notes';
import type { Store } from '@superposition/pipeline/internal/store/store';
import { expect, it, vi } from 'vitest';
import { beginRecord } from './live-record.js';

const series: NoteSeries = { name: 'run', keep: 1_000 };

const notesOf = async (store: Store) => [...(await readSeries(store, series))];

it('says how far the run has come, and gives one record in the end', async () => {
  await using store = memoryStore();
  let built = 0;
  const draft = ({ pid }: { readonly pid: number }) => JSON.stringify({ built, pid });
  const end = beginRecord(store, series, draft, 1);
  const at = (count: number) => [[1, JSON.stringify({ built: count, pid: process.pid })]];
  await vi.waitFor(async () => expect(await notesOf(store)).toEqual(at(0)));
  built = 7;
  await vi.waitFor(async () => expect(await notesOf(store)).toEqual(at(7)));
  await end('ended');
  expect(await notesOf(store)).toEqual([[1, 'ended']]);
});

it('is kept at the end when the store took none at the beginning', async () => {
  await using store = memoryStore();
  let isFull = true;
  const addNote: Store['addNote'] = async (...note) => {
    if (isFull) throw new Error('the disk is full');
    return store.addNote(...note);
  };
  const end = beginRecord({ ...store, addNote }, series, () => 'begun');
  const failing = beginRecord({ ...store, addNote }, series, () => 'begun');
  await expect(failing('ended')).rejects.toThrow('the disk is full');
  isFull = false;
  await end('ended');
  expect(await notesOf(store)).toEqual([[1, 'ended']]);
});

it.each([
  ['the first addition', 'run:1', 1],
  ['a replacement', 'run:1', 2],
  ['the last number', 'run:last', 1],
])('gives one record when the answer to %s is lost', async (_, lost, at) => {
  await using store = memoryStore();
  let count = 0;
  const addNote: Store['addNote'] = async (name, ...texts) => {
    const isTaken = await store.addNote(name, ...texts);
    if (name === lost && ++count === at) throw new Error('no answer');
    return isTaken;
  };
  let beat = 0;
  const end = beginRecord({ ...store, addNote }, series, () => `beat ${beat++}`, 1);
  await vi.waitFor(() => expect(beat).toBeGreaterThan(4));
  await end('ended');
  expect(await notesOf(store)).toEqual([[1, 'ended']]);
});

it('leaves the record of another run alone that got its number after the cache was cleared', async () => {
  await using store = memoryStore();
  const end = beginRecord(store, series, () => 'begun');
  await vi.waitFor(async () => expect(await notesOf(store)).toEqual([[1, 'begun']]));
  await store.remove(['note:run:1', 'note:run:last'].map((name) => ({ table: 'results', name })));
  const endOther = beginRecord(store, series, () => 'other');
  await endOther('other ended');
  await end('ended');
  expect(await notesOf(store)).toEqual([
    [1, 'other ended'],
    [2, 'ended'],
  ]);
});
