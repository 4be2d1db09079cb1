import { loadBackend } from '@superposition/engine-tfjs/internal/load-backend';
import type { TensorFlow } from '@superposition/engine-tfjs/internal/tensorflow';
import type { TfjsBackend } from './tfjs-facts.js';

/** Loads TensorFlow.js on this backend and no other. Rejects with advice when the backend does not load. */
export async function openTfjs({ backend, version }: TfjsBackend): Promise<TensorFlow> {
  try {
    return await loadBackend(backend);
  } catch (cause) {
    const [reason] = (cause as Error).message.trim().split('\n');
    throw new Error(
      `the backend '${backend}' of TensorFlow.js (${version}) does not load: ${reason}; ` +
        'SUPERPOSITION_TFJS_NATIVE=off takes WebAssembly instead',
      { cause },
    );
  }
}
