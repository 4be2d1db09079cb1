// Empty projects into which the tarballs are installed.
import { spawn } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackedPackage } from '../../scripts/packages/pack.js';

export const managers = ['npm', 'pnpm'] as const;
export type Manager = (typeof managers)[number];

const installed = new Map<string, Promise<string>>();

/**
 * The folder of a project in which these packages are installed, ours from their tarballs. Examples that need the same share it. No
 * package runs a script: an installation must work where nothing can be compiled or fetched.
 *
 * @param names as `npm install` takes them
 */
export function project(
  home: string,
  packed: readonly PackedPackage[],
  manager: Manager,
  names: readonly string[],
): Promise<string> {
  const key = [manager, ...names].join(' ');
  const known = installed.get(key) ?? install(join(home, `${manager}-`), packed, manager, names);
  installed.set(key, known);
  return known;
}

async function install(
  prefix: string,
  packed: readonly PackedPackage[],
  manager: Manager,
  names: readonly string[],
): Promise<string> {
  const tarballs = Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`]));
  const dependencies = Object.fromEntries(
    names.map((word) => {
      const [, name, range] = /^(@?[^@]+)(?:@(.*))?$/.exec(word)!;
      return [name!, tarballs[name!] ?? range ?? '*'];
    }),
  );
  // Another file of tests may install at the same time.
  const folder = await mkdtemp(prefix);
  // The packages depend on each other by versions that no registry has yet.
  const manifest = {
    private: true,
    type: 'module',
    dependencies,
    devDependencies: { '@types/node': '^20.19.0' },
    ...(manager === 'npm' && { overrides: tarballs }),
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  const overrides = Object.entries(tarballs).map(([name, file]) => `  '${name}': '${file}'\n`);
  if (manager === 'pnpm')
    await writeFile(join(folder, 'pnpm-workspace.yaml'), `overrides:\n${overrides.join('')}`);
  const words =
    manager === 'npm'
      ? ['npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline']
      : ['npx', '--yes', 'pnpm@12', 'install', '--ignore-scripts', '--prefer-offline'];
  const { status, output } = await call(words[0]!, words.slice(1), folder);
  if (status !== 0) throw new Error(`${words.join(' ')} of ${names.join(', ')} failed:\n${output}`);
  return folder;
}

export interface Called {
  readonly status: number | null;
  /** Of both streams, as they came. */
  readonly output: string;
}

/** Runs a program to its end. */
export function call(program: string, words: readonly string[], cwd: string): Promise<Called> {
  return new Promise((resolve, reject) => {
    const { CI: _, NODE_OPTIONS: __, ...env } = process.env;
    const child = spawn(program, words, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, output }));
  });
}
