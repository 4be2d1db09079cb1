import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../../scripts/packages/workspace.js';

export interface NodeProgram {
  readonly major: number;
  readonly file: string;
}

/** The versions of Node that the packages support. */
const majors = [20, 22, 24];

/**
 * A Node of each version that we support: the one that runs this, and others from the package `node` of npm. They stay in
 * node_modules/.cache, so that only the first run fetches them.
 */
export function nodePrograms(): readonly NodeProgram[] {
  return majors.map((major) => ({ major, file: nodeProgram(major) }));
}

function nodeProgram(major: number): string {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const home = join(workspaceRoot, 'node_modules/.cache/packed', `node-${major}`);
  const file = join(home, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(file)) {
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
    const words = ['install', '--no-audit', '--no-fund', `node@${major}`];
    const { status, stderr } = spawnSync('npm', words, { cwd: home, encoding: 'utf8' });
    if (status !== 0)
      throw new Error(`Node ${major} could not be fetched: npm ${words.join(' ')} failed:\n${stderr}`);
  }
  const version = execFileSync(file, ['--version'], { encoding: 'utf8' });
  if (!version.startsWith(`v${major}.`)) throw new Error(`${file} is Node ${version}, not ${major}`);
  return file;
}
