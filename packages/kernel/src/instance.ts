import { wasmBase64 } from './wasm.generated.js';

// Declared here in as much as is used: neither the ES nor the Node types know it, and the DOM's are not for Node.
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => Module;
  readonly Instance: new (module: Module) => { readonly exports: unknown };
  readonly compile: (bytes: Uint8Array) => Promise<Module>;
};

interface Module {
  readonly compiled?: never;
}

/** What the module exports: assembly/index.ts. A global's value is an address, a length or a count. */
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

/** Exports that are numbers the host reads or sets, by name. */
export type KernelGlobals = Readonly<Record<string, { value: number }>>;

let compiled: Module | undefined;

function moduleBytes(): Uint8Array {
  return Uint8Array.from(atob(wasmBase64), (character) => character.charCodeAt(0));
}

/**
 * Compiles the module ahead of its first use without blocking. Needed only on a browser's main thread, where older
 * engines refuse to compile more than 4 kB at once; elsewhere the first use compiles it in a few milliseconds.
 *
 * @public
 */
export async function compileKernel(): Promise<void> {
  compiled ??= await WebAssembly.compile(moduleBytes());
}

/** A new instance of the module with a memory of its own; the compiled code is shared. */
export function openInstance(): KernelExports {
  compiled ??= new WebAssembly.Module(moduleBytes());
  return new WebAssembly.Instance(compiled).exports as KernelExports;
}
