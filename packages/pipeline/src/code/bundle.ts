import { isBuiltin } from 'node:module';
import { relative, sep } from 'node:path';
import { type BuildOptions, build, type Message, type Metafile, type OutputFile, type Plugin } from 'esbuild';
import type { AnyTask, TaskAddress } from '../graph/task.js';
import { withoutPlace } from '../values/called-from.js';
import { type Digest, digestOf } from '../values/digest.js';
import { BundleError, ImpureTaskError } from './code-errors.js';
import { type ExternalPackage, externalContents, fingerprintOf } from './external-contents.js';
import { findInstalled } from './find-installed.js';
import type { MappedCode } from './impure-places.js';
import { type Installed, installedFrom } from './installed.js';
import { refuseImpure } from './refuse-impure.js';
import { importsOf, thirdParty, withoutAbsent, withoutThirdParties } from './third-party.js';
import { importsWiring, wiringError } from './wiring.js';
import { withRequire } from './with-require.js';

/** The code of one task. The text that we hash is the text that runs. */
export interface Bundle {
  readonly address: TaskAddress;
  /** Of the code. */
  readonly digest: Digest;
  /** Of the code and of the packages that it loads. */
  readonly fingerprint: Digest;
  readonly code: string;
  /** Leads from places in the code to places in the sources. It is no part of the digest: comments move the places. */
  readonly map: SourceMapText;
  /** The names of the packages that are declared external, sorted. */
  readonly externals: readonly string[];
  /** What these packages load. */
  readonly packages: readonly ExternalPackage[];
  /** The code loads none of these packages. */
  readonly isSealed: boolean;
  /** Source files that esbuild read for it, relative to the package. */
  readonly sources: readonly string[];
  /** What esbuild found, by which we can tell later whether it would find the same. */
  readonly metafile: Metafile;
  /** Those sources of which nothing is left in the code, except perhaps constants that esbuild has inlined. */
  readonly unused: readonly string[];
}

/**
 * Bundles one export with all code that it uses. The text of the bundle changes with the function, its helpers and its
 * third-party code. Comments, types, unused exports, other files and the folder of the checkout do not change it.
 *
 * @param packageRoot folder of the package that the task's address names, or that its source belongs to
 * @param installed what is known of the external packages
 * @param plugins for esbuild
 * @throws BundleError when a file is missing or has a mistake
 * @throws ImpureTaskError when the code reads the clock, the environment, the file system, the network or Math.random
 */
export async function bundleTask(
  packageRoot: string,
  task: Pick<AnyTask, 'address' | 'externals' | 'source'>,
  installed: Installed = installedFrom(packageRoot, task.externals),
  plugins: readonly Plugin[] = [],
): Promise<Bundle> {
  const options = { ...optionsOf(packageRoot, task), plugins: [...plugins] };
  try {
    return await judged(packageRoot, task, installed, options, await buildWhole(options, task));
  } catch (error) {
    const mayBeWiring = error instanceof ImpureTaskError || error instanceof BundleError;
    if (mayBeWiring && (await importsWiring(options))) throw wiringError(task.address);
    throw error;
  }
}

/**
 * The bundle before it is judged. A package may import what is not installed, such as an optional peer, if nothing of that import is
 * left in the bundle: so the bundle is the same with it and without it.
 *
 * @throws BundleError
 */
async function buildWhole(options: BundleOptions, task: Pick<AnyTask, 'address' | 'source'>): Promise<Built> {
  try {
    return await build(options);
  } catch (error) {
    const absent = new Set<string>();
    const lenient = { ...options, plugins: [withoutAbsent(absent), ...options.plugins] };
    const whole = await build(lenient).catch(() => undefined);
    if (whole === undefined || importsOf(whole.metafile).some(({ path }) => absent.has(path)))
      throw explained(error, task);
    return whole;
  }
}

type BundleOptions = ReturnType<typeof optionsOf> & { readonly plugins: Plugin[] };
type Built = Awaited<ReturnType<typeof build<BundleOptions>>>;

/** The bundle that esbuild has made, if it is pure. */
async function judged(
  packageRoot: string,
  task: Pick<AnyTask, 'address' | 'externals' | 'source'>,
  installed: Installed,
  options: BundleOptions,
  whole: Built,
): Promise<Bundle> {
  const { metafile } = whole;
  const imports = importsOf(metafile);
  const isSealed = imports.every(({ path }) => isBuiltin(path));
  const bundled = textOf(whole, '.mjs');
  const kinds = (kind: string) => imports.filter((each) => each.kind === kind).map(({ path }) => path);
  const parts = {
    whole: mappedCode(whole),
    imports: [...kinds('import-statement'), ...kinds('dynamic-import')],
    packageRoot,
  };
  if (isSealed) {
    const hasThirdParties = Object.keys(metafile.inputs).some((file) => thirdParty.test(file));
    const own = hasThirdParties
      ? await build({ ...options, plugins: [withoutThirdParties, ...options.plugins] })
      : whole;
    // Third-party code may `require` anything: `withRequire` refuses it when it does.
    const paths = importsOf(own.metafile).map(({ path }) => path);
    await refuseImpure(
      task,
      {
        ...parts,
        own: hasThirdParties ? mappedCode(own) : parts.whole,
        imports: [...parts.imports, ...paths],
      },
      target,
    );
  } else {
    await refuseImpure(task, { ...parts, imports: imports.map(({ path }) => path) }, target);
  }
  const requires = imports.some(({ kind }) => kind === 'require-call');
  const code = requires ? withRequire(bundled, task.externals) : bundled;
  const digest = digestOf(code);
  const externals = [...new Set(task.externals)].sort();
  const absent = externals.find((name) => findInstalled(packageRoot, name) === undefined);
  if (absent !== undefined)
    throw new BundleError(
      `the task ${task.address} names ${absent} among its externals, which is not installed: npm i ${absent}`,
      task.address,
      task.source?.file ?? task.address.split('#')[0]!,
    );
  const packages = await installed.packages(externals);
  return {
    address: task.address,
    digest,
    fingerprint: fingerprintOf(digest, externalContents(packageRoot, packages, installed.digests)),
    code,
    // esbuild has not seen what stands before its own text.
    map: { text: textOf(whole, '.mjs.map'), column: code.length - bundled.length },
    externals,
    packages,
    isSealed,
    metafile,
    sources: Object.keys(metafile.inputs).filter((file) => file !== '<stdin>'),
    unused: Object.keys(metafile.inputs).filter(
      (file) => !(metafile.outputs[outfile]?.inputs[file]?.bytesInOutput ?? 0),
    ),
  };
}

/** A source map as esbuild writes it, with sources relative to the package. */
interface SourceMapText {
  readonly text: string;
  /** The column of the first line of the code at which the text begins that it maps. */
  readonly column: number;
}

function textOf({ outputFiles }: { readonly outputFiles: readonly OutputFile[] }, ending: string): string {
  return outputFiles.find(({ path }) => path.endsWith(ending))!.text;
}

function mappedCode(built: Built): MappedCode {
  return { code: textOf(built, '.mjs'), map: textOf(built, '.mjs.map') };
}

const target = 'node20';

/** Only a name: nothing is written there. The sources in the source map are relative to its folder. */
const outfile = 'bundle.mjs';

/** What esbuild says, in words that name the task and what to do. */
function explained(error: unknown, { address, source }: Pick<AnyTask, 'address' | 'source'>): unknown {
  const { errors } = error as { readonly errors?: readonly Message[] };
  if (errors === undefined) return error;
  const [module, exportName] = address.split('#') as [string, string];
  const ofEntry = errors.find(({ location }) => location?.file === '<stdin>');
  // Without the error of esbuild as a cause: the message says all of it, and Node would print its stack.
  const fail = (what: string) => withoutPlace(() => new BundleError(what, address, source?.file ?? module));
  if (ofEntry?.text.startsWith('Could not resolve') && source === undefined)
    return fail(
      `the module of the task ${address} cannot be found: name '${module}' among the exports in the package.json of its package, or declare the task with defineTasks`,
    );
  if (ofEntry?.text.startsWith('No matching export'))
    return fail(
      `the task ${address} cannot be bundled: ${source?.file ?? module} has no export '${exportName}'; if a bundler has renamed it, declare the task by its address, with task() and bundleTasks`,
    );
  const told = errors.slice(0, 3).map(({ text, location }) => {
    const place = location === null ? '' : `${location.file}:${location.line}:${location.column + 1}: `;
    const [, name] = /^Could not resolve "([^./"][^"]*)"/.exec(text) ?? [];
    return `${place}${text}${name === undefined ? '' : ': is it installed?'}`;
  });
  return fail(`the task ${address} cannot be bundled: ${told.join('; ')}`);
}

function optionsOf(
  packageRoot: string,
  { address, externals, source }: Pick<AnyTask, 'address' | 'externals' | 'source'>,
) {
  const [name, exportName] = address.split('#') as [string, string];
  const module = source === undefined ? name : `./${relative(packageRoot, source.file).split(sep).join('/')}`;
  return {
    stdin: { contents: `export { ${exportName} } from ${JSON.stringify(module)};`, resolveDir: packageRoot },
    // esbuild writes the paths of CommonJS files into the bundle, relative to this folder.
    absWorkingDir: packageRoot,
    bundle: true,
    write: false,
    // In a file of its own, so that the text of the bundle is the same with it and without it.
    sourcemap: 'external',
    sourcesContent: false,
    outfile,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target,
    conditions: ['@superposition/source'],
    external: externals.flatMap((name) => [name, `${name}/*`]),
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    charset: 'utf8',
    // Many libraries ask for this. Without a value here, they would read the environment and be refused.
    define: { 'process.env.NODE_ENV': '"production"' },
    // esbuild only warns of these by default, and the bundle would call something undefined.
    logOverride: { 'import-is-undefined': 'error', 'call-import-namespace': 'error' },
    logLevel: 'silent',
  } satisfies BuildOptions;
}
