#!/usr/bin/env node
import { getEventListeners } from 'node:events';
import { standingFolder } from './arguments/standing-folder.js';
import { forgiveStreams } from './output/forgiving-streams.js';
import { runCommand } from './run-command.js';

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // We exit at once on the second signal, and on the first when no run is listening, which would need an orderly end.
    const isAwaited = getEventListeners(interruption.signal, 'abort').length > 0;
    if (interruption.signal.aborted || !isAwaited) process.exit(130);
    interruption.abort();
  });
}
forgiveStreams(process);

// Node exits with code 13, and prints little, when the program awaits a promise that nothing can settle any more.
process.on('exit', () => {
  if (process.exitCode !== 13) return;
  process.stderr.write(
    'superposition: this is a bug, please report it: nothing will settle what it waits for\n',
  );
  process.exitCode = 1;
});

process.exitCode = await runCommand(process.argv.slice(2), {
  get folder() {
    return standingFolder();
  },
  environment: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  interrupted: interruption.signal,
});
