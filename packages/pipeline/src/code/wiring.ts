import { type BuildOptions, build } from 'esbuild';
import type { TaskAddress } from '../graph/task.js';
import { withoutPlace } from '../values/called-from.js';
import { afterResolution } from './after-resolution.js';
import { ImpureTaskError } from './code-errors.js';
import { thirdParty } from './third-party.js';

const wiringPackage = /^@superposition\/pipeline(\/(bundle-tasks|cache|views|testing|store-contract))?$/;

/** Codecs may stand beside the functions whose values they keep. */
const codecs: ReadonlySet<string> = new Set(['values', 'json', 'float32', 'float64', 'record']);

/**
 * Whether the task's own code uses what declares and runs tasks. It looks into no installed package, so the answer is the same whatever
 * else is installed.
 *
 * @param options of the task's bundle
 */
export async function importsWiring(options: BuildOptions): Promise<boolean> {
  const plugins = [packagesApart, ...(options.plugins ?? [])];
  const built = await build({ ...options, write: false, plugins }).catch(() => undefined);
  const code = built?.outputFiles.find(({ path }) => path.endsWith('.mjs'))?.text ?? '';
  const body = code.replace(imports, '');
  return [...code.matchAll(imports)].some(([, names, path]) => {
    if (!wiringPackage.test(path!)) return false;
    return names === undefined || names.split(',').some((name) => isWiring(name, body));
  });
}

/** The imports of a bundle, as esbuild writes them without spaces. */
const imports = /\bimport(?:\{([^}]*)\}from|[^"'();]*from|\(?)"([^"]*)"/g;

/** esbuild leaves the names that nothing uses in an import. */
function isWiring(name: string, body: string): boolean {
  const [imported, local = imported] = name.split(' as ') as [string, string?];
  return (
    !codecs.has(imported) && new RegExp(`(?<![\\w$.])${local.replaceAll('$', '\\$')}(?![\\w$])`).test(body)
  );
}

const packagesApart = afterResolution('packages apart', (found, path) => {
  const isApart = wiringPackage.test(path) || found.errors.length > 0 || thirdParty.test(found.path);
  return isApart ? { path, external: true, sideEffects: false } : found;
});

export function wiringError(address: TaskAddress): ImpureTaskError {
  const message = `the module of the task ${address} imports @superposition/pipeline, so its code would hold the wiring: functions and wiring live apart; move the function into a module of its own`;
  return withoutPlace(() => new ImpureTaskError(message, address, ['@superposition/pipeline']));
}
