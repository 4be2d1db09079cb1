import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { temporaryFolder } from './program.js';

interface Held {
  readonly heap: number;
  readonly resources: readonly string[];
  readonly threads: number;
  readonly files: number;
}

const canCount = existsSync('/proc/self/fd');
if (!canCount && process.env['CI']) throw new Error('CI must count threads and files, which needs /proc');
if (!canCount)
  process.stderr.write(
    'SKIPPED: a thousand revisions were not run: threads and files are counted in /proc\n',
  );

it.runIf(canCount)('holds no more after a thousand revisions than after a hundred', async () => {
  const program = fileURLToPath(new URL('many-revisions.mjs', import.meta.url));
  const folder = join(await temporaryFolder(), 'cache');
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--expose-gc',
    program,
    folder,
    '100',
    '1000',
  ]);
  process.stderr.write(stdout);
  const [early, late] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Held);
  const { heap, ...others } = late!;
  // The heap varies by some hundred kB between collections. If each revision leaked its graph, each would add 100 kB.
  expect(heap - early!.heap).toBeLessThan(1_000_000);
  const { heap: _, ...before } = early!;
  expect({ ...others, finished: 0, asked: 0 }).toEqual({ ...before, finished: 0, asked: 0 });
});
