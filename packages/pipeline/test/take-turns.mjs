// One of several processes that want to be alone with a file: counts in a way that loses counts if another one does it at the same
// time. Tells each count that it has finished. Some end, or are killed, while they have the file.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { soleUse } from '@superposition/pipeline/internal/store/sqlite/sole-use';

const [file = '', turns = '', end = ''] = process.argv.slice(2);
const count = `${file}.count`;
for (let turn = 1; turn <= Number(turns); ) {
  const use = soleUse(file);
  try {
    use.take();
  } catch (error) {
    if (/** @type {{ code?: string }} */ (error).code !== 'SQLITE_BUSY') throw error;
    use[Symbol.dispose]();
    await delay(1);
    continue;
  }
  const before = existsSync(count) ? Number(readFileSync(count, 'utf8')) : 0;
  for (let look = 0; look < 20; look++) existsSync(count);
  writeFileSync(count, String(before + 1));
  process.stdout.write('.');
  if (turn === Number(turns) && end === 'exit') process.exit();
  if (turn === Number(turns) && end === 'kill') process.kill(process.pid, 'SIGKILL');
  use.release();
  use[Symbol.dispose]();
  turn++;
}
