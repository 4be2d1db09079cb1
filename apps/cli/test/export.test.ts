import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readWeights, weightFormats } from '@superposition/weight-files/internal/read-weights';
import { describe, expect, it } from 'vitest';
import { answer, small, temporaryFolder } from './program.js';

describe('superposition export', () => {
  it('writes a trained model to the bit, from the cache, in every format', async () => {
    const cwd = await temporaryFolder();
    const got = await answer(['get', 'model[seed=1]', '--json', ...small], { cwd });
    const { weights } = JSON.parse(got.stdout)['model[seed=1]'];
    const ended = await Promise.all(
      weightFormats.map((format) =>
        answer(['export', 'model[seed=1]', '--format', format, '--json', ...small], { cwd }),
      ),
    );
    for (const [index, format] of weightFormats.entries()) {
      expect(ended[index]).toMatchObject({ code: 0, stderr: '' });
      const { path } = JSON.parse(ended[index]!.stdout);
      expect(path).toBe(join(cwd, `model.${format}`));
      const read = readWeights(await readFile(path));
      expect(read.format).toBe(format);
      expect([...read.weights.input]).toEqual(weights.input);
      expect([...read.weights.output]).toEqual(weights.output);
    }
    const first = await answer(['export', '--out', 'first.npz', ...small], { cwd });
    expect(first.stdout).toBe(`${join(cwd, 'first.npz')}\n`);
    const { input } = readWeights(await readFile(join(cwd, 'first.npz'))).weights;
    expect([...input]).not.toEqual(weights.input);
  });

  it('writes a folder for TensorFlow.js, and replaces none with other files in it', async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'mine.json'), '{"W_in": [[1, 2, 3]], "W_out": [[4], [5], [6]]}');
    const words = ['export', '--weights', 'mine.json', '--format', 'tfjs', '--out', 'model'];
    for (const time of ['first', 'again']) {
      expect((await answer(words, { cwd })).code, time).toBe(0);
      expect((await readdir(join(cwd, 'model'))).sort()).toEqual(['model.json', 'weights.bin']);
    }
    const bytes = await readFile(join(cwd, 'model/weights.bin'));
    expect([...new Float32Array(new Uint8Array(bytes).buffer)]).toEqual([1, 2, 3, 4, 5, 6]);
    await writeFile(join(cwd, 'model/notes.txt'), 'mine');
    const refused = await answer(words, { cwd });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('the folder holds other files, such as notes.txt');
    expect((await readdir(cwd)).filter((name) => name.startsWith('.model'))).toEqual([]);
  });

  it('refuses before any work what is no model, and where nothing can be written', async () => {
    const cwd = await temporaryFolder();
    await mkdir(join(cwd, 'taken'));
    const attempts: readonly (readonly [words: readonly string[], message: string])[] = [
      [
        ['modle[seed=1]'],
        'there is no quantity or stage of this name; the nearest are model[seed=1], model[seed=0]',
      ],
      [['figure-1'], 'export figure-1: this is not a model; models are model[seed=0], model[seed=1]'],
      [['model'], 'stages, not one model; models are model[seed=0], model[seed=1]'],
      [['--format', 'dot'], "--format is 'dot': it must be one of npz, safetensors, json, tfjs"],
      [['--out', 'taken'], 'the model cannot be written to'],
      [['--out', 'none/model.npz'], 'its folder does not exist'],
    ];
    for (const [words, message] of attempts) {
      const ended = await answer(['export', ...words, ...small], { cwd });
      expect(ended.stderr).toContain(message);
      expect(ended).toMatchObject({ code: 2, stdout: '' });
    }
  });
});
