import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { RunEvent } from '@superposition/pipeline/internal/run/event';
import { eventLines } from '@superposition/pipeline/testing';
import { onTestFinished } from 'vitest';

/** A line of `superposition watch --json`. */
export interface WatchLine {
  readonly type: string;
  readonly revision?: number;
  readonly [key: string]: unknown;
}

/** A running `superposition watch`. */
export interface Watching {
  readonly child: ChildProcess;
  readonly address: string;
  readonly lines: readonly WatchLine[];
  /** Waits for the next line of this type after the line that the last call returned. */
  next(type: string, condition?: (line: WatchLine) => boolean): Promise<WatchLine>;
  /** The stages of a revision that were not fresh, with reasons: one line for each event. */
  reasonsIn(revision: number): readonly string[];
  stderr(): string;
  /** Resolves with the exit code or the signal, when the process has ended and all its output has arrived. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

/** After one of these events, a test would wait for ever, so we fail instead, unless the test waits for this event. */
const troubles = ['problem', 'build failed', 'session lost'];

const ownProgram = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** Starts the built program, and waits until it is watching. */
export async function watching(
  words: readonly string[],
  { cwd, env, program = ownProgram }: { cwd: string; env?: NodeJS.ProcessEnv; program?: string },
): Promise<Watching> {
  const child = spawn(process.execPath, [program, 'watch', '--json', '--jobs', '2', ...words], {
    cwd,
    // Native TensorFlow is found by HOME. The developer's own defaults must not be.
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], XDG_CONFIG_HOME: cwd, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Tests share processes, so this belongs to the test, not to the first file that imports this module.
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const closed = new Promise((resolve) => child.on('close', resolve));
    child.kill('SIGINT');
    await closed;
  });
  const lines: WatchLine[] = [];
  let seen = 0;
  let stderr = '';
  let hasEnded = false;
  let wake = () => {};
  let pending = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (pending + text).split('\n');
    pending = parts.pop()!;
    lines.push(...parts.map((part) => JSON.parse(part) as WatchLine));
    wake();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    // At 'exit', some output may not have arrived yet.
    child.on('close', (code, signal) => {
      hasEnded = true;
      resolve(signal ?? code);
      wake();
    }),
  );
  const next: Watching['next'] = async (type, condition = () => true) => {
    for (;;) {
      const index = lines.findIndex((line, at) => at >= seen && line.type === type && condition(line));
      if (index !== -1) {
        seen = index + 1;
        return lines[index]!;
      }
      const trouble = lines.slice(seen).find((line) => troubles.includes(line.type));
      if (trouble !== undefined && !troubles.includes(type))
        throw new Error(`instead of '${type}': ${JSON.stringify(trouble)}`);
      if (hasEnded) throw new Error(`it ended before '${type}': ${stderr}`);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const { address } = await next('watching');
  return {
    child,
    address: address as string,
    lines,
    next,
    reasonsIn: (revision) =>
      lines
        .filter((line) => line.revision === revision && !['revision', 'report', 'value'].includes(line.type))
        .flatMap((line) => eventLines(line as unknown as RunEvent))
        .filter((line) => !line.endsWith(' fresh')),
    stderr: () => stderr,
    ended,
  };
}

/** Ids of the child processes of this process that still exist. */
export async function childrenOf(pid: number): Promise<readonly number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return text.trim() === '' ? [] : text.trim().split(' ').map(Number);
}

/** Resolves when a process that is not our child has ended. A zombie counts as ended. */
export async function gone(pid: number): Promise<void> {
  while (await isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function isRunning(pid: number): Promise<boolean> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The state stands after the name in parentheses, which may itself contain parentheses.
  const state = text.slice(text.lastIndexOf(')') + 2)[0];
  return state !== undefined && !['Z', 'X'].includes(state);
}
