import { readFile } from 'node:fs/promises';
import { PipelineMistake } from '../graph/pipeline-mistake.js';
import type { AnyTaskFunction, TaskAddress, TaskCode } from '../graph/task.js';
import type { Digest } from '../values/digest.js';
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

/** What `bundleTasks` writes beside the bundles. */
export interface CodeManifest {
  readonly tasks: { readonly [address: TaskAddress]: Digest };
}

/** The modules of each bundle, by fingerprint. `bundleTasks` writes this file too. */
export type ModuleManifest = { readonly [fingerprint: Digest]: ModuleDigests };

/** The code of a task was not built. */
export class CodeMissing extends PipelineMistake {
  override readonly name = 'CodeMissing';
}

/**
 * Opens the bundles that `bundleTasks` wrote to these folders.
 *
 * @throws CodeMissing when a folder has no manifest, because the package was not built
 */
export async function openCodeLibrary(folders: readonly URL[]): Promise<CodeLibrary> {
  const codes = new Map<TaskAddress, TaskCode>();
  for (const folder of folders) {
    const file = new URL('manifest.json', folder);
    const text = await readFile(file, 'utf8').catch(() => {
      throw new CodeMissing(`${file.pathname} is missing: build the package first (pnpm build)`);
    });
    for (const [address, fingerprint] of Object.entries((JSON.parse(text) as CodeManifest).tasks)) {
      codes.set(address as TaskAddress, bundled(folder, address, fingerprint));
    }
  }
  // Read on demand: a run that finds everything fresh needs no reasons.
  let modules: Promise<ReadonlyMap<string, ModuleDigests>> | undefined;
  return {
    find: (address) => codes.get(address),
    async modules(fingerprint) {
      modules ??= readModules(folders);
      return (await modules).get(fingerprint);
    },
  };
}

async function readModules(folders: readonly URL[]): Promise<ReadonlyMap<string, ModuleDigests>> {
  const known = new Map<string, ModuleDigests>();
  for (const folder of folders) {
    const text = await readFile(new URL('modules.json', folder), 'utf8').catch(() => '{}');
    for (const [fingerprint, digests] of Object.entries(JSON.parse(text) as ModuleManifest))
      known.set(fingerprint, digests);
  }
  return known;
}

function bundled(folder: URL, address: string, fingerprint: Digest): TaskCode {
  const file = new URL(`${fingerprint}.mjs`, folder).href;
  const exportName = address.slice(address.indexOf('#') + 1);
  return {
    fingerprint,
    file,
    exportName,
    async load() {
      const module = (await import(file)) as Record<string, AnyTaskFunction>;
      return module[exportName]!;
    },
  };
}
