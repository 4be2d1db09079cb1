// Runs Turborepo tasks without a word unless they fail: `npx jiti scripts/turbo.ts build types`.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const turbo = createRequire(import.meta.url).resolve('turbo/bin/turbo');
const { status, stdout, stderr } = spawnSync(
  process.execPath,
  [turbo, 'run', ...process.argv.slice(2), '--output-logs=errors-only', '--log-prefix=none'],
  {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' },
  },
);
if (status !== 0) process.stderr.write(`${stdout}${stderr}`);
process.exitCode = status ?? 1;
