// What each package weighs: `pnpm bench:packages [ROOT OF A CHECKOUT] [--scripts]`. It packs all packages, installs each with npm
// into an empty folder, and prints a table. Installation scripts of dependencies run with --scripts only: they compile SQLite, for example.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { filesBelow, packAll } from '../scripts/packages/pack.js';
import { closure } from '../scripts/packages/workspace.js';

const words = process.argv.slice(2).filter((word) => word !== '--scripts');
const runsScripts = process.argv.includes('--scripts');
const folder = mkdtempSync(join(tmpdir(), 'packages-'));
try {
  const packed = packAll(folder, words[0] && resolve(words[0]));
  const manifests = new Map(packed.map(({ name, manifest }) => [name, manifest]));
  const tarballs = new Map(packed.map(({ name, tarball }) => [name, tarball]));
  const rows = packed.map(({ name, tarballBytes, files }) => {
    const home = join(folder, 'installed', name);
    const installed = install(
      home,
      closure([name], manifests).map((each) => tarballs.get(each)!),
    );
    return [
      name,
      kilobytes(tarballBytes),
      kilobytes(files.reduce((sum, { bytes }) => sum + bytes, 0)),
      files.length,
      ...installed,
    ];
  });
  const header = ['package', 'tarball kB', 'unpacked kB', 'files', 'packages installed', 'MB installed'];
  for (const row of [header, header.map(() => '---'), ...rows]) console.log(`| ${row.join(' | ')} |`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function kilobytes(bytes: number): string {
  return (bytes / 1_000).toFixed(0);
}

/** Installs tarballs into an empty folder. How many packages are there then, and how many MB? */
function install(home: string, tarballs: readonly string[]): readonly [number | string, string] {
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
  const options = ['--no-audit', '--no-fund', ...(runsScripts ? [] : ['--ignore-scripts'])];
  const { status, stderr } = spawnSync('npm', ['install', ...options, ...tarballs], {
    cwd: home,
    encoding: 'utf8',
  });
  if (status !== 0) {
    process.stderr.write(stderr);
    return ['failed', '–'];
  }
  const modules = join(home, 'node_modules');
  const { packages } = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')) as {
    packages: Record<string, unknown>;
  };
  const bytes = filesBelow(modules).reduce((sum, file) => sum + file.bytes, 0);
  const there = Object.keys(packages).filter((path) => existsSync(join(home, path)));
  rmSync(home, { recursive: true });
  return [there.length, (bytes / 1e6).toFixed(1)];
}
