import { wasmBase64 } from './wasm.generated.js';

// We declare only the parts that we use: neither the ES types nor the Node types know WebAssembly, and the DOM types do
// not fit Node.
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => Module;
  readonly Instance: new (module: Module) => { readonly exports: unknown };
  readonly compile: (bytes: Uint8Array) => Promise<Module>;
};

interface Module {
  readonly compiled?: never;
}

/** The exports of the module, see assembly/index.ts. The value of a global is an address, a length or a count. */
export interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };
  readonly featuresReciprocal: { value: bigint };
  readonly openBatch: (word0: number, word1: number, word2: number, word3: number) => void;
  readonly accumulate: (samples: number, withLoss: boolean) => number;
  readonly lossSum: () => number;
  readonly update: (rate: number, correction: number, scale: number) => void;
  readonly openChunk: (word0: number, word1: number, word2: number, word3: number) => void;
  readonly evaluate: (samples: number) => number;
}

/** The exports that are numbers, by name. The host reads or sets them. */
export type KernelGlobals = Readonly<Record<string, { value: number }>>;

let compiled: Module | undefined;

function moduleBytes(): Uint8Array {
  return Uint8Array.from(atob(wasmBase64), (character) => character.charCodeAt(0));
}

/**
 * Compiles the module before its first use, without blocking. Only the main thread of a browser needs this, because
 * older engines refuse to compile more than 4 kB at once there. Elsewhere the first use compiles the module in a few
 * milliseconds.
 *
 * @public
 */
export async function compileKernel(): Promise<void> {
  compiled ??= await WebAssembly.compile(moduleBytes());
}

/** A new instance of the module with a memory of its own. All instances share the compiled code. */
export function openInstance(): KernelExports {
  compiled ??= new WebAssembly.Module(moduleBytes());
  return new WebAssembly.Instance(compiled).exports as KernelExports;
}
