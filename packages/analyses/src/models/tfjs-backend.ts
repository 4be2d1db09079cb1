import { type BackendName, loadBackend } from '@superposition/engine-tfjs/load-backend';
import type { TensorFlow } from '@superposition/engine-tfjs/tensorflow';

/** What the bits of TensorFlow.js depend on: the one fact of the machine that is a parameter. */
export interface TfjsBackend {
  readonly backend: BackendName;
  readonly version: string;
  readonly libtensorflow?: string;
}

/** Loads TensorFlow.js on the backend named, and no other; rejects with what to do where it does not load. */
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
