import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { cacheFolder } from '../../test/support/cache-folder.js';

it('holds no more memory after the fifth run of 10,000 fresh stages than after the second', async () => {
  await using cache = await cacheFolder();
  const program = fileURLToPath(new URL('../../test/many-stages.mjs', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', program, cache.folder, '5']);
  const megabytes = (JSON.parse(stdout) as number[]).map((bytes) => bytes / 1e6);
  process.stderr.write(
    `\n10,000 fresh stages: ${megabytes.map((each) => each.toFixed(2)).join(', ')} MB of heap after runs 1 to 5\n`,
  );
  // The graph of one run takes several megabytes. If three runs kept theirs, the difference would be much larger.
  expect(megabytes[4]! - megabytes[1]!).toBeLessThan(0.5);
});
