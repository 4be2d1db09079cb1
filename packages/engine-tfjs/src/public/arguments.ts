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

/** @throws TypeError or RangeError unless it is the name of a backend; `place` is the argument in messages */
export function checkBackendName(place: string, name: unknown): asserts name is BackendName {
  if ((names as readonly unknown[]).includes(name)) return;
  const wrong = typeof name === 'string' ? RangeError : TypeError;
  const known = names.map((each) => `'${each}'`).join(', ');
  throw new wrong(`${place} is ${described(name)}: must be the name of a backend, one of ${known}`);
}

/** @throws TypeError unless it says which backend it is */
export function checkBackendFacts(facts: unknown): void {
  checkObject('backend', facts, 'what openBackend() resolved to');
  checkBackendName('backend.backend', facts['backend']);
}
