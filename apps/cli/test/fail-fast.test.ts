import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { programWithoutFigures } from './broken-task.js';
import { eventsOf, small, superposition, temporaryFolder } from './program.js';

const asked = ['--set', 'report.depth=brief', ...small];

/** In which six figures fail. */
let program: string;
beforeAll(async () => {
  program = await programWithoutFigures(1, 2, 4, 6, 8, 9);
});

let cwd: string;
beforeEach(async () => {
  cwd = await temporaryFolder();
});

const run = (words: readonly string[]) => superposition(words, { cwd, program });

describe('report --fail-fast', () => {
  it('stops at the first failure, names what was not run, and keeps the report and what had finished', async () => {
    await writeFile(join(cwd, 'report.html'), 'the previous one');
    const ended = await run(['report', ...asked, '--fail-fast', '--jobs', '1']);
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(
      /^superposition: no report is written: figure-\d+ failed, so with --fail-fast these stages were not run: .*page; what had finished is in the cache$/m,
    );
    // Without the option, six fail. One may have begun before the first failure was known.
    expect(ended.stderr.match(/ FAILED: /g)!.length).toBeLessThan(3);
    expect(await readFile(join(cwd, 'report.html'), 'utf8')).toBe('the previous one');
    const events = eventsOf(await run(['report', ...asked, '--json']));
    expect(events).toContainEqual(expect.objectContaining({ type: 'fresh', stage: 'model[seed=0]' }));
    expect(events.find(({ type }) => type === 'finished')).toMatchObject({ failed: 6, skipped: 0 });
  });

  it('writes no part of a report either, whose cards would blame the wrong stage', async () => {
    const words = ['report', '--only', 'figure-1,figure-2,figure-4', ...asked, '--fail-fast', '--jobs', '1'];
    const ended = await run(words);
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(
      /^superposition: no report is written: figure-\d failed, so with --fail-fast these stages were not run: /m,
    );
    expect(await readdir(cwd)).not.toContain('report-part.html');
  });

  it('does not speak of a cache where there is none', async () => {
    const ended = await run(['get', 'figure-4', 'page', ...asked, '--fail-fast', '--cache-mode', 'off']);
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(
      /^superposition: nothing is printed: figure-\d+ failed, so with --fail-fast .*page$/m,
    );
  });
});

it('tries a failed stage again with --retries, and says so', async () => {
  const ended = await run(['get', 'figure-4', ...asked, '--retries', '2']);
  expect(ended.code).toBe(1);
  const lines = ended.stderr.split('\n').filter((line) => /^figure-4 {2}(tried|FAILED)/.test(line));
  expect(lines.map((line) => line.slice(0, 30))).toEqual([
    'figure-4  tried again (1 of 2)',
    'figure-4  tried again (2 of 2)',
    'figure-4  FAILED: RangeError: ',
  ]);
});
