import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findBackend, prepareNative } from './find-backend.js';
import { loadBackend } from './load-backend.js';
import { writeLossSummaries } from './loss-summaries.js';

const found = findBackend();
const missing =
  found?.backend === 'tensorflow'
    ? undefined
    : `NOT TESTED with TensorBoard's files: ${found?.whyNotNative ?? 'TensorFlow.js is not installed'}`;
if (missing !== undefined && process.env['CI'] !== undefined) {
  it('writes with native TensorFlow in CI', () => expect.unreachable(missing));
} else if (missing !== undefined) {
  process.stderr.write(`\n${missing}\n\n`);
}

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'superposition-tensorboard-'));
});
afterAll(() => rm(home, { recursive: true }));

/** The records of a file of events. Each is a length, the checksum of the length, so many bytes, and their checksum. */
function recordsOf(file: Buffer): readonly Buffer[] {
  const records: Buffer[] = [];
  for (let at = 0; at < file.length; ) {
    const length = Number(file.readBigUInt64LE(at));
    records.push(file.subarray(at + 12, at + 12 + length));
    at += 12 + length + 4;
  }
  return records;
}

it.skipIf(missing !== undefined)(
  'writes one record for each point of the curve, replaces an earlier one, and keeps the backend in use',
  async () => {
    prepareNative();
    const tf = await loadBackend('cpu');
    const folder = join(home, 'seed=0');
    await mkdir(folder);
    await writeFile(join(folder, 'events.out.tfevents.1.earlier'), 'an earlier run');
    const curve = { step: [0, 10, 20], loss: [0.5, 0.25, 0.125] };
    await writeLossSummaries(folder, curve);
    expect(tf.getBackend()).toBe('cpu');
    const names = await readdir(folder);
    expect(names).toHaveLength(1);
    const records = recordsOf(await readFile(join(folder, names[0]!)));
    const losses = records.filter((record) => record.includes('loss'));
    expect(losses).toHaveLength(curve.loss.length);
    losses.forEach((record, index) => {
      const value = Buffer.from(Float32Array.of(curve.loss[index]!).buffer);
      expect(record.includes(value), `the loss ${curve.loss[index]}`).toBe(true);
    });
  },
);
