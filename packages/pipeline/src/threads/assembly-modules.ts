import { digestOf } from '../values/digest.js';

/** A compiled module of WebAssembly. It has no state: instances have it. */
type AssemblyModule = object;

/** The parts of the global `WebAssembly` that compile. */
interface Assembly {
  Module: new (bytes: BufferSource) => AssemblyModule;
  compile(bytes: BufferSource): Promise<AssemblyModule>;
  instantiate(source: BufferSource | AssemblyModule, imports?: object): Promise<object>;
}

type BufferSource = ArrayBufferView | ArrayBuffer;

/**
 * Lets all tasks of a thread share compiled modules of WebAssembly. Each call of a task is a new instance of its JavaScript, and
 * would otherwise compile the same bytes again. A shared module is frozen, so that nothing passes from one task to another.
 *
 * @param track receives each promise that another thread of the process settles
 */
export function shareModules(assembly: Assembly, track: <T>(promise: Promise<T>) => Promise<T>): void {
  const { Module, compile, instantiate } = assembly;
  const modules = new Map<string, AssemblyModule>();
  const keep = (digest: string, module: AssemblyModule) => {
    const kept = modules.get(digest) ?? Object.freeze(module);
    modules.set(digest, kept);
    return kept;
  };
  assembly.Module = new Proxy(Module, {
    construct(_target, [bytes, ...others]: [BufferSource]) {
      const digest = digestOfSource(bytes);
      const known = digest === undefined ? undefined : modules.get(digest);
      if (known !== undefined) return known;
      const module = Reflect.construct(Module, [bytes, ...others]) as AssemblyModule;
      return digest === undefined ? module : keep(digest, module);
    },
  });
  Object.defineProperty(Module.prototype, 'constructor', { value: assembly.Module });
  assembly.compile = (bytes) => {
    const digest = digestOfSource(bytes);
    const known = digest === undefined ? undefined : modules.get(digest);
    if (known !== undefined) return Promise.resolve(known);
    const compiled = compile(bytes);
    return track(digest === undefined ? compiled : compiled.then((module) => keep(digest, module)));
  };
  assembly.instantiate = (source, imports) => track(instantiate(source, imports));
}

function digestOfSource(bytes: unknown): string | undefined {
  if (ArrayBuffer.isView(bytes))
    return digestOf(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return bytes instanceof ArrayBuffer ? digestOf(new Uint8Array(bytes)) : undefined;
}
