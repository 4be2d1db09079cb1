import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import type { AnyTaskFunction } from '../graph/task.js';
import { type Digest, digestOf } from '../values/digest.js';
import { type BundleScript, scriptOf } from './script-of.js';

/** A bundle on disk, and the digest that its text had when it was built. */
export interface BundleFile {
  /** URL of the file. */
  readonly file: string;
  /** Absent for code that nobody has hashed. */
  readonly digest?: Digest | undefined;
}

/** A new instance of a bundle. */
export interface BundleInstance {
  readonly fn: AnyTaskFunction;
  /** Bytes that stay in memory for ever. */
  readonly kept: number;
}

/** A bundle as a function that makes instances of it. */
interface Compiled {
  readonly make: (modules: object, exports: object) => void;
  readonly modules: object;
}

// Sealing replaces the function of the module, for tasks.
const pathOf = fileURLToPath;

/** Of all bundles that are functions, by file and digest. What was compiled once does not change when the file does. */
const compiled = new Map<string, Compiled>();
let imported = 0;

/**
 * Makes a new instance of a bundle, so that no call sees what an earlier call left in the variables of the module.
 *
 * @param setLoading is told while the modules of the bundle run
 *
 * @throws Error when the file is not what was built: its results would be recorded under the key of other code
 */
export async function importBundle(
  bundle: BundleFile,
  exportName: string,
  setLoading: (isLoading: boolean) => void = () => {},
): Promise<BundleInstance> {
  const { file, digest } = bundle;
  const name = `${file} ${digest}`;
  let script = compiled.get(name);
  let text = '';
  if (script === undefined) {
    text = await readBundle(bundle);
    script = digest === undefined ? undefined : await compile(file, text);
    if (script !== undefined) compiled.set(name, script);
  }
  setLoading(true);
  try {
    if (script !== undefined) return { fn: exportOf(file, instanceOf(script), exportName), kept: 0 };
    imported++;
    const exports = (await import(`${file}?${imported}`)) as Exports;
    return { fn: exportOf(file, exports, exportName), kept: text.length };
  } finally {
    setLoading(false);
  }
}

type Exports = Readonly<Record<string, AnyTaskFunction>>;

function instanceOf({ make, modules }: Compiled): Exports {
  const exports = Object.create(null) as Exports;
  make(modules, exports);
  return exports;
}

function exportOf(file: string, exports: Exports, name: string): AnyTaskFunction {
  const fn = exports[name];
  if (fn === undefined) throw new Error(`${file} has no export '${name}'`);
  return fn;
}

/**
 * The text of a bundle.
 *
 * @throws Error when the file is not what was built
 */
export async function readBundle({ file, digest }: BundleFile): Promise<string> {
  const text = await readFile(new URL(file), 'utf8').catch(() => undefined);
  if (text !== undefined && (digest === undefined || digestOf(text) === digest)) return text;
  const what = text === undefined ? 'is missing' : 'was changed after the build';
  throw new Error(`the bundle ${pathOf(file)} ${what}: build the package again`);
}

async function compile(file: string, text: string): Promise<Compiled | undefined> {
  const script = scriptOf(text);
  if (script === undefined) return undefined;
  try {
    // Errors then give the columns of the bundle, as they do where it is imported, and its source map fits both.
    const place = { filename: `${file}?`, columnOffset: -script.moved };
    const make = new Script(script.text, place).runInThisContext() as Compiled['make'];
    return { make, modules: await modulesOf(script) };
  } catch {
    // For example a module that awaits something before it is ready. A function cannot do that.
    return undefined;
  }
}

async function modulesOf({ specifiers }: BundleScript): Promise<object> {
  const entries = specifiers.map(async (name) => [name, await import(name)] as const);
  return Object.freeze(Object.fromEntries(await Promise.all(entries)));
}
