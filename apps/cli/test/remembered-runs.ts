import { cp } from 'node:fs/promises';
import { expect } from 'vitest';
import { answer, small, temporaryFolder } from './program.js';

/** A run as `runs --json` tells it. */
export interface Run {
  readonly run: number;
  readonly at: string;
  readonly command: string;
  readonly ended: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly stages: Readonly<Record<string, number>>;
  readonly families: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly quantities: Readonly<Record<string, { readonly mean: number | null }>>;
  readonly report: string | null;
}

/** The runs that the cache of a folder remembers, the latest first. */
export async function runsIn(cwd: string, ...words: readonly string[]): Promise<readonly Run[]> {
  const ended = await answer(['runs', '--json', ...words], { cwd });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(ended.stdout) as Run[];
}

/** Makes a small report there. */
export const report = (cwd: string, ...words: readonly string[]) =>
  answer(['report', '--quiet', ...small, ...words], { cwd });

/** A folder with three runs: a first one, one with more steps, and the first one again. A copy of one that is made once. */
export async function folderWithRuns(): Promise<string> {
  made ??= makeRuns();
  const folder = await temporaryFolder();
  await cp(await made, folder, { recursive: true });
  return folder;
}

let made: Promise<string> | undefined;

async function makeRuns(): Promise<string> {
  const cwd = await temporaryFolder();
  for (const words of [[], ['--set', 'training.steps=30', '--out', 'longer.html'], []])
    expect(await report(cwd, ...words)).toMatchObject({ code: 0, stderr: '' });
  return cwd;
}
