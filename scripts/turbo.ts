// Runs Turborepo tasks: `npx jiti scripts/turbo.ts build types`. It says when there is something to build, because that takes a
// while. It prints what the tasks say only if they fail, without what is no help, and writes all of it to a file.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { describeBuildFailure, failedTasks } from './describe-build-failure.js';

const folder = fileURLToPath(new URL('../.turbo', import.meta.url));
const log = join(folder, 'failed.log');
/** Is there from the start of a build until it has succeeded. `./superposition` builds again when it finds it. */
const unfinished = join(folder, 'unfinished-build');

const turbo = createRequire(import.meta.url).resolve('turbo/bin/turbo');
const tasks = process.argv.slice(2);
const isBuild = tasks[0] === 'build';
mkdirSync(folder, { recursive: true });
if (isBuild) writeFileSync(unfinished, '');
const child = spawn(
  process.execPath,
  [turbo, 'run', ...tasks, '--output-logs=new-only', '--log-prefix=none'],
  {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' },
  },
);
let said = '';
let isTold = !isBuild;
for (const stream of [child.stdout, child.stderr])
  stream.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (isTold || !said.includes('cache miss')) return;
    isTold = true;
    process.stderr.write('building (sources changed) …\n');
  });
child.on('close', (code) => {
  process.exitCode = code ?? 1;
  const output = stripVTControlCharacters(said);
  // A package whose types are wrong has been built all the same.
  const isBuilt =
    code === 0 || (code !== null && failedTasks(output).some((task) => !task.endsWith('#build')));
  if (isBuild && isBuilt) rmSync(unfinished, { force: true });
  if (code === 0) return;
  writeFileSync(log, output);
  process.stderr.write(`${describeBuildFailure(output)}\nthe whole output: ${log}\n`);
});
