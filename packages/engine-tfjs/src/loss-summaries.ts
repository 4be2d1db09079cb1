import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrainedModel } from '@superposition/core/engine';

/**
 * Writes a loss curve for TensorBoard, as scalars named `loss`, into a folder of its own: what an earlier process left there is
 * replaced. Once for each folder in a process, as libtensorflow keeps its file open. Rejects where native TensorFlow does not
 * load; call `prepareNative` before.
 */
export async function writeLossSummaries(
  folder: string,
  { step, loss }: TrainedModel['curve'],
): Promise<void> {
  const module = await import('@tensorflow/tfjs-node');
  const { node } = 'default' in module ? (module.default as typeof module) : module;
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder))
    if (name.startsWith('events.out.tfevents.')) await rm(join(folder, name));
  const writer = node.summaryFileWriter(folder);
  for (const [index, value] of loss.entries()) writer.scalar('loss', value, step[index]!);
  writer.flush();
}
