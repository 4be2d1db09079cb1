import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { temporaryFolder } from './program.js';

interface Held {
  /** Objects, arrays and strings. */
  readonly reachable: number;
  /** Threads, open files and what else keeps a process busy, by name. */
  readonly counted: Readonly<Record<string, number>>;
}

const canCount = existsSync('/proc/self/fd');
if (!canCount && process.env['CI']) throw new Error('CI must count threads and files, which needs /proc');
if (!canCount)
  process.stderr.write(
    'SKIPPED: hundreds of revisions were not run: threads and files are counted in /proc\n',
  );

it.runIf(canCount)('holds no more after 400 revisions than after a hundred', async () => {
  const program = fileURLToPath(new URL('many-revisions.mjs', import.meta.url));
  const folder = join(await temporaryFolder(), 'cache');
  const { stdout } = await promisify(execFile)(process.execPath, [program, folder, '100', '400']);
  process.stderr.write(stdout);
  const [early, late] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Held);
  for (const [name, count] of Object.entries(late!.counted))
    expect(count, name).toBeLessThanOrEqual(early!.counted[name] ?? 0);
  // If each of the three hundred revisions between left one object or string, the difference would be twice as large.
  expect(late!.reachable - early!.reachable).toBeLessThan(150);
});
