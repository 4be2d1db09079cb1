import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { transform } from 'esbuild';
import { digestOf } from '../values/digest.js';
import { codeOptions } from './source-digest.js';

/**
 * Digests of the code of modules, without comments, types and layout. The name of a module is its path in the
 * workspace, or, for other packages, its path in `node_modules`. It is never an absolute path.
 *
 * @param packageRoot folder of the package, with links resolved
 * @param modules paths relative to this folder
 */
export async function hashModules(
  packageRoot: string,
  modules: readonly string[],
): Promise<ReadonlyMap<string, { readonly name: string; readonly digest: string }>> {
  const workspace = workspaceOf(packageRoot);
  const entries = [...new Set(modules)].map(async (module) => {
    const file = join(packageRoot, module);
    return [module, { name: nameOf(workspace, file), digest: await digestOfModule(file) }] as const;
  });
  return new Map(await Promise.all(entries));
}

async function digestOfModule(file: string): Promise<string> {
  const source = await readFile(file);
  const options = codeOptions(file);
  return shortened(digestOf(options === undefined ? source : (await transform(source, options)).code));
}

// The digests only distinguish versions of one module and are part of no key. So 12 characters are enough.
function shortened(digest: string): string {
  return digest.slice(0, 12);
}

function nameOf(workspace: string, file: string): string {
  const path = relative(workspace, file).split(sep).join('/');
  const installed = path.lastIndexOf('node_modules/');
  return installed === -1 ? path : path.slice(installed);
}

function workspaceOf(packageRoot: string): string {
  for (let folder = packageRoot; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'pnpm-workspace.yaml'))) return folder;
    if (dirname(folder) === folder) return packageRoot;
  }
}
