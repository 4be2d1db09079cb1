import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { complete } from '@superposition/core/internal/training/complete';
import type { ExperimentSettings, InnerEngine } from '@superposition/core/internal/training/engine';
import { experiment } from '@superposition/core/internal/testing/small-experiment';
import { trainKernel } from '@superposition/core/internal/training/train-kernel';
import { trainReference } from '@superposition/core/internal/training/train-reference';
import { findBackend, prepareNative } from '@superposition/engine-tfjs/internal/find-backend';
import { loadBackend } from '@superposition/engine-tfjs/internal/load-backend';
import { trainTfjs } from '@superposition/engine-tfjs/internal/train-tfjs';
import { afterAll, describe, expect, it } from 'vitest';
import { compareTrajectories } from './compare-trajectories.js';
import { crossCheck } from './cross-check.js';
import { judgeTrajectories } from './judge-trajectories.js';
import { rounding } from './rounding.js';

prepareNative();
const found = findBackend();
if (found === undefined) throw new Error('the packages of TensorFlow.js are not installed: run pnpm install');
const tfjs = { backend: found.backend, version: found.version };
const theirs = trainTfjs(await loadBackend(found.backend));

const kaiming = { kind: 'kaiming-uniform', scale: 0 } as const;
const config = experiment({ training: { steps: 20 } });

function compare(ours: InnerEngine, settings: ExperimentSettings = config, seed = 0) {
  const compared = complete(compareTrajectories({ config: settings, seed, ours, theirs, steps: 12 }));
  return { ...compared, verdict: judgeTrajectories(compared) };
}

describe('our engine beside TensorFlow.js', () => {
  it.each([
    [
      'the settings of the document',
      experiment({
        model: { features: 100, neurons: 10 },
        training: { batchSize: 2048, steps: 1000 },
        activeProbability: 0.02,
      }),
    ],
    [
      'two features, one neuron',
      experiment({ model: { features: 2, neurons: 1, init: kaiming }, activeProbability: 0.5 }),
    ],
    ['exponent 1.5', experiment({ model: { init: kaiming }, training: { lossExponent: 1.5 } })],
    ['exponent 8', experiment({ training: { lossExponent: 8 } })],
    ['every second feature active', experiment({ activeProbability: 0.5 })],
    [
      'errors that nearly cancel',
      experiment({ model: { features: 4, init: { kind: 'naive', scale: 1e-6 } } }),
    ],
    ['weights all zero', experiment({ model: { init: { kind: 'normal', scale: 0 } } })],
    ['a learning rate of 10', experiment({ training: { learningRate: 10 } })],
    ['one sample a batch', experiment({ training: { batchSize: 1 } })],
  ])('agrees up to rounding: %s', (_, settings) => {
    const { steps, verdict } = compare(trainKernel, settings);
    expect(verdict).toMatchObject({ kind: 'agrees' });
    expect(verdict.worst!.difference).toBeLessThan(5 * verdict.worst!.scale);
    expect(steps).toHaveLength(Math.min(12, settings.training.steps));
  });

  it('differs at first by Adam’s rounding, and without it by rounding alone', () => {
    const [first] = compare(trainKernel).steps;
    for (const part of ['input', 'output'] as const) {
      const { whole, adam, rest } = first![part];
      // tf.train.adam takes √(1 − fround(0.999)) for √0.001. This is too small by 6.6 in a million, and the weights
      // consist mostly of that step.
      expect(whole).toBeGreaterThan(1e-6);
      expect(whole).toBeLessThan(6.7e-6);
      expect(Math.abs(whole - adam)).toBeLessThan(4 * rounding);
      expect(rest).toBeLessThan(4 * rounding);
    }
  });

  it('is compared at every step of the training itself, with the losses of both', () => {
    const { steps } = compare(trainKernel);
    const { curve, weights } = complete(trainKernel({ config, seed: 0 }));
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(steps.map(({ losses }) => losses.ours)).toEqual(curve.loss.slice(0, 12));
    expect(weights.features).toBe(20);
  });

  it('is not judged where squares of gradients overflow', () => {
    const huge = experiment({
      model: { init: { kind: 'normal', scale: 10 } },
      training: { lossExponent: 8 },
    });
    expect(compare(trainKernel, huge).verdict).toMatchObject({
      kind: 'not judged',
      steps: 0,
      reason: 'squares of gradients overflow float32',
    });
  });
});

describe('an error in our gradient', () => {
  const folders: string[] = [];
  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

  /** The reference engine, built from core's sources with one expression of one file replaced. */
  async function mutant(file: string, from: string, to: string): Promise<InnerEngine> {
    const folder = await mkdtemp(join(tmpdir(), 'superposition-mutant-'));
    folders.push(folder);
    const sources = fileURLToPath(new URL('../../../core/src', import.meta.url));
    await cp(sources, folder, { recursive: true, filter: (path) => !path.endsWith('.test.ts') });
    const text = await readFile(join(folder, file), 'utf8');
    expect(text.split(from), `${from} stands once in ${file}`).toHaveLength(2);
    await writeFile(join(folder, file), text.replace(from, to));
    const module = (await import(
      /* @vite-ignore */ pathToFileURL(join(folder, 'training/train-reference.ts')).href
    )) as {
      trainReference: InnerEngine;
    };
    return module.trainReference;
  }

  it('is not there in the sources as they are', async () => {
    const unchanged = await mutant('training/sample-gradient.ts', 'hidden[k]! > 0', 'hidden[k]! > 0');
    expect(unchanged).not.toBe(trainReference);
    expect(compare(unchanged).verdict.kind).toBe('agrees');
  });

  it.each([
    ['the sign of the slope', 'training/loss.ts', 'errors[j]! < 0 ? -power : power', 'power', 2.5],
    [
      'no mask of relu',
      'training/sample-gradient.ts',
      'if (hidden[k]! > 0) activeNeurons',
      'if (hidden[k]! !== 0) activeNeurons',
      4,
    ],
    [
      'q for q − 1',
      'training/loss.ts',
      'fround(fround(e * e) * e)',
      'fround(fround(e * e) * fround(e * Math.abs(e)))',
      4,
    ],
    ['q − 2 for q − 1', 'training/loss.ts', 'Math.floor(q - 1)', 'Math.floor(q - 2)', 5],
    ['the factor q dropped', 'training/train-reference.ts', 'lossExponent / (batchSize', '1 / (batchSize', 4],
    ['the input value dropped', 'training/sample-gradient.ts', 'fround(slope * values[b]!)', 'slope', 4],
    ['a partial sum dropped', 'training/sample-gradient.ts', 'fround(p2 + p3)', 'p2', 4],
    [
      'the target not subtracted',
      'training/sample-gradient.ts',
      '= errors[active[b]!]! - x',
      '= errors[active[b]!]!',
      4,
    ],
    ['β₂ for β₁', 'training/adam.ts', 'fround(beta1 * first[index]!)', 'fround(beta2 * first[index]!)', 4],
    [
      'ε under the root',
      'training/adam.ts',
      'fround(root + epsilon)',
      'fround(Math.sqrt(v * correction + epsilon))',
      4,
    ],
  ])('makes the verdict fail: %s', async (_, file, from, to, lossExponent) => {
    const { verdict } = compare(
      await mutant(file, from, to),
      experiment({ training: { lossExponent, steps: 20 } }),
    );
    expect(verdict.kind).toBe('differs');
    expect(verdict.worst!.difference).toBeGreaterThan(8 * verdict.allowed * verdict.worst!.scale);
  });
});

describe('the stage', () => {
  it('trains on the backend named, counts steps, and ends at the training’s last', async () => {
    const stage = crossCheck({}, { ...config, seed: 3, tfjs, comparedSteps: 200 });
    const counted: number[] = [];
    let next = await stage.next();
    for (; !next.done; next = await stage.next()) counted.push(next.value.done);
    expect(counted).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(next.value.steps).toHaveLength(20);
    expect(next.value.verdict.kind).toBe('agrees');
  });

  it('ends with the signal’s reason', async () => {
    const stop = new AbortController();
    const stage = crossCheck({}, { ...config, seed: 0, tfjs, comparedSteps: 200 }, { signal: stop.signal });
    await stage.next();
    stop.abort(new Error('enough'));
    await expect(stage.next()).rejects.toThrow('enough');
  });
});
