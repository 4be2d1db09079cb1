// Does what the words of command lines ask for, one after another, and answers with what the built program would print.
import { nextTick } from 'node:process';
import { openWorkers } from '@superposition/pipeline';

// By a name that the type check does not follow into the built files.
const { runCommand } = await import(String(new URL('../dist/run-command.js', import.meta.url)));

/**
 * Takes what is written to a stream of this process. Returns a function that gives it away.
 *
 * @param {NodeJS.WriteStream} stream
 */
function collected(stream) {
  /** @type {Buffer[]} */
  let chunks = [];
  stream.write = (
    /** @type {string | Uint8Array} */ chunk,
    /** @type {(string | ((error?: Error) => void) | undefined)[]} */ ...others
  ) => {
    chunks.push(Buffer.from(chunk));
    const done = others.at(-1);
    if (typeof done === 'function') nextTick(done);
    return true;
  };
  return () => {
    const text = Buffer.concat(chunks).toString();
    chunks = [];
    return text;
  };
}

// Their starts would be most of what a report of a test costs.
const workers = openWorkers();
const [stdout, stderr] = [collected(process.stdout), collected(process.stderr)];

process.on(
  'message',
  async (/** @type {{ words: string[], cwd: string, env: NodeJS.ProcessEnv }} */ asked) => {
    const { words, cwd, env } = asked;
    process.chdir(cwd);
    for (const name of Object.keys(process.env)) delete process.env[name];
    Object.assign(process.env, env);
    const code = await runCommand(words, {
      folder: cwd,
      environment: process.env,
      stdout: process.stdout,
      stderr: process.stderr,
      interrupted: new AbortController().signal,
      workers,
    });
    process.send?.({ code, stdout: stdout(), stderr: stderr() });
  },
);
