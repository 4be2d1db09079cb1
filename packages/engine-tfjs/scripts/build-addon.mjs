import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { firstThatRuns, runQuietly } from './run-quietly.mjs';

/** tfjs-node looks for its addon here under every version of Node, because Node-API is the same in all of them. */
export const addonFile = 'lib/napi-v8/tfjs_binding.node';

/** @throws {Error} when no C++ compiler is installed; so we know this before we fetch anything */
export function findCompiler() {
  const compiler = firstThatRuns([process.env['CXX'] || 'c++', 'c++', 'g++', 'clang++']);
  if (compiler === undefined)
    throw new Error('no C++ compiler is installed, but the addon of tfjs-node has to be built');
  return compiler;
}

/**
 * Builds the addon of tfjs-node against the `deps/` in `folder`, and puts it into `folder`, which may be moved
 * afterwards. We call the compiler directly. node-gyp is not needed, nor the headers of Node, which node-gyp would
 * download.
 *
 * @param {string} compiler
 * @param {string} packageRoot folder of tfjs-node, which contains the sources of the addon
 * @param {string} folder
 */
export async function buildAddon(compiler, packageRoot, folder) {
  // @ts-expect-error: the package says no types
  const { include_dir: nodeApi } = (await import('node-api-headers')).default;
  const addon = join(folder, addonFile);
  mkdirSync(join(addon, '..'), { recursive: true });
  const sources = readdirSync(join(packageRoot, 'binding')).filter((name) => name.endsWith('.cc'));
  const forSystem =
    process.platform === 'darwin'
      ? ['-undefined', 'dynamic_lookup', '-Wl,-rpath,@loader_path/../../deps/lib']
      : ['-shared', '-Wl,-rpath,$ORIGIN/../../deps/lib'];
  const hasFramework = readdirSync(join(folder, 'deps/lib')).some((name) => name.includes('_framework.'));
  runQuietly(compiler, [
    ...[
      '-std=c++17',
      '-O2',
      '-fPIC',
      ...(process.platform === 'darwin' ? ['-bundle'] : []),
      '-DNAPI_VERSION=8',
    ],
    ...['-I', nodeApi, '-I', join(folder, 'deps/include')],
    ...sources.map((name) => join(packageRoot, 'binding', name)),
    ...['-L', join(folder, 'deps/lib'), '-ltensorflow', ...(hasFramework ? ['-ltensorflow_framework'] : [])],
    ...forSystem,
    ...['-o', addon],
  ]);
  if (!existsSync(addon)) throw new Error(`${compiler} made no addon`);
}
