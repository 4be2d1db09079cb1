import { mkdir, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import type { AnyTask } from '../graph/task.js';
import { type Bundle, bundleTask } from './bundle.js';
import { type CodeManifest, type ModuleManifest, manifestFormat } from './code-manifest.js';
import { hashModules } from './hash-modules.js';
import { installedFrom } from './installed.js';
import { unusedMark } from './module-digests.js';
import { sourceDigest } from './record-sources.js';
import type { SourceDigest } from './source-digest.js';

/**
 * The build step of a package with tasks. It writes a bundle `<digest>.mjs` for each task, a `manifest.json` that
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
  const root = await realpath(packageRoot);
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
    sources: await digestsOf(root, await realpath(folder), sources),
  };
  const files: Readonly<Record<string, string>> = {
    'manifest.json': `${JSON.stringify(manifest, null, 2)}\n`,
    'modules.json': `${JSON.stringify(await modulesOf(root, bundles))}\n`,
    ...Object.fromEntries(bundles.map(({ digest, code }) => [`${digest}.mjs`, code])),
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
    const file = resolve(root, source);
    return [relative(folder, file).split(sep).join('/'), await sourceDigest(file)];
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function modulesOf(packageRoot: string, bundles: readonly Bundle[]): Promise<ModuleManifest> {
  const known = await hashModules(
    packageRoot,
    bundles.flatMap(({ sources }) => sources),
  );
  const entries = bundles.map(({ digest, sources, unused }) => {
    const digests = sources.map((module) => {
      const found = known.get(module)!;
      return [found.name, unused.includes(module) ? `${unusedMark}${found.digest}` : found.digest] as const;
    });
    return [digest, Object.fromEntries(digests)] as const;
  });
  return Object.fromEntries(entries);
}
