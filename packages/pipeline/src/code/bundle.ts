import { builtinModules } from 'node:module';
import { build, type Metafile, transform } from 'esbuild';
import type { AnyTask, TaskAddress } from '../graph/task.js';
import { canonicalJson } from '../values/canonical-json.js';
import { type Digest, digestOf } from '../values/digest.js';
import { externalVersions } from './external-versions.js';

/** The code of one task as it is hashed and as it runs. */
export interface Bundle {
  readonly address: TaskAddress;
  readonly fingerprint: Digest;
  readonly code: string;
  /** Source files that went into it, relative to the package. */
  readonly sources: readonly string[];
  /** Those of them of which nothing is left in the code; a constant of theirs may be, inlined. */
  readonly unused: readonly string[];
}

/** A task whose code depends on more than its inputs and parameters; the message names what it reaches for. */
export class ImpureTask extends Error {
  override readonly name = 'ImpureTask';
}

/**
 * Bundles exactly one export with everything it uses. The text changes with the function, its helpers and its third-party
 * code; comments, types, unused exports, sibling files and the folder of the checkout do not enter it.
 *
 * @param packageRoot folder of the package that the task's address names
 * @throws ImpureTask when the code reads the clock, the environment, the file system, the network or Math.random
 */
export async function bundleTask(
  packageRoot: string,
  task: Pick<AnyTask, 'address' | 'externals'>,
): Promise<Bundle> {
  const [module, exportName] = task.address.split('#') as [string, string];
  const result = await build({
    stdin: { contents: `export { ${exportName} } from '${module}';`, resolveDir: packageRoot },
    // Bundles name CommonJS files by their path from here.
    absWorkingDir: packageRoot,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target,
    conditions: ['source'],
    external: task.externals.flatMap((name) => [name, `${name}/*`]),
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    charset: 'utf8',
    // What libraries ask before anything else; without an answer, each of them would read the environment.
    define: { 'process.env.NODE_ENV': '"production"' },
    // Only warnings by default: the bundle would call what is undefined.
    logOverride: { 'import-is-undefined': 'error', 'call-import-namespace': 'error' },
    logLevel: 'silent',
  });
  const imports = Object.values(result.metafile.outputs).flatMap((output) => output.imports);
  const bundled = result.outputFiles[0]!.text;
  await refuseImpure(task, bundled, imports);
  const code = withRequire(bundled, imports);
  const externals = externalVersions(packageRoot, task.externals);
  return {
    address: task.address,
    fingerprint: digestOf(task.externals.length === 0 ? code : `${code}\n${canonicalJson(externals)}`),
    code,
    sources: Object.keys(result.metafile.inputs).filter((file) => file !== '<stdin>'),
    unused: Object.values(result.metafile.outputs).flatMap(({ inputs }) =>
      Object.keys(result.metafile.inputs).filter((file) => !(inputs[file]?.bytesInOutput ?? 0)),
    ),
  };
}

const target = 'node20';

type Imports = Metafile['outputs'][string]['imports'];

/** CommonJS code in a bundle asks `require` for what was not bundled, and modules have none of their own. */
function withRequire(code: string, imports: Imports): string {
  const needed = imports.some(({ kind, external }) => external && kind === 'require-call');
  return needed
    ? `import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);${code}`
    : code;
}

// What a task may not reach for. `require` and its like are the business of `imports`.
const impureGlobals = [
  'Math.random',
  'Date',
  'Temporal',
  'performance',
  'process',
  'crypto',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'BroadcastChannel',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'navigator',
  'localStorage',
  'sessionStorage',
  'Intl',
  'global',
  'globalThis',
  'self',
  'window',
  'import.meta.url',
  'import.meta.dirname',
  'import.meta.filename',
  '__dirname',
  '__filename',
];

const pureBuiltins = new Set([
  'assert',
  'buffer',
  'events',
  'punycode',
  'querystring',
  'string_decoder',
  'url',
  'util',
]);

function marker(name: string): string {
  return `__impure_${name.replaceAll('.', '$')}`;
}

/**
 * esbuild's `define` replaces a global only where it is really the global, so in the finished bundle, which holds only
 * what is used, each marker is a use of what it stands for.
 */
async function refuseImpure(task: Pick<AnyTask, 'address'>, code: string, imports: Imports): Promise<void> {
  const marked = await transform(code, {
    define: Object.fromEntries(impureGlobals.map((name) => [name, marker(name)])),
    format: 'esm',
    target,
    logLevel: 'silent',
  });
  const identifiers = new Set(marked.code.match(/__impure_[\w$]+/g));
  const used = new Set(impureGlobals.filter((name) => identifiers.has(marker(name))));
  for (const { path, external } of imports) {
    const name = path.replace(/^node:/, '');
    if (external && builtinModules.includes(name) && !pureBuiltins.has(name.split('/')[0]!))
      used.add(`node:${name}`);
  }
  if (used.size === 0) return;
  throw new ImpureTask(
    `the task ${task.address} uses ${[...used].join(', ')}: a task may depend on its inputs and parameters alone; ` +
      'pass what it needs as a parameter, or declare the package that needs it as external',
  );
}
