// Copies of the folders in examples/, with the tarballs installed in them.
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackedPackage } from '../../scripts/packages/pack.js';
import { call, type Manager } from './project.js';

const examples = new URL('../../examples/', import.meta.url);

/** Copies an example into a folder of its own below `home`, and installs there what its manifest names, ours from the tarballs. */
export async function installedExample(
  name: string,
  home: string,
  packed: readonly PackedPackage[],
  manager: Manager,
): Promise<string> {
  const folder = await mkdtemp(join(home, `${name.replaceAll('/', '-')}-${manager}-`));
  const isLeftover = /[/](node_modules|dist|[.]superposition)$/;
  await cp(new URL(name, examples), folder, { recursive: true, filter: (path) => !isLeftover.test(path) });
  const tarballs = Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`]));
  const file = join(folder, 'package.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Record<string, Record<string, string>>;
  for (const kind of ['dependencies', 'devDependencies'])
    for (const name of Object.keys(manifest[kind] ?? {}))
      manifest[kind]![name] = tarballs[name] ?? manifest[kind]![name]!;
  // The packages depend on each other by versions that no registry has yet.
  if (manager === 'npm') manifest['overrides'] = tarballs;
  const overrides = Object.entries(tarballs).map(([name, tarball]) => `  '${name}': '${tarball}'\n`);
  if (manager === 'pnpm')
    await writeFile(join(folder, 'pnpm-workspace.yaml'), `overrides:\n${overrides.join('')}`);
  await writeFile(file, JSON.stringify(manifest, null, 2));
  await run(folder, [...commands[manager], 'install', '--ignore-scripts', '--prefer-offline']);
  return folder;
}

const commands = { npm: ['npm', '--no-audit', '--no-fund'], pnpm: ['npx', '--yes', 'pnpm@12'] };

/** Runs a script of an example's manifest, and gives what it printed itself, without spaces at the ends of lines. */
export function runScript(folder: string, manager: Manager, script: string): Promise<string> {
  return run(folder, [...commands[manager], '--silent', 'run', script]);
}

/** Runs a command to its end, and gives what it printed. */
export async function run(folder: string, [program, ...words]: readonly string[]): Promise<string> {
  const { status, output } = await call(program!, words, folder);
  if (status !== 0) throw new Error(`${program} ${words.join(' ')} ended with ${status}:\n${output}`);
  return output.replace(/ +$/gm, '');
}

/** What the README of an example says that a command prints. */
export async function printedBy(name: string, command: string): Promise<string> {
  const readme = await readFile(new URL(`${name}/README.md`, examples), 'utf8');
  const [, printed] = readme.split(`$ ${command}\n`);
  if (printed === undefined) throw new Error(`the README of ${name} does not show '${command}'`);
  return printed.split(/^(?:\$ .*|```)$/m)[0]!;
}
