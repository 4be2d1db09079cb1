import { mkdir, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnyTask } from '../graph/task.js';
import { type Bundle, bundleTask } from './bundle.js';
import type { CodeManifest, ModuleManifest } from './code-library.js';
import { hashModules } from './hash-modules.js';
import { unusedMark } from './module-digests.js';

/**
 * The build step of a package with tasks. It writes a bundle `<fingerprint>.mjs` for each task, a `manifest.json` that
 * `openCodeLibrary` reads, and a `modules.json` that names the modules of each bundle. (Reasons use these names.)
 *
 * @param packageRoot folder of the package
 * @param folder where to write; everything else in this folder is removed
 * @returns the source files that the bundles were made from, relative to the package
 */
export async function bundleTasks(
  packageRoot: string,
  folder: string,
  tasks: readonly AnyTask[],
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const bundles = await Promise.all(tasks.map((task) => bundleTask(packageRoot, task)));
  for (const { fingerprint, code } of bundles) await writeFile(join(folder, `${fingerprint}.mjs`), code);
  const manifest: CodeManifest = {
    tasks: Object.fromEntries(bundles.map(({ address, fingerprint }) => [address, fingerprint])),
  };
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const modules = await modulesOf(await realpath(packageRoot), bundles);
  await writeFile(join(folder, 'modules.json'), `${JSON.stringify(modules)}\n`);
  const kept = new Set([
    'manifest.json',
    'modules.json',
    ...bundles.map(({ fingerprint }) => `${fingerprint}.mjs`),
  ]);
  for (const name of await readdir(folder))
    if (!kept.has(name)) await rm(join(folder, name), { recursive: true });
  return [...new Set(bundles.flatMap(({ sources }) => sources))].sort();
}

async function modulesOf(packageRoot: string, bundles: readonly Bundle[]): Promise<ModuleManifest> {
  const known = await hashModules(
    packageRoot,
    bundles.flatMap(({ sources }) => sources),
  );
  const entries = bundles.map(({ fingerprint, sources, unused }) => {
    const digests = sources.map((module) => {
      const { name, digest } = known.get(module)!;
      return [name, unused.includes(module) ? `${unusedMark}${digest}` : digest] as const;
    });
    return [fingerprint, Object.fromEntries(digests)] as const;
  });
  return Object.fromEntries(entries);
}
