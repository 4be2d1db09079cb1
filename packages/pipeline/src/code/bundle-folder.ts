import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { TaskAddress, TaskCode } from '../graph/task.js';
import { own } from '../values/own.js';
import { someOf } from '../values/some-of.js';
import { CodeMissingError, CodeStaleError } from './code-errors.js';
import { type CodeManifest, type ModuleManifest, manifestFormat } from './code-manifest.js';
import { type ExternalContent, externalContents, fingerprintOf } from './external-contents.js';
import { openFileDigests } from './file-digests.js';
import { importBundle } from './import-bundle.js';
import { isInstalled } from './is-installed.js';
import type { ModuleDigests } from './module-digests.js';
import { isChanged } from './source-digest.js';

/** The code of a task, and how to find the modules that it was made of. */
export interface BundledCode {
  readonly code: TaskCode;
  modules(): Promise<ModuleDigests | undefined>;
}

/** The bundles in a folder. */
export interface BundleFolder {
  readonly addresses: readonly TaskAddress[];
  /** @param address one of these */
  codeOf(address: TaskAddress): BundledCode;
}

/**
 * Opens the bundles that `bundleTasks` wrote to a folder. Looks at external packages only when the code of a task is asked for
 * that loads them.
 *
 * @throws CodeMissingError, CodeStaleError
 */
export async function openBundleFolder(folder: URL): Promise<BundleFolder> {
  const { tasks, packages, sources } = await readManifest(folder);
  refuseStale(folder, sources);
  const from = fileURLToPath(folder);
  const installed = new Map<string, readonly ExternalContent[]>();
  const contentsOf = (externals: readonly string[]): readonly ExternalContent[] => {
    if (externals.length === 0) return [];
    const list = externals.join(' ');
    const known = installed.get(list);
    if (known !== undefined) return known;
    const digests = openFileDigests(from, externals);
    const contents = externalContents(from, packages[list] ?? [], digests);
    digests.save();
    installed.set(list, contents);
    return contents;
  };
  let modules: Promise<ModuleManifest> | undefined;
  return {
    addresses: Object.keys(tasks) as TaskAddress[],
    codeOf(address) {
      const { bundle, externals, isSealed } = own(tasks, address)!;
      const contents = contentsOf(externals);
      const file = new URL(`${bundle}.mjs`, folder).href;
      const exportName = address.slice(address.indexOf('#') + 1);
      return {
        code: {
          fingerprint: fingerprintOf(bundle, contents),
          file,
          digest: bundle,
          isSealed,
          exportName,
          load: async () => (await importBundle({ file, digest: bundle }, exportName)).fn,
        },
        async modules() {
          // Read on demand: a run that finds everything fresh needs no reasons.
          modules ??= readModules(new URL('modules.json', folder));
          const bundled = (await modules)[bundle];
          const loaded = contents.map(([name, content]) => [`node_modules/${name}`, content.slice(0, 12)]);
          return bundled && { ...bundled, ...Object.fromEntries(loaded) };
        },
      };
    },
  };
}

async function readManifest(folder: URL): Promise<CodeManifest> {
  const file = new URL('manifest.json', folder);
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CodeMissingError(`${fileURLToPath(file)} is missing: build the package first`);
  });
  const manifest = JSON.parse(text) as CodeManifest;
  if (manifest.format !== manifestFormat)
    throw new CodeMissingError(
      `${fileURLToPath(file)} was written by another version: build the package again`,
    );
  return manifest;
}

/**
 * Compares what they say, so a fresh checkout, a touched file or another comment does not count as a change. An installed package is
 * not edited, and its sources may lie beside another version of the packages that were bundled. So there we compare nothing.
 */
function refuseStale(folder: URL, sources: CodeManifest['sources']): void {
  if (isInstalled(fileURLToPath(folder))) return;
  const ours = Object.keys(sources).filter((file) => !file.includes('node_modules/'));
  if (!ours.some((file) => existsSync(new URL(file, folder)))) return;
  // One after the other and without promises: a hundred small files take two milliseconds.
  const changed = Object.entries(sources).filter(([file, digest]) =>
    isChanged(fileURLToPath(new URL(file, folder)), digest),
  );
  if (changed.length === 0) return;
  const names = changed.map(([file]) => fileURLToPath(new URL(file, folder)));
  throw new CodeStaleError(
    `the bundles in ${fileURLToPath(folder)} are older than ${someOf(names)}: build the package again`,
    names,
  );
}

async function readModules(file: URL): Promise<ModuleManifest> {
  return JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as ModuleManifest;
}
