#!/usr/bin/env node
import { getEventListeners } from 'node:events';
import { readCommandLine } from './arguments/command-line.js';
import { unknownVariables } from './arguments/environment.js';
import { standingFolder } from './arguments/standing-folder.js';
import { cache } from './commands/cache/cache.js';
import { completion } from './commands/completion/completion.js';
import { debug } from './commands/debug/debug.js';
import { diff } from './commands/diff.js';
import { doctor } from './commands/doctor.js';
import { explain } from './commands/explain.js';
import { exportModel } from './commands/export.js';
import { get } from './commands/get.js';
import { graph } from './commands/graph.js';
import { help } from './commands/help.js';
import { plan } from './commands/plan.js';
import { report } from './commands/report.js';
import { runs } from './commands/runs/runs.js';
import { schema } from './commands/schema.js';
import { forgiveStreams } from './output/forgiving-streams.js';
import { printableStream } from './output/printable-stream.js';
import { wrappedMessage } from './output/table.js';
import { asUserError } from './user-error.js';
import { program, versionOf } from './workbench/packages.js';
import { Interrupted } from './workbench/run-targets.js';
import type { CommandContext } from './workbench/workbench.js';

async function superposition(words: readonly string[], context: CommandContext): Promise<number> {
  const command = readCommandLine(words, process.env);
  if ('options' in command) {
    notTyped = Object.values(command.options.origins);
    for (const warning of unknownVariables(process.env)) context.stderr.write(`warning: ${warning}\n`);
  }
  switch (command.name) {
    case 'help':
      context.stdout.write(help(command.about, context.stdout.columns));
      return 0;
    case 'version':
      context.stdout.write(`superposition ${versionOf(program)}\n`);
      return 0;
    case 'report':
      return report(command.options, context);
    case 'watch': {
      // The modules of this command take time to load, and no other command needs them.
      const { watch } = await import('./watch/watch.js');
      return watch(command.options, context);
    }
    case 'plan':
      return plan(command.options, context);
    case 'get':
      return get(command.words, command.options, context);
    case 'export':
      return exportModel(command.words, command.options, context);
    case 'diff':
      return diff(command.words, command.options, context);
    case 'debug':
      return debug(command.words, command.options, context);
    case 'runs':
    case 'runs show':
    case 'runs diff':
      return runs(command.name, command.words, command.options, context);
    case 'graph':
      return graph(command.options, context);
    case 'explain':
      return explain(command.words, command.options, context);
    case 'completion':
      return completion(command.words, context);
    case 'schema':
      return schema(command.words, context);
    case 'doctor':
      return doctor(command.options, context);
    default:
      return cache(command.name, command.words, command.options, context);
  }
}

/** What messages call the values of options that are not on the command line. */
let notTyped: readonly string[] = [];

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

const [stdout, stderr] = [printableStream(process.stdout), printableStream(process.stderr)];
const complain = (message: string) =>
  void stderr.write(`${wrappedMessage(`superposition: ${message}`, stderr.columns)}\n`);
try {
  process.exitCode = await superposition(process.argv.slice(2), {
    get folder() {
      return standingFolder();
    },
    stdout,
    stderr,
    interrupted: interruption.signal,
  });
} catch (error) {
  const told = asUserError(error);
  if (told !== undefined) {
    complain(told.message);
    // The mistake may be in one of them, and their user may have forgotten them.
    const others = notTyped.filter((name) => !told.message.includes(name));
    if (told.exitCode === 2 && others.length > 0)
      stderr.write(`not from the command line: ${others.join(', ')}\n`);
    process.exitCode = told.exitCode;
  } else if (error instanceof Interrupted) {
    complain(error.message);
    process.exitCode = 130;
  } else {
    stderr.write(
      `superposition: this is a bug, please report it\n${(error as Error).stack ?? String(error)}\n`,
    );
    process.exitCode = 1;
  }
}
