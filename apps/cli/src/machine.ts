import type { Machine } from '@superposition/analyses/pipeline';
import type { Engine } from '@superposition/core/config';

/**
 * What an engine's results depend on besides the config, and readies this process for it. Nothing is loaded for engines
 * that agree to the bit everywhere. Undefined when the engine is not installed.
 */
export async function machineFor(engine: Engine): Promise<Machine | undefined> {
  if (engine !== 'tfjs') return {};
  const { findBackend, prepareNative } = await import('@superposition/engine-tfjs/find-backend');
  const found = findBackend();
  if (found === undefined) return undefined;
  prepareNative();
  const { backend, version, libtensorflow } = found;
  return { tfjs: { backend, version, ...(libtensorflow !== undefined && { libtensorflow }) } };
}
