import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { cacheFolder } from './support/cache-folder.js';

it('holds no more after the fifth run of 10,000 fresh stages than after the second', async () => {
  await using cache = await cacheFolder();
  const program = fileURLToPath(new URL('./many-stages.mjs', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [program, cache.folder, '5']);
  const reachable = JSON.parse(stdout) as number[];
  process.stderr.write(
    `\n10,000 fresh stages: ${reachable.join(', ')} objects and strings held after runs 1 to 5\n`,
  );
  // If one run left an object for each of its stages, the difference would be ten times as large.
  expect(reachable[4]! - reachable[1]!).toBeLessThan(1_000);
});
