import { checkObject, described } from '@superposition/core/internal/public/arguments';
import type { BackendName } from '../load-backend.js';
import type { TensorFlow } from '../tensorflow.js';

/** @throws TypeError unless it is the namespace of TensorFlow.js */
export function checkTensorFlow(tf: unknown): asserts tf is TensorFlow {
  const isNamespace = (value: unknown) =>
    typeof value === 'object' && value !== null && 'tensor2d' in value && 'tidy' in value;
  if (isNamespace(tf)) return;
  if (typeof tf === 'object' && tf !== null && 'tf' in tf) {
    throw new TypeError('tf is a backend: pass its namespace, backend.tf');
  }
  throw new TypeError(`tf is ${described(tf)}: must be TensorFlow.js, as (await openBackend()).tf`);
}

const names = ['tensorflow', 'wasm', 'cpu'] as const satisfies readonly BackendName[];

/** @throws TypeError or RangeError unless it is the name of a backend */
export function checkBackendName(name: unknown): asserts name is BackendName {
  if ((names as readonly unknown[]).includes(name)) return;
  const wrong = typeof name === 'string' ? RangeError : TypeError;
  throw new wrong(`${described(name)} is no backend: must be one of ${names.join(', ')}`);
}

/** @throws TypeError unless it says which backend it is */
export function checkBackendFacts(facts: unknown): void {
  checkObject('backend', facts, 'what openBackend() resolved to');
  checkBackendName(facts['backend']);
}
