import { existsSync } from 'node:fs';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { answer, eventsOf, folderWithReport, small, temporaryFolder } from './program.js';

interface TraceEvent {
  readonly ph: string;
  readonly name: string;
  readonly cat?: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur: number;
  readonly args: Readonly<Record<string, unknown>>;
}

async function traceIn(file: string): Promise<readonly TraceEvent[]> {
  return (JSON.parse(await readFile(file, 'utf8')) as { traceEvents: readonly TraceEvent[] }).traceEvents;
}

const spansOf = (trace: readonly TraceEvent[], kind: string) =>
  trace.filter(({ ph, cat }) => ph === 'X' && cat === kind);

it('shows each task in the row of its thread, and the phases of the program', async () => {
  const cwd = await temporaryFolder();
  const words = ['report', '--json', '--jobs', '2', '--profile', 'profile.json', ...small];
  const ended = await answer(words, { cwd });
  expect(ended.code).toBe(0);
  const trace = await traceIn(join(cwd, 'profile.json'));
  const stages = spansOf(trace, 'stage');
  const built = eventsOf(ended).flatMap((event) => (event.type === 'built' ? [event] : []));
  expect(stages.map(({ name }) => name).sort()).toEqual(built.map(({ stage }) => stage).sort());
  for (const { ran, stage } of built) {
    const span = stages.find(({ name }) => name === stage)!;
    expect([span.tid, span.ts, span.dur]).toEqual([
      ran!.thread,
      Math.round(ran!.start * 1_000),
      Math.round(ran!.duration * 1_000),
    ]);
  }
  // Two threads for long tasks and one for short ones, and no thread does two things at once.
  const threads = [...new Set(stages.map(({ tid }) => tid))].sort();
  expect(threads).toEqual([1, 2, 3]);
  for (const thread of threads) {
    const spans = stages.filter(({ tid }) => tid === thread).sort((a, b) => a.ts - b.ts);
    for (const [index, { ts, dur }] of spans.slice(0, -1).entries())
      expect(spans[index + 1]!.ts).toBeGreaterThanOrEqual(ts + dur - 1);
  }
  const phases = spansOf(trace, 'phase');
  expect(phases.map(({ name }) => name)).toEqual([
    'start',
    'config',
    'opening the cache',
    'plan',
    'stages',
    'reading',
    'keeping the cache in its budget',
    'assembling the page',
    'writing',
  ]);
  expect(phases[0]!.ts).toBe(0);
  for (const [index, { ts, dur, tid }] of phases.slice(0, -1).entries()) {
    expect(tid).toBe(0);
    expect(Math.abs(phases[index + 1]!.ts - (ts + dur))).toBeLessThanOrEqual(1);
  }
  const running = phases.find(({ name }) => name === 'stages')!;
  for (const { ts, dur } of stages) {
    expect(ts).toBeGreaterThanOrEqual(running.ts);
    expect(ts + dur).toBeLessThanOrEqual(running.ts + running.dur + 1);
  }
  const named = trace.filter(({ name }) => name === 'thread_name').map(({ args }) => args['name']);
  expect(named).toEqual(['main thread', 'worker thread 1', 'worker thread 2', 'worker thread 3']);
  expect(stages.every(({ args }) => args['why'] === 'not in the cache')).toBe(true);
  expect(ended.stderr).toMatch(/^critical path: model\[.*\] .* → .*page \d+.* = \d.* s of \d.* s\n$/);
});

it('says where the time went when nothing ran, and for get, and nothing with --quiet', async () => {
  const cwd = await folderWithReport();
  const words = ['--profile', 'p.json', ...small];
  const { stderr } = await answer(['report', ...words], { cwd });
  expect(stderr).toMatch(/^no stage ran: start .* → config .* → plan .* → writing .* = .* of .*$/m);
  expect(spansOf(await traceIn(join(cwd, 'p.json')), 'stage')).toEqual([]);
  const got = await answer(['get', 'mse.active', '--quiet', ...words], { cwd });
  expect({ code: got.code, stderr: got.stderr }).toEqual({ code: 0, stderr: '' });
  expect(spansOf(await traceIn(join(cwd, 'p.json')), 'phase').at(-1)!.name).toBe('printing');
});

it('keeps the rules of a report’s file: refused before any work, links kept, not the report itself', async () => {
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, 'real.json'), 'before');
  await symlink('real.json', join(cwd, 'link.json'));
  await mkdir(join(cwd, 'folder'));
  for (const [place, why] of [
    ['missing/p.json', 'its folder does not exist'],
    ['folder', 'it is not a file'],
  ] as const) {
    const { code, stdout, stderr } = await answer(['report', '--profile', place, ...small], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`the profile cannot be written to ${join(cwd, place)}: ${why}`);
  }
  const same = await answer(['report', '--profile', 'report.html', ...small], { cwd });
  expect(same.code).toBe(2);
  expect(same.stderr).toContain(': the profile is written there');
  expect(existsSync(join(cwd, 'report.html'))).toBe(false);
  const words = ['get', 'model[seed=0]', '--quiet', '--json', '--profile', 'link.json', ...small];
  expect((await answer(words, { cwd })).code).toBe(0);
  expect(spansOf(await traceIn(join(cwd, 'real.json')), 'stage').map(({ name }) => name)).toEqual([
    'model[seed=0]',
  ]);
});
