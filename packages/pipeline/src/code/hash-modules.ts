import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { digestOf } from '../values/digest.js';
import { moduleName, workspaceOf } from './module-name.js';
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
    return [module, { name: moduleName(workspace, file), digest: await digestOfModule(file) }] as const;
  });
  return new Map(await Promise.all(entries));
}

async function digestOfModule(file: string): Promise<string> {
  // What is no file by itself (a `data:` URL is a module, too), or was removed or broken meanwhile, only loses its reasons.
  const source = await readFile(file).catch(() => file.slice(file.lastIndexOf('<')));
  const options = codeOptions(file);
  const code = options && (await transform(source, options).catch(() => undefined))?.code;
  return shortened(digestOf(code ?? source));
}

// The digests only distinguish versions of one module and are part of no key. So 12 characters are enough.
function shortened(digest: string): string {
  return digest.slice(0, 12);
}
