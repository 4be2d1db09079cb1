import type { PlannedStage } from '@superposition/pipeline/internal/run/plan';
import type { Digest } from '@superposition/pipeline/internal/values/digest';
import { expect, it } from 'vitest';
import type { EventOutline } from './event-outline.js';
import { finalTable, runningTable } from './family-tables.js';
import { familyTally, shownFamilies } from './family-tally.js';

const plain = { failed: (text: string) => text, fresh: (text: string) => text };
const runs = (stage: string, expected: number): PlannedStage => ({
  stage,
  state: 'runs',
  reasons: [{ kind: 'new' }],
  expected,
});
const depends = (stage: string, on: string, expected: number): PlannedStage => ({
  stage,
  state: 'depends',
  on: [on],
  expected,
});
const fresh = (stage: string) => ({ stage, state: 'fresh' }) as PlannedStage;
const built = (stage: string, duration: number) => ({ type: 'built', stage, duration }) as EventOutline;
const started = (stage: string): EventOutline => ({
  type: 'started',
  stage,
  key: '' as Digest,
  reasons: [{ kind: 'new' }],
});

const forecast: EventOutline = {
  type: 'forecast',
  stages: [
    runs('model[seed=0]', 1_000),
    runs('model[seed=1]', 1_000),
    fresh('point[a]'),
    fresh('point[b]'),
    depends('evaluation[seed=0]', 'model[seed=0]', 500),
    depends('evaluation[seed=1]', 'model[seed=1]', 500),
    depends('figure-1', 'evaluation[seed=0]', 0),
    depends('figure-2', 'evaluation[seed=1]', 0),
    depends('page', 'figure-1', 0),
  ],
};

it('follows the families of a run, and what is left of it', () => {
  const tally = familyTally(2);
  tally.observe(forecast);
  expect(tally.left).toBe(1_500);
  tally.observe(started('model[seed=0]'));
  tally.observe({ type: 'progress', stage: 'model[seed=0]', done: 5, total: 10 });
  expect(tally.share).toBeCloseTo(1 / 6);
  expect(tally.left).toBe(1_250);
  expect(runningTable(tally, 80)).toEqual([
    expect.stringMatching(/^ {2}model +0 of 2$/),
    expect.stringMatching(/^ {2}evaluation +0 of 2 {2}waiting for model$/),
    expect.stringMatching(/^ {2}figure-\* +0 of 2 {2}waiting for evaluation$/),
    expect.stringMatching(/^ {2}other stages +0 of 1 {2}waiting for figure-\*$/),
    expect.stringMatching(/^ {2}total +━+╸? +16 % {2}1\.3 s left$/),
  ]);
});

it('learns from what has ended how slow the machine is', () => {
  const tally = familyTally(2);
  tally.observe(forecast);
  tally.observe(started('model[seed=0]'));
  tally.observe(built('model[seed=0]', 3_000));
  // Twice as slow: 1 s as expected at the beginning, and 3 s instead of 1 s.
  expect(tally.left).toBe(2_000);
  expect(runningTable(tally, 80)[0]).toMatch(/^ {2}model +━+╸? +1 of 2 {2}3\.0 s each$/);
});

it('tells at the end what became of each family', () => {
  const tally = familyTally(2);
  tally.observe(forecast);
  for (const stage of ['model[seed=0]', 'model[seed=1]']) {
    tally.observe(started(stage));
    tally.observe(built(stage, 250));
  }
  tally.observe({ type: 'fresh', stage: 'evaluation[seed=0]' } as EventOutline);
  tally.observe(started('evaluation[seed=1]'));
  tally.observe({
    type: 'failed',
    stage: 'evaluation[seed=1]',
    failure: { kind: 'task', message: 'no' },
    ran: { thread: 1, start: 0, duration: 12 },
  });
  tally.observe({ type: 'skipped', stage: 'figure-2', cause: 'evaluation[seed=1]' });
  tally.observe({ type: 'fresh', stage: 'figure-1' } as EventOutline);
  tally.observe(started('page'));
  tally.observe(built('page', 8));
  expect(tally.share).toBe(1);
  expect(tally.left).toBe(0);
  expect(finalTable(tally.families, plain, 90)).toEqual([
    '  model         2 built             0.50 s  not in the cache',
    '  point         2 fresh',
    '  evaluation    1 fresh, 1 failed           not in the cache; 1 unchanged after all',
    '  figure-*      1 fresh, 1 skipped          1 unchanged after all',
    '  other stages  1 built               8 ms  not in the cache',
    '  evaluation[seed=1]  FAILED  12 ms',
  ]);
});

it('begins anew with each run', () => {
  const tally = familyTally(1);
  tally.observe(forecast);
  tally.observe({ type: 'planned', stages: 9, targets: [] });
  expect(tally.families).toEqual([]);
});

it('shows numbered stages under the glob that selects them', () => {
  const familyOf = shownFamilies(['figure-1', 'figure-12', 'model[seed=0]', 'model[seed=1]', 'page']);
  expect(['figure-1', 'model[seed=1]', 'page'].map(familyOf)).toEqual(['figure-*', 'model', 'other stages']);
});

it('counts a stage once that ends twice', () => {
  const tally = familyTally(1);
  tally.observe({
    type: 'forecast',
    stages: [
      fresh('model[damaged]'),
      fresh('model[frozen]'),
      runs('model[unreadable]', 10),
      depends('model[same]', 'a', 10),
    ],
  });
  const failed = (stage: string): EventOutline => ({
    type: 'failed',
    stage,
    failure: { kind: 'codec', message: 'no' },
  });
  for (const event of [
    started('model[damaged]'),
    built('model[damaged]', 5),
    failed('model[frozen]'),
    started('model[unreadable]'),
    built('model[unreadable]', 5),
    failed('model[unreadable]'),
    { type: 'fresh', stage: 'model[same]' } as EventOutline,
    started('model[same]'),
    built('model[same]', 5),
  ])
    tally.observe(event);
  expect(tally.families).toMatchObject([
    { awaited: 4, fresh: 0, built: 2, unchanged: 0, failed: 2, skipped: 0, running: 0 },
  ]);
  expect(tally.left).toBe(0);
});

it.each([
  [0, 0],
  [5, 0],
  [20, 10],
  [-1, 10],
])('tells the time left whatever a task reports, such as %d of %d', (done, total) => {
  const tally = familyTally(1);
  tally.observe({ type: 'forecast', stages: [runs('a', 1_000), runs('b', 1_000)] });
  tally.observe(started('a'));
  tally.observe({ type: 'progress', stage: 'a', done, total });
  expect(tally.left).toBeGreaterThanOrEqual(1_000);
  expect(tally.left).toBeLessThanOrEqual(2_000);
});
