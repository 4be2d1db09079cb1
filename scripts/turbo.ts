// Runs Turborepo tasks: `npx jiti scripts/turbo.ts build types`. It prints what they say only if they fail, and says when there is
// something to build, because that takes a while.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';

const turbo = createRequire(import.meta.url).resolve('turbo/bin/turbo');
const tasks = process.argv.slice(2);
const child = spawn(
  process.execPath,
  [turbo, 'run', ...tasks, '--output-logs=new-only', '--log-prefix=none'],
  {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' },
  },
);
let said = '';
let isTold = tasks[0] !== 'build';
for (const stream of [child.stdout, child.stderr])
  stream.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (isTold || !said.includes('cache miss')) return;
    isTold = true;
    process.stderr.write('building (sources changed) …\n');
  });
child.on('close', (code) => {
  if (code !== 0) process.stderr.write(said);
  process.exitCode = code ?? 1;
});
