import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PipelineMistake } from '../graph/pipeline-mistake.js';
import type { TaskAddress, TaskCode } from '../graph/task.js';
import { type Digest, digestOf } from '../values/digest.js';
import { someOf } from '../values/some-of.js';
import { type CodeManifest, type ModuleManifest, manifestFormat } from './code-manifest.js';
import { type ExternalContent, externalContents, fingerprintOf } from './external-contents.js';
import { openFileDigests } from './file-digests.js';
import { importBundle } from './import-bundle.js';
import type { ModuleDigests } from './module-digests.js';

/** Finds the code of a task by its address. */
export interface CodeLibrary {
  find(address: TaskAddress): TaskCode | undefined;
  /** The modules in the bundle with this fingerprint, if they are known. Only reasons use them. */
  modules?(fingerprint: Digest): Promise<ModuleDigests | undefined>;
}

/** The code of a stage: the stage's own code (of a given value), or the code of its task in the library. */
export function codeOf(
  { code, task }: { readonly code?: TaskCode; readonly task: { readonly address: TaskAddress } },
  library: CodeLibrary,
): TaskCode | undefined {
  return code ?? library.find(task.address);
}

/** The code of a task was not built. */
export class CodeMissing extends PipelineMistake {
  override readonly name = 'CodeMissing';
}

/** The code of a task was built from sources that have changed since. */
export class CodeStale extends PipelineMistake {
  override readonly name = 'CodeStale';
}

/**
 * Opens the bundles that `bundleTasks` wrote to these folders.
 *
 * @throws CodeMissing when a folder has no manifest, because the package was not built
 * @throws CodeStale when a source of a bundle has changed since; where the sources are not installed, nothing is compared
 */
export async function openCodeLibrary(folders: readonly URL[]): Promise<CodeLibrary> {
  const codes = new Map<TaskAddress, TaskCode>();
  const built = new Map<
    Digest,
    { readonly modules: URL; readonly bundle: Digest; readonly externals: readonly ExternalContent[] }
  >();
  for (const folder of folders) {
    const { tasks, sources } = await readManifest(folder);
    await refuseStale(folder, sources);
    const from = fileURLToPath(folder);
    const digests = openFileDigests(from);
    for (const [address, { bundle, externals, isSealed }] of Object.entries(tasks)) {
      const contents = externalContents(from, externals, digests);
      const file = new URL(`${bundle}.mjs`, folder).href;
      const exportName = address.slice(address.indexOf('#') + 1);
      const code: TaskCode = {
        fingerprint: fingerprintOf(bundle, contents),
        file,
        digest: bundle,
        isSealed,
        exportName,
        load: async () => (await importBundle({ file, digest: bundle }, exportName)).fn,
      };
      codes.set(address as TaskAddress, code);
      built.set(code.fingerprint, { modules: new URL('modules.json', folder), bundle, externals: contents });
    }
    digests.save();
  }
  // Read on demand: a run that finds everything fresh needs no reasons.
  const manifests = new Map<string, Promise<ModuleManifest>>();
  return {
    find: (address) => codes.get(address),
    async modules(fingerprint) {
      const found = built.get(fingerprint);
      if (found === undefined) return undefined;
      const { href } = found.modules;
      const manifest = manifests.get(href) ?? readModules(found.modules);
      manifests.set(href, manifest);
      const modules = (await manifest)[found.bundle];
      const packages = found.externals.map(([name, content]) => [
        `node_modules/${name}`,
        content.slice(0, 12),
      ]);
      return modules && { ...modules, ...Object.fromEntries(packages) };
    },
  };
}

async function readManifest(folder: URL): Promise<CodeManifest> {
  const file = new URL('manifest.json', folder);
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CodeMissing(`${fileURLToPath(file)} is missing: build the package first (pnpm build)`);
  });
  const manifest = JSON.parse(text) as CodeManifest;
  if (manifest.format !== manifestFormat)
    throw new CodeMissing(`${fileURLToPath(file)} was written by another version: build the package again`);
  return manifest;
}

/**
 * Compares contents, so a fresh checkout or a touched file does not count as a change. A published package comes without its
 * sources. Then we compare nothing, also no third-party module, because another version of it may be installed there.
 */
async function refuseStale(folder: URL, sources: CodeManifest['sources']): Promise<void> {
  const own = Object.keys(sources).filter((file) => !file.includes('node_modules/'));
  if (!own.some((file) => existsSync(new URL(file, folder)))) return;
  const changed: string[] = [];
  for (const [file, digest] of Object.entries(sources)) {
    const content = await readFile(new URL(file, folder)).catch(() => undefined);
    if (content === undefined || digestOf(content) !== digest)
      changed.push(fileURLToPath(new URL(file, folder)));
  }
  if (changed.length > 0)
    throw new CodeStale(
      `the bundles in ${fileURLToPath(folder)} are older than ${someOf(changed)}: build the package again`,
    );
}

async function readModules(file: URL): Promise<ModuleManifest> {
  return JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as ModuleManifest;
}
