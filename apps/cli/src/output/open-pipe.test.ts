import { execFileSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../test/program.js';
import { openPipe } from './open-pipe.js';

it.each(['write', 'read'] as const)('gives bytes to the other end, when %s comes first', async (first) => {
  const path = join(await temporaryFolder(), 'pipe');
  execFileSync('mkfifo', [path]);
  const begun = openPipe(path, first);
  // The system opens files in turn. If these were faster all the same, the test would prove nothing, but not fail.
  for (let turn = 0; turn < 20; turn++) await stat(path);
  const other = openPipe(path, first === 'read' ? 'write' : 'read');
  const [reader, writer] = await Promise.all(first === 'read' ? [begun, other] : [other, begun]);
  writer.end('content');
  expect(await text(reader)).toBe('content');
});

it('fails when there is nothing', async () => {
  const path = join(await temporaryFolder(), 'none');
  await expect(openPipe(path, 'write')).rejects.toMatchObject({ code: 'ENOENT' });
});
