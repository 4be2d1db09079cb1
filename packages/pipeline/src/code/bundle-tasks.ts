import { mkdir, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type AnyTask, isTask } from '../graph/task.js';
import { needText } from '../values/need.js';
import { whatIs } from '../values/what-is.js';
import { type Bundle, bundleTask } from './bundle.js';
import { modulesOfBundles } from './bundle-modules.js';
import { type CodeManifest, type ModuleManifest, manifestFormat } from './code-manifest.js';
import { installedFrom } from './installed.js';
import { pathBetween, placedSourceMap } from './placed-source-map.js';
import { sourceDigest } from './record-sources.js';
import type { SourceDigest } from './source-digest.js';

/**
 * The build step of a package with tasks, and of a program that is bundled. (Tasks of `defineTasks` need none.) It writes a bundle `<digest>.mjs` for each task, a `manifest.json` that
 * `openCodeLibrary` reads, and a `modules.json` that names the modules of each bundle. (Reasons use these names.) The source map
 * `<digest>.mjs.map` is read when a stage fails.
 *
 * @param packageRoot folder of the package
 * @param folder where to write; everything else in this folder is removed
 * @returns the source files that the bundles were made from, relative to the package
 * @throws ImpureTaskError when the code of a task uses the clock, files or the like
 * @throws BundleError when a module cannot be found, or has a mistake
 * @throws TypeError when an argument is wrong @public
 */
export async function bundleTasks(
  packageRoot: string,
  folder: string,
  tasks: readonly AnyTask[],
): Promise<readonly string[]> {
  needText('bundleTasks', 'the folder of the package', packageRoot);
  needText('bundleTasks', 'the folder to write to', folder);
  if (!Array.isArray(tasks) || !tasks.every(isTask))
    throw new TypeError(
      `bundleTasks: its tasks are ${whatIs(tasks)}; give a list of tasks, such as Object.values(tasks)`,
    );
  await mkdir(folder, { recursive: true });
  const root = await realpath(packageRoot);
  const writtenTo = await realpath(folder);
  const installed = installedFrom(
    root,
    tasks.flatMap(({ externals }) => externals),
  );
  const bundles = await Promise.all(tasks.map((task) => bundleTask(root, task, installed)));
  installed.digests.save();
  const sources = [...new Set(bundles.flatMap((bundle) => bundle.sources))].sort();
  const manifest: CodeManifest = {
    format: manifestFormat,
    tasks: Object.fromEntries(
      bundles.map(({ address, digest, externals, isSealed }) => [
        address,
        { bundle: digest, externals, isSealed },
      ]),
    ),
    packages: Object.fromEntries(
      bundles
        .filter(({ externals }) => externals.length > 0)
        .map(({ externals, packages }) => [externals.join(' '), packages]),
    ),
    sources: await digestsOf(root, writtenTo, sources),
  };
  const files: Readonly<Record<string, string>> = {
    'manifest.json': `${JSON.stringify(manifest, null, 2)}\n`,
    'modules.json': `${JSON.stringify(await modulesOf(root, bundles))}\n`,
    ...Object.fromEntries(bundles.map(({ digest, code }) => [`${digest}.mjs`, code])),
    ...Object.fromEntries(
      await Promise.all(
        bundles.map(async ({ digest, map }) => [
          `${digest}.mjs.map`,
          await placedSourceMap(map, root, writtenTo),
        ]),
      ),
    ),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  for (const name of await readdir(folder))
    if (!Object.hasOwn(files, name)) await rm(join(folder, name), { recursive: true });
  return sources;
}

/** The digests of sources by their paths relative to `folder`. */
async function digestsOf(
  root: string,
  folder: string,
  sources: readonly string[],
): Promise<CodeManifest['sources']> {
  const entries = sources.map(async (source): Promise<[string, SourceDigest]> => {
    return [pathBetween(folder, root, source), await sourceDigest(resolve(root, source))];
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function modulesOf(packageRoot: string, bundles: readonly Bundle[]): Promise<ModuleManifest> {
  const lists = await modulesOfBundles(packageRoot, bundles);
  return Object.fromEntries(bundles.map(({ digest }, index) => [digest, lists[index]!]));
}
