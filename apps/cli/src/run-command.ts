import { type Command, readCommandLine } from './arguments/command-line.js';
import { unknownVariables } from './arguments/environment.js';
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
import { printableStream } from './output/printable-stream.js';
import { wrappedMessage } from './output/table.js';
import { asUserError } from './user-error.js';
import { program, versionOf } from './workbench/packages.js';
import { Interrupted } from './workbench/run-targets.js';
import type { CommandContext } from './workbench/workbench.js';

/**
 * Does what the words of a command line ask for, and says on stderr what is wrong with them. It never rejects.
 *
 * @returns the exit code
 */
export async function runCommand(words: readonly string[], given: CommandContext): Promise<number> {
  const { environment, interrupted, workers } = given;
  const [stdout, stderr] = [printableStream(given.stdout), printableStream(given.stderr)];
  const context: CommandContext = {
    get folder() {
      return given.folder;
    },
    ...{ environment, stdout, stderr, interrupted, workers },
  };
  const complain = (message: string) =>
    void stderr.write(`${wrappedMessage(`superposition: ${message}`, stderr.columns)}\n`);
  /** What messages call the values of options that are not on the command line. */
  let notTyped: readonly string[] = [];
  try {
    const command = readCommandLine(words, environment);
    if ('options' in command) notTyped = Object.values(command.options.origins);
    return await run(command, context);
  } catch (error) {
    const told = asUserError(error);
    if (told !== undefined) {
      complain(told.message);
      // The mistake may be in one of them, and their user may have forgotten them.
      const others = notTyped.filter((name) => !told.message.includes(name));
      if (told.exitCode === 2 && others.length > 0)
        stderr.write(`not from the command line: ${others.join(', ')}\n`);
      return told.exitCode;
    }
    if (error instanceof Interrupted) {
      complain(error.message);
      return 130;
    }
    stderr.write(
      `superposition: this is a bug, please report it\n${(error as Error).stack ?? String(error)}\n`,
    );
    return 1;
  }
}

async function run(command: Command, context: CommandContext): Promise<number> {
  if ('options' in command)
    for (const warning of unknownVariables(context.environment))
      context.stderr.write(`warning: ${warning}\n`);
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
      // The modules of this command and of sweeps take time to load, and no other command needs them.
      const { watch } = await import('./watch/watch.js');
      return watch(command.options, context);
    }
    case 'plan':
      return plan(command.options, context);
    case 'get':
      return get(command.words, command.options, context);
    case 'sweep': {
      const { sweep } = await import('./commands/sweep/sweep.js');
      return sweep(command.options, context);
    }
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
