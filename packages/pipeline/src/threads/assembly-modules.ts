import { digestOf } from '../values/digest.js';

/** A compiled module of WebAssembly. It has no state: instances have it. */
type AssemblyModule = object;

/** The parts of the global `WebAssembly` that compile. */
interface Assembly {
  Module: new (bytes: BufferSource) => AssemblyModule;
  readonly Instance: new (module: AssemblyModule, imports?: object) => object;
  compile(bytes: BufferSource): Promise<AssemblyModule>;
  instantiate(source: BufferSource | AssemblyModule, imports?: object): Promise<object>;
}

type BufferSource = ArrayBufferView | ArrayBuffer;

/**
 * Lets all tasks of a thread share compiled modules of WebAssembly. Each call of a task is a new instance of its JavaScript, and
 * would otherwise compile the same bytes again. A shared module is frozen, so that nothing passes from one task to another.
 *
 * The asynchronous functions compile at once, too. If other threads of the process did it, the order in which the promises settle
 * would depend on these threads, and on what an earlier task has compiled.
 */
export function shareModules(assembly: Assembly): void {
  const { Module, Instance } = assembly;
  const modules = new Map<string, AssemblyModule>();
  // A task may put its own methods in the place of these for a moment, and would be handed the map.
  const find = Map.prototype.get.bind(modules) as (digest: string) => AssemblyModule | undefined;
  const add = Map.prototype.set.bind(modules);
  const { freeze } = Object;
  const { construct } = Reflect;
  const keep = (digest: string, module: AssemblyModule) => {
    const kept = find(digest) ?? freeze(module);
    add(digest, kept);
    return kept;
  };
  assembly.Module = new Proxy(Module, {
    construct(_target, values: [BufferSource]) {
      const digest = digestOfSource(values[0]);
      const known = digest === undefined ? undefined : find(digest);
      if (known !== undefined) return known;
      const module = construct(Module, values) as AssemblyModule;
      return digest === undefined ? module : keep(digest, module);
    },
  });
  Object.defineProperty(Module.prototype, 'constructor', { value: assembly.Module });
  const { Module: shared } = assembly;
  assembly.compile = async (bytes) => named('compile', () => new shared(bytes));
  assembly.instantiate = async (source, imports) =>
    named('instantiate', () => {
      if (source instanceof Module) return new Instance(source, imports);
      const module = new shared(source as BufferSource);
      return { module, instance: new Instance(module, imports) };
    });
}

/** Lets the message of an error name the function that was called. */
function named<T>(name: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof Error)
      error.message = error.message.replace(/^WebAssembly\.\w+\(/, `WebAssembly.${name}(`);
    throw error;
  }
}

function digestOfSource(bytes: unknown): string | undefined {
  if (ArrayBuffer.isView(bytes))
    return digestOf(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return bytes instanceof ArrayBuffer ? digestOf(new Uint8Array(bytes)) : undefined;
}
