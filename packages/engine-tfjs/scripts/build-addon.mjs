import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { firstThatRuns, runQuietly } from './run-quietly.mjs';

/** tfjs-node looks for its addon here, whatever the version of Node: Node-API is the same in all of them. */
export const addonFile = 'lib/napi-v8/tfjs_binding.node';

/** @throws {Error} when no C++ compiler is installed: known before anything is fetched */
export function findCompiler() {
  const compiler = firstThatRuns([process.env['CXX'] || 'c++', 'c++', 'g++', 'clang++']);
  if (compiler === undefined)
    throw new Error('no C++ compiler is installed, which builds the addon of tfjs-node');
  return compiler;
}

/**
 * Builds the addon of tfjs-node against `deps/` of a folder, into the same folder, which may be moved afterwards. The
 * compiler is called directly: neither node-gyp nor Node's own headers, which it would download, are needed.
 *
 * @param {string} compiler
 * @param {string} packageRoot folder of tfjs-node, which brings the addon's sources
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
