import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { initialWeights } from '@superposition/core/internal/network/weights';
import { readFacts } from '@superposition/report/internal/page/report-facts';
import { writeNpy } from '@superposition/weight-files/internal/npy';
import { writeWeights } from '@superposition/weight-files/internal/write-weights';
import { describe, expect, it } from 'vitest';
import { programWithoutFigures } from './broken-task.js';
import { answer, builtStages, folderWithReport, small, superposition, temporaryFolder } from './program.js';

const few = ['--set', 'evaluation.samples=500'];
const shape = { features: 7, neurons: 3, init: { kind: 'normal', scale: 0.5 } } as const;

async function foreignModel(seed = 0): Promise<string> {
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, 'foreign.npz'), writeWeights(initialWeights(shape, seed), 'npz'));
  return cwd;
}

const textOf = (html: string) =>
  html
    .slice(html.indexOf('<main'), html.indexOf('<footer'))
    .replace(/<script[\s\S]*?<\/script>/g, '')
    .replace(/<[^>]+>/g, ' ');

describe('a report of given weights', () => {
  it('measures the model of a file, says so, and names the file without its folders', async () => {
    const cwd = await foreignModel();
    const first = await answer(['report', '--weights', 'foreign.npz', '--json', ...few], { cwd });
    expect(first.code).toBe(0);
    const built = builtStages(first);
    expect(built).toContain('model[given]');
    expect(built.filter((stage) => /seed=|^claims|^sweep\[/.test(stage))).toEqual([]);
    const html = await readFile(join(cwd, 'report.html'), 'utf8');
    const text = textOf(html);
    expect(text).toContain('This figure needs training.');
    const untrue =
      /.{0,40}(trained model| as trained|It is trained|One model, seed|NaN|undefined|Infinity).{0,40}/g;
    expect(text.match(untrue)).toBeNull();
    expect(html).not.toContain(cwd);
    expect(text).toContain('foreign.npz');
    const facts = readFacts(html)!;
    expect(facts.settings).toMatchObject({
      weights: { format: 'npz', from: { W_in: 'W_in', W_out: 'W_out' } },
      model: { features: 7, neurons: 3 },
    });
    expect(text.replace(/\s+/g, ' ')).toMatch(
      /n = 7 features, m = 3 neurons, active with p = 0\.02, loss exponent q = 4, given weights .*The values of p and q are those of the settings of this report\./,
    );
    expect(facts.quantities['gain.positive']!.mean).not.toBeNull();
    expect(Object.values(facts.figures).filter((digest) => digest === null)).toEqual([]);

    // The same weights in another format give the same model; only the page names another file.
    await writeFile(join(cwd, 'same.safetensors'), writeWeights(initialWeights(shape, 0), 'safetensors'));
    const again = await answer(['report', '--weights', 'same.safetensors', '--json', ...few], { cwd });
    expect(builtStages(again)).toEqual(['page']);
    await writeFile(join(cwd, 'other.json'), writeWeights(initialWeights(shape, 1), 'json'));
    const planned = await answer(['plan', '--weights', 'other.json', ...few], { cwd });
    expect(planned.stdout).toMatch(/^ {2}other stages +\d+ run .*the file of weights changed$/m);
    const whole = await answer(['plan', '--all', '--weights', 'other.json', ...few], { cwd });
    expect(whole.stdout).toMatch(/^figure-7 {2}fresh$/m);
  });

  it('shows in a card what cannot be drawn, and makes the rest', async () => {
    const cwd = await foreignModel();
    const words = ['report', '--weights', 'foreign.npz', '--set', 'report.depth=brief', ...few, '--quiet'];
    const ended = await superposition(words, { cwd, program: await programWithoutFigures(4) });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/^figure-4 failed: RangeError: this figure cannot be drawn/m);
    const facts = readFacts(await readFile(join(cwd, 'report.html'), 'utf8'))!;
    expect(facts.figures['figure-4']).toBeNull();
    expect(facts.figures['figure-5']).not.toBeNull();
  });

  it('follows one of trained models, and is followed by one, with reasons that say so', async () => {
    const cwd = await folderWithReport();
    await answer(['export', '--format', 'npz', ...small], { cwd });
    const words = ['--weights', 'model.npz', ...small];
    const planned = await answer(['plan', ...words], { cwd });
    expect(planned.stdout).toMatch(/^ {2}figure-\* +1 run .* {2}the models are given now, not trained$/m);
    const given = await answer(['report', ...words], { cwd });
    expect(given.stderr).toMatch(/^ {2}figure-\* .* {2}the models are given now, not trained; /m);
    expect(given.stderr).toMatch(/^plan .*: the models are given now, not trained; /m);
    const figure = await answer(['explain', 'figure-7', ...words], { cwd });
    expect(figure.stdout).toMatch(
      /^figure-7 was built .*: the models are given now, not trained\nnow: fresh\n$/,
    );
    const back = await answer(['explain', 'page', ...small], { cwd });
    expect(back.stdout).toMatch(
      /^page is fresh, .*: the models are trained now, not given; the values of figure-1/,
    );
    for (const { stdout, stderr } of [planned, given, figure, back])
      expect(stdout + stderr).not.toMatch(/seed changed|its task|settings\./);
  });

  it('says why there is nothing of a training, and that a brief report has no cross-check', async () => {
    const cwd = await foreignModel();
    const given = await answer(['get', 'claims', '--weights', 'foreign.npz', ...few], { cwd });
    expect(given).toMatchObject({ code: 2, stdout: '' });
    expect(given.stderr).toContain(
      'superposition: get claims: a report of given weights has no claims, because it trains no model: leave --weights out\n',
    );
    const brief = await answer(['explain', 'cross-check', '--set', 'report.depth=brief'], { cwd });
    expect(brief).toMatchObject({ code: 2, stdout: '' });
    expect(brief.stderr).toContain(
      'superposition: explain cross-check: this report has no cross-check: it is brief: --set report.crossCheck=true adds it\n',
    );
    const sweeps = await answer(['get', 'sweeps', '--set', 'report.depth=standard'], { cwd });
    expect(sweeps.stderr).toContain('there is no quantity or stage of this name');
  });

  it('prints quantities and tells how they came about', async () => {
    const cwd = await foreignModel();
    const got = await answer(['get', 'gain.positive', '--weights', 'foreign.npz', '--json', ...few], {
      cwd,
    });
    expect(JSON.parse(got.stdout)['gain.positive'].seeds).toHaveLength(1);
    const explained = await answer(['explain', 'geometry[given]', '--weights', 'foreign.npz', ...few], {
      cwd,
    });
    expect(explained.code).toBe(0);
    expect(explained.stdout).toMatch(
      /^geometry\[given\] would run if .*\n└ feature-orders\[given\] would run: not in the cache/,
    );
  });

  it('takes the tensors that it is told, or whose names go together, and says which', async () => {
    const cwd = await foreignModel();
    const { input, output, neurons, features } = initialWeights(shape, 0);
    const rows = (matrix: Float32Array, columns: number) =>
      Array.from({ length: matrix.length / columns }, (_, row) => [
        ...matrix.subarray(row * columns, (row + 1) * columns),
      ]);
    const state = { 'fc1.weight': rows(input, features), 'fc2.weight': rows(output, neurons), step: 3 };
    await writeFile(join(cwd, 'state.json'), JSON.stringify(state));
    const turned = { a: rows(input, features), b: rows(output, neurons) };
    await writeFile(join(cwd, 'unnamed.json'), JSON.stringify(turned));
    const get = async (...words: readonly string[]) =>
      answer(['get', 'gain.positive', '--csv', ...words, ...few], { cwd });
    const plain = await get('--weights', 'foreign.npz');
    const named = await get('--weights', 'state.json');
    expect(named.stderr).toMatch(
      /^weights {2}7 features × 3 neurons from fc1\.weight, fc2\.weight; passed over: step$/m,
    );
    const told = await get(
      '--weights',
      'unnamed.json',
      '--weights-names',
      'W_in=b.T,W_out=a.T',
      '--transpose',
    );
    expect(told.stderr).toMatch(/^weights {2}3 features × 7 neurons from b, a$/m);
    const right = await get('--weights', 'unnamed.json', '--weights-names', 'W_out=b,W_in=a');
    for (const { stdout, code } of [named, right])
      expect({ stdout, code }).toEqual({ stdout: plain.stdout, code: 0 });
    expect(told.stdout).not.toBe(plain.stdout);
  });

  it('reads the model of TensorFlow.js that it exports, and a pair of arrays, from a folder', async () => {
    const cwd = await foreignModel();
    const { features, neurons, input, output } = initialWeights(shape, 0);
    await answer(['export', '--weights', 'foreign.npz', '--format', 'tfjs', '--out', 'tf'], { cwd });
    await mkdir(join(cwd, 'arrays'));
    await writeFile(join(cwd, 'arrays', 'W_in.npy'), writeNpy(input, [neurons, features]));
    await writeFile(join(cwd, 'arrays', 'W_out.npy'), writeNpy(output, [features, neurons]));
    for (const place of ['tf', 'tf/model.json', 'arrays', 'arrays/W_out.npy']) {
      const ended = await answer(['export', '--weights', place, '--out', 'again.npz'], { cwd });
      expect(ended.code).toBe(0);
      expect(await readFile(join(cwd, 'again.npz'))).toEqual(await readFile(join(cwd, 'foreign.npz')));
    }
    const over = await answer(['export', '--weights', 'arrays', '--out', 'arrays/W_out.npy'], { cwd });
    expect(over).toMatchObject({ code: 2, stderr: expect.stringContaining('this command reads that file') });
    // Whoever names one array of the pair may not know of a bias beside it.
    await writeFile(join(cwd, 'arrays', 'b_in.npy'), writeNpy(Float32Array.of(1, 2, 3), [1, 3]));
    const biased = await answer(['export', '--weights', 'arrays/W_in.npy', '--out', 'x.npz'], { cwd });
    expect(biased).toMatchObject({ code: 2, stderr: expect.stringContaining('it holds "b_in" (1 × 3)') });
  });

  it('reads no file that a model names outside of its folder', async () => {
    const cwd = await temporaryFolder();
    await mkdir(join(cwd, 'tf'));
    await writeFile(join(cwd, 'secret.bin'), new Uint8Array(8));
    const weights = ['W_in', 'W_out'].map((name) => ({ name, shape: [1, 1], dtype: 'float32' }));
    for (const path of ['../secret.bin', join(cwd, 'secret.bin'), 'a/../../secret.bin']) {
      await writeFile(
        join(cwd, 'tf', 'model.json'),
        JSON.stringify({ modelTopology: {}, weightsManifest: [{ paths: [path], weights }] }),
      );
      const ended = await answer(['export', '--weights', 'tf', '--out', 'x.npz'], { cwd });
      expect(ended.code).toBe(2);
      expect(ended.stderr).toMatch(/the file ".*" of the model is missing/);
    }
  });

  it('refuses a file that is not right, and leaves the report as it is', async () => {
    const cwd = await foreignModel();
    await writeFile(join(cwd, 'report.html'), 'the previous one');
    await writeFile(join(cwd, 'cut.npz'), (await readFile(join(cwd, 'foreign.npz'))).subarray(0, 200));
    await writeFile(join(cwd, 'swapped.json'), '{"W_in": [[1, 2]], "W_out": [[1, 2]]}');
    const attempts: readonly (readonly [words: readonly string[], message: RegExp])[] = [
      [['none.npz'], /the weights in .*none\.npz cannot be read: it does not exist/],
      [['.'], /cannot be read: it is a folder with neither a model\.json nor arrays of NumPy/],
      [
        ['foreign.npz', '--weights-names', 'W_in=a,W_out=b'],
        /it holds no "a": it holds "W_in" \(3 × 7\), "W_out"/,
      ],
      [['foreign.npz', '--weights-names', 'a,b'], /it must be W_in=NAME,W_out=NAME/],
      [
        ['foreign.npz', '--set', 'model.features=7', '--transpose'],
        /--set model\.features=7 does not fit the weights, which have 3/,
      ],
      [['cut.npz'], /the weights in .*cut\.npz cannot be used: the zip archive has no directory/],
      [['swapped.json'], /W_out is 1 × 2, but .* one of the two looks transposed/],
      [
        ['foreign.npz', '--set', 'model.features=3'],
        /--set model\.features=3 does not fit the weights, which have 7/,
      ],
    ];
    for (const [words, message] of attempts) {
      const ended = await answer(['report', '--weights', ...words], { cwd });
      expect(ended.stderr).toMatch(message);
      expect(ended).toMatchObject({ code: 2, stdout: '' });
    }
    expect(await readFile(join(cwd, 'report.html'), 'utf8')).toBe('the previous one');
  });
});
