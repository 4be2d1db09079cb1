import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdtemp, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { applySetting } from '@superposition/core/config';
import type { RunEvent } from '@superposition/pipeline/internal/run/event';
import { expect } from 'vitest';

/** The built program, which is what a user runs. */
export const builtProgram = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** A config whose whole report takes a second. It leaves out TensorFlow.js, which alone takes a second to load. */
export const small = [
  'model.features=12',
  'model.neurons=3',
  'training.steps=20',
  'training.batchSize=64',
  'training.seeds=2',
  'evaluation.samples=500',
  'report.crossCheck=false',
  'report.depth=brief',
  'sweeps.neurons.values=[2,3]',
  'sweeps.neurons.seeds=2',
  'sweeps.neurons.steps=20',
  'sweeps.neuronsByProbability.values={"neurons":[2],"activeProbability":[0.05]}',
  'sweeps.neuronsByProbability.steps=20',
].flatMap((setting) => ['--set', setting]);

/** The same as the text of a config file in JSON. */
export const smallConfig = JSON.stringify(
  small
    .filter((word) => word !== '--set')
    .reduce<unknown>((input, setting) => {
      const [path] = setting.split('=', 1);
      return applySetting(input, path!, setting.slice(path!.length + 1));
    }, {}),
);

/** What a run of the program left behind. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How the program is started. */
export interface Start {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
  /** Another than the one that is built here. */
  readonly program?: string;
  /** Called with each line of stdout as it comes. */
  readonly onLine?: (line: string, child: ChildProcess) => void;
  /** Called with each piece of stderr as it comes. */
  readonly onError?: (text: string, child: ChildProcess) => void;
}

/** Runs the program to its end. */
export function superposition(
  words: readonly string[],
  { cwd, env, uid, program = builtProgram, onLine, onError }: Start,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...words], {
      cwd,
      env: environmentIn(cwd, env),
      ...(uid !== undefined && { uid, gid: uid }),
    });
    let stdout = '';
    let stderr = '';
    let pending = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      pending += text;
      const lines = pending.split('\n');
      pending = lines.pop()!;
      for (const line of lines) onLine?.(line, child);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      onError?.(text, child);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/**
 * Does what the program would do with these words, in a process that has loaded the built program already, because its start takes
 * longer than most commands. Use `superposition` where it matters how the program starts and ends, who runs it, and what it does on
 * signals.
 */
export function answer(words: readonly string[], { cwd, env }: Pick<Start, 'cwd' | 'env'>): Promise<Ended> {
  const loaded = idle.pop() ?? startLoaded();
  loaded.channel?.ref();
  return new Promise((resolve, reject) => {
    const lost = () => reject(new Error(`the loaded program ended instead of answering ${words.join(' ')}`));
    loaded.once('exit', lost);
    loaded.once('message', (ended) => {
      loaded.off('exit', lost);
      loaded.channel?.unref();
      // One is enough for what comes next: few tests give several answers at once.
      if (idle.length === 0) idle.push(loaded);
      else loaded.disconnect();
      resolve(ended as Ended);
    });
    loaded.send({ words, cwd, env: environmentIn(cwd, env) });
  });
}

/** A loaded program that has nothing to do. It ends with this process. */
const idle: ChildProcess[] = [];

function startLoaded(): ChildProcess {
  const loaded = spawn(process.execPath, [fileURLToPath(new URL('loaded-program.mjs', import.meta.url))], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { PATH: process.env['PATH'] },
  });
  loaded.unref();
  return loaded;
}

/** With the variables of a package manager, the program would take another folder for the user's. */
const environmentIn = (cwd: string, env: NodeJS.ProcessEnv = {}) => ({
  PATH: process.env['PATH'],
  HOME: cwd,
  ...env,
});

/** What the program prints first where there is no config, as in most tests, which pass the settings. */
export const noConfig = (cwd: string) =>
  `config   none found in ${cwd} or a folder above it (superposition.config.ts, .js, .json): the defaults\n`;

/** The events that `report --json` printed. */
export function eventsOf({ stdout }: Ended): readonly RunEvent[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RunEvent);
}

/** Names of the stages that were built, sorted. */
export function builtStages(ended: Ended): readonly string[] {
  return eventsOf(ended)
    .flatMap((event) => (event.type === 'built' ? [event.stage] : []))
    .sort();
}

/** Writes a file, or replaces one, in one step, so that nobody can read half of it. */
export async function putFile(path: string, text: string): Promise<void> {
  const draft = join(dirname(path), `.${basename(path)}.draft`);
  await writeFile(draft, text);
  await rename(draft, path);
}

/** A new folder. All folders of a test run are removed after it. */
export const temporaryFolder = () => mkdtemp(join(tmpdir(), 'program-'));

/**
 * A folder in which `report` has run with the small config: a copy of one that a test run makes once.
 *
 * @param place of the folder, which need not exist
 */
export async function folderWithReport(place?: string): Promise<string> {
  made ??= makeReport();
  const folder = place ?? (await temporaryFolder());
  await cp(await made, folder, { recursive: true });
  return folder;
}

/** Starts a program as a user whom permissions hold for. Root ignores them, and only root can start a program as another user. */
export const asNobody = process.getuid?.() === 0 ? { uid: 65_534 } : {};

/** Makes the cache in a folder one that may only be read. Returns a function that gives it back to its owner. */
export async function readOnly(folder: string): Promise<() => Promise<void>> {
  const cache = join(folder, '.superposition');
  await chmod(join(cache, 'cache.sqlite'), 0o444);
  await chmod(cache, 0o555);
  await chmod(folder, 0o777);
  return () => chmod(cache, 0o755);
}

let made: Promise<string> | undefined;

async function makeReport(): Promise<string> {
  const finished = join(tmpdir(), 'small-report');
  if (existsSync(finished)) return finished;
  const folder = await temporaryFolder();
  expect(await superposition(['report', '--quiet', ...small], { cwd: folder })).toMatchObject({
    code: 0,
    stderr: '',
  });
  // Another process may have made it meanwhile.
  return rename(folder, finished).then(
    () => finished,
    () => folder,
  );
}
