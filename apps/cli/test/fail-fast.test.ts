import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { initialWeights } from '@superposition/core/internal/network/weights';
import { writeWeights } from '@superposition/weight-files/internal/write-weights';
import { beforeEach, describe, expect, it } from 'vitest';
import { answer, eventsOf, temporaryFolder } from './program.js';

const asked = ['--weights', 'huge.npz', '--set', 'evaluation.samples=500'];

/** A folder with weights for which some figures cannot be drawn. */
let cwd: string;
beforeEach(async () => {
  cwd = await temporaryFolder();
  const huge = initialWeights({ features: 7, neurons: 3, init: { kind: 'normal', scale: 10 } }, 0);
  for (const matrix of [huge.input, huge.output])
    matrix.forEach((entry, index) => {
      matrix[index] = entry * 1e36;
    });
  await writeFile(join(cwd, 'huge.npz'), writeWeights(huge, 'npz'));
});

describe('report --fail-fast', () => {
  it('stops at the first failure, names what was not run, and keeps the report and what had finished', async () => {
    await writeFile(join(cwd, 'report.html'), 'the previous one');
    const ended = await answer(['report', ...asked, '--fail-fast', '--jobs', '1'], { cwd });
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(
      /^superposition: no report is written: figure-\d+ failed, so with --fail-fast these stages were not run: .*page; what had finished is in the cache$/m,
    );
    // Without the option, six fail. One may have begun before the first failure was known.
    expect(ended.stderr.match(/ FAILED: /g)!.length).toBeLessThan(3);
    expect(await readFile(join(cwd, 'report.html'), 'utf8')).toBe('the previous one');
    const events = eventsOf(await answer(['report', ...asked, '--json'], { cwd }));
    expect(events).toContainEqual(expect.objectContaining({ type: 'fresh', stage: 'model[given]' }));
    expect(events.find(({ type }) => type === 'finished')).toMatchObject({ failed: 6, skipped: 0 });
  });

  it('writes no part of a report either, whose cards would blame the wrong stage', async () => {
    const words = ['report', '--only', 'figure-1,figure-2,figure-4', ...asked, '--fail-fast', '--jobs', '1'];
    const ended = await answer(words, { cwd });
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(
      /^superposition: no report is written: figure-\d failed, so with --fail-fast these stages were not run: /m,
    );
    expect(await readdir(cwd)).not.toContain('report-part.html');
  });

  it('does not speak of a cache where there is none', async () => {
    const ended = await answer(['get', 'figure-4', 'page', ...asked, '--fail-fast', '--cache-mode', 'off'], {
      cwd,
    });
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(
      /^superposition: nothing is printed: figure-\d+ failed, so with --fail-fast .*page$/m,
    );
  });
});

it('tries a failed stage again with --retries, and says so', async () => {
  const ended = await answer(['get', 'figure-4', ...asked, '--retries', '2'], { cwd });
  expect(ended.code).toBe(1);
  const lines = ended.stderr.split('\n').filter((line) => /^figure-4 {2}(tried|FAILED)/.test(line));
  expect(lines.map((line) => line.slice(0, 30))).toEqual([
    'figure-4  tried again (1 of 2)',
    'figure-4  tried again (2 of 2)',
    'figure-4  FAILED: RangeError: ',
  ]);
});
