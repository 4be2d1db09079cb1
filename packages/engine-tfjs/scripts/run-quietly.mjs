import { spawnSync } from 'node:child_process';

/**
 * Runs a program to its end without showing what it prints.
 *
 * @param {string} program
 * @param {readonly string[]} words
 * @param {{ minutes?: number, env?: NodeJS.ProcessEnv }} [options]
 * @returns {string} what it printed on stdout
 * @throws {Error} when the program cannot be started, fails or takes too long; the message quotes the last line in
 *   which the program reported an error
 */
export function runQuietly(program, words, { minutes = 10, ...options } = {}) {
  const { error, status, signal, stdout, stderr } = spawnSync(program, words, {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    timeout: minutes * 60_000,
    ...options,
  });
  if (status === 0) return stdout;
  const { code } = /** @type {NodeJS.ErrnoException} */ (error ?? {});
  if (code === 'ETIMEDOUT') throw new Error(`${program} did not end within ${minutes} minutes`);
  if (error !== undefined) throw new Error(`${program} cannot be started (${code})`);
  const complaint = `${stdout}\n${stderr}`
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /error|fatal|not found|cannot|no module/i.test(line))
    .at(-1);
  throw new Error(`${program} failed: ${complaint ?? (signal === null ? `exit code ${status}` : signal)}`);
}

/**
 * The first of some programs that starts and says its version, or undefined.
 *
 * @param {readonly string[]} programs
 */
export function firstThatRuns(programs, words = ['--version']) {
  return programs.find((program) => spawnSync(program, words, { stdio: 'ignore' }).status === 0);
}
