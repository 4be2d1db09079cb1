import { namespaceOf } from './namespace-of.js';

/**
 * Loads tfjs-node. It calls two functions of Node's `util` of which Node 23 has removed the first, and of which earlier
 * versions warn. We put functions in their place that do the same.
 */
export async function loadNative(): Promise<typeof import('@tensorflow/tfjs-node')> {
  const { default: util } = await import('node:util');
  Object.assign(util, {
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    isArray: Array.isArray,
  });
  return namespaceOf(await import('@tensorflow/tfjs-node'));
}
