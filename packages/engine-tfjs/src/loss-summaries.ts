import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrainedModel } from '@superposition/core/internal/training/engine';
import { loadNative } from './load-native.js';
import { namespaceOf } from './namespace-of.js';

/**
 * Writes a loss curve for TensorBoard into a folder of its own, as scalars named `loss`. It replaces the events that an
 * earlier process wrote there. Call it once for each folder in a process, because libtensorflow keeps its file open.
 * Call `prepareNative` before. Rejects when native TensorFlow does not load.
 */
export async function writeLossSummaries(
  folder: string,
  { step, loss }: TrainedModel['curve'],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder))
    if (name.startsWith('events.out.tfevents.')) await rm(join(folder, name));
  // Only the native backend writes summaries, and to load it chooses it. The caller may compute with another one.
  const { getBackend, setBackend } = namespaceOf(await import('@tensorflow/tfjs'));
  const backend = getBackend() as string | undefined;
  try {
    const { node } = await loadNative();
    await setBackend('tensorflow');
    const writer = node.summaryFileWriter(folder);
    for (const [index, value] of loss.entries()) writer.scalar('loss', value, step[index]!);
    writer.flush();
  } finally {
    if (backend !== undefined) await setBackend(backend);
  }
}
