import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';

const program = fileURLToPath(new URL('./short-run.mjs', import.meta.url));

/** What a run gave that was not killed. */
interface Outcome {
  readonly value: number;
  readonly digests: Readonly<Record<string, string>>;
  readonly fresh: readonly string[];
  readonly built: readonly string[];
  readonly complaints: readonly string[];
}

/** When a run kills itself: `turns` turns of the event loop after its first `events` events. */
interface Moment {
  readonly events: number;
  readonly turns: number;
}

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'kill-'));
});
afterAll(() => rm(parent, { recursive: true }));

async function runAgain(where: string, folders: readonly string[]): Promise<readonly Outcome[]> {
  const words = [program, 'again', where, '0', ...folders];
  const { stdout } = await promisify(execFile)(process.execPath, words, { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout) as Outcome[];
}

/** Starts a run without earlier results, which kills itself. Gives the stages that it had reported as built. */
function runAndKill(where: string, folder: string, moment: Moment): Promise<readonly string[]> {
  const words = [program, 'run', where, '0', folder, String(moment.events), String(moment.turns)];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
    let told = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      told += text;
    });
    child.on('error', reject);
    child.on('close', (_, signal) => {
      if (signal === 'SIGKILL') resolve(told.split('\n').flatMap((line) => line.split('built ')[1] ?? []));
      else reject(new Error(`the run ended before it was killed: ${told}`));
    });
  });
}

// The long timeout: the test starts more than sixty processes, two at a time, and the machine may be busy.
it('loses no finished stage and no byte, whenever a cold run is killed', { timeout: 900_000 }, async () => {
  const [undisturbed] = await runAgain('inline', [join(parent, 'undisturbed')]);
  const stages = undisturbed!.built.length;
  // We count turns of the event loop, because SQLite writes in threads of its own while the loop turns. So a kill can
  // come at any point of a write. One in ten kills comes before the first event, while the database is being made.
  const moment = fc.oneof(
    { weight: 9, arbitrary: fc.record({ events: fc.nat(2 * stages - 2), turns: fc.nat(100) }) },
    { weight: 1, arbitrary: fc.record({ events: fc.constant(0), turns: fc.nat(3_000) }) },
  );
  const moments = fc.sample(moment, { seed: 9, numRuns: 60 });
  const outcomes: { finished: readonly string[]; outcome: Outcome }[] = [];
  const lane = async (own: readonly Moment[], where: string) => {
    for (let start = 0; start < own.length; start += 10) {
      const batch = own.slice(start, start + 10);
      const folders = batch.map((_, index) => join(parent, `${where} ${start + index}`));
      const finished: (readonly string[])[] = [];
      for (const [index, at] of batch.entries()) finished.push(await runAndKill(where, folders[index]!, at));
      const again = await runAgain(where, folders);
      outcomes.push(...again.map((outcome, index) => ({ finished: finished[index]!, outcome })));
      for (const folder of folders) await rm(folder, { recursive: true });
    }
  };
  await Promise.all([lane(moments.slice(0, 40), 'inline'), lane(moments.slice(40), 'threads')]);

  const lost = outcomes.flatMap(({ finished, outcome }) =>
    finished.filter((stage) => !outcome.fresh.includes(stage)),
  );
  const different = outcomes.flatMap(({ outcome }) =>
    Object.keys(undisturbed!.digests).filter(
      (stage) => outcome.digests[stage] !== undisturbed!.digests[stage],
    ),
  );
  const complaints = outcomes.flatMap(({ outcome }) => outcome.complaints);
  const after = outcomes.map(({ finished }) => finished.length);
  process.stderr.write(
    `\nkill -9: ${outcomes.length} kills in cold runs of ${stages} stages, ` +
      `${after.filter((count) => count === 0).length} before the first had finished, ` +
      `the others after ${Math.min(...after.filter((count) => count > 0))} … ${Math.max(...after)}: ` +
      `${after.reduce((sum, count) => sum + count, 0)} finished stages, ${lost.length} lost, ` +
      `${different.length} with other bytes\n`,
  );
  expect({ kills: outcomes.length, lost, different, complaints }).toEqual({
    kills: 60,
    lost: [],
    different: [],
    complaints: [],
  });
  for (const { outcome } of outcomes) expect(outcome.value).toBe(undisturbed!.value);
});
