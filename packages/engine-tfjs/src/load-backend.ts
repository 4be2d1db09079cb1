import type { TensorFlow } from './tensorflow.js';

/** `tensorflow` is libtensorflow through tfjs-node; `wasm` and `cpu` (plain JavaScript) work everywhere. */
export type BackendName = 'tensorflow' | 'wasm' | 'cpu';

/**
 * Loads TensorFlow.js with exactly this backend. Nothing of TensorFlow.js is loaded before this call. Rejects when the
 * backend cannot be loaded; it never takes another one instead.
 */
export async function loadBackend(name: BackendName): Promise<TensorFlow> {
  if (name === 'tensorflow') await loadNative();
  if (name === 'wasm') await import('@tensorflow/tfjs-backend-wasm');
  const tf = namespaceOf(await import('@tensorflow/tfjs'));
  // Otherwise TensorFlow.js prints an advertisement for the native backend.
  tf.enableProdMode();
  if (!(await tf.setBackend(name))) throw new Error(`TensorFlow.js could not start its backend '${name}'`);
  await tf.ready();
  return tf;
}

/**
 * Loads tfjs-node, which calls two functions that Node's `util` no longer has (from Node 23 on, and from some later one).
 */
export async function loadNative(): Promise<typeof import('@tensorflow/tfjs-node')> {
  const { default: util } = await import('node:util');
  const removed = {
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    isArray: Array.isArray,
  };
  for (const [name, fn] of Object.entries(removed)) {
    if (!(name in util)) Object.assign(util, { [name]: fn });
  }
  return namespaceOf(await import('@tensorflow/tfjs-node'));
}

/** Node gives a CommonJS module as `default`, and beside it only those names that it could guess. */
export function namespaceOf<T extends object>(module: T & { readonly default?: T }): T {
  return module.default ?? module;
}
