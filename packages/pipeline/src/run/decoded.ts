import type { Stage } from '../graph/stage.js';
import { thrown } from '../threads/thrown.js';
import type { Failure } from './event.js';

/** The value of a stage from its bytes, or how its codec fails to read them. */
export function decoded(
  stage: Stage,
  bytes: Uint8Array,
): { readonly value: unknown } | { readonly failure: Failure } {
  const { codec } = stage.task;
  try {
    return { value: codec.decode(bytes) };
  } catch (error) {
    const message = `its codec ${codec.id} cannot read the value that it wrote: ${thrown(error).message}`;
    return { failure: { kind: 'codec', message } };
  }
}
