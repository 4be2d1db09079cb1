import { mkdir, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import type { AnyTask } from '../graph/task.js';
import { digestOf } from '../values/digest.js';
import { type Bundle, bundleTask } from './bundle.js';
import { type CodeManifest, type ModuleManifest, manifestFormat } from './code-manifest.js';
import { hashModules } from './hash-modules.js';
import { installedFrom } from './installed.js';
import { unusedMark } from './module-digests.js';
import { sourceDigest } from './record-sources.js';
import type { SourceDigest } from './source-digest.js';
import type { SourceMapFile } from './source-map-file.js';

/**
 * The build step of a package with tasks. It writes a bundle `<digest>.mjs` for each task, a `manifest.json` that
 * `openCodeLibrary` reads, and a `modules.json` that names the modules of each bundle. (Reasons use these names.) The source map
 * `<digest>.mjs.map` is read when a stage fails.
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
          await sourceMapOf(map, root, writtenTo),
        ]),
      ),
    ),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  for (const name of await readdir(folder))
    if (!Object.hasOwn(files, name)) await rm(join(folder, name), { recursive: true });
  return sources;
}

/** The path of a source from the folder of the bundles. */
function pathBetween(folder: string, root: string, source: string): string {
  return relative(folder, resolve(root, source)).split(sep).join('/');
}

/** A source map as it stands beside its bundle: the paths of sources are relative to it. */
async function sourceMapOf({ text, column }: Bundle['map'], root: string, folder: string): Promise<string> {
  const map = JSON.parse(text) as SourceMapFile['sections'][0]['map'];
  const sources = map.sources.map((source) => pathBetween(folder, root, source));
  const digests = map.sources.map(async (source) => digestOf(await readFile(resolve(root, source))));
  const placed = { ...map, sources, x_digests: await Promise.all(digests) };
  const written: SourceMapFile = {
    version: 3,
    sections: [{ offset: { line: 0, column }, map: placed }],
  };
  return JSON.stringify(written);
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
