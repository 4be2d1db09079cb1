import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { inputFiles } from './debug-files.js';
import { fileNamesOf } from './debug-folder.js';
import { runScript } from './run-script.js';

/** What the script prints for a task with this function. */
async function printed(inputs: object, fn: string, stage = 'it'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'script-'));
  await mkdir(join(folder, 'inputs'));
  const names = fileNamesOf(Object.keys(inputs));
  const made = Object.entries(inputs).map(
    ([name, value]) => [name, inputFiles(names.get(name)!, value)] as const,
  );
  for (const { path, content } of made.flatMap(([, files]) => files))
    await writeFile(join(folder, path), content);
  await writeFile(join(folder, 'params.json'), '{"factor":2}');
  await writeFile(join(folder, 'task.mjs'), `export const run = ${fn};`);
  const script = runScript({
    stage,
    exportName: 'run',
    inputs: made.map(([name, files]) => [name, files[0].path]),
    environment: { SOME_VARIABLE: 'its "value"' },
  });
  await writeFile(join(folder, 'run.mjs'), script);
  return (await promisify(execFile)(process.execPath, [join(folder, 'run.mjs')])).stdout;
}

it('gives the function its inputs as they were', async () => {
  const memory = Float64Array.from({ length: 100 }, (_, index) => index / 3);
  const inputs = {
    plain: { list: [1, null, 'text'], 'two words': true },
    numbers: [Number.NaN, -0, Number.POSITIVE_INFINITY],
    part: memory.subarray(3, 5),
    several: [{ status: 'value', value: new Float32Array([1, 2]) }],
    map: new Map([['key', new Set([1])]]),
    'a/b': 1,
    A: 2,
    a: 3,
    ['__proto__']: 4,
  };
  const seen = `(inputs, { factor }) => [
    factor, JSON.stringify(inputs.plain), Object.is(inputs.numbers[1], -0), inputs.numbers,
    inputs.part, inputs.part.buffer.byteLength, inputs.several[0].value, inputs.map,
    inputs['a/b'], inputs.A, inputs.a, Object.keys(inputs).includes('__proto__'), process.env.SOME_VARIABLE]`;
  expect(await printed(inputs, seen)).toBe(`[
  2,
  '{"list":[1,null,"text"],"two words":true}',
  true,
  [ NaN, -0, Infinity ],
  Float64Array(2) [ 1, 1.3333333333333333 ],
  16,
  Float32Array(2) [ 1, 2 ],
  Map(1) { 'key' => Set(1) { 1 } },
  1,
  2,
  3,
  true,
  'its "value"'
]
`);
});

it.each([
  ['a promise', 'async () => 7'],
  ['a generator', 'function* () { yield { done: 1, total: 1 }; return 7; }'],
  ['an async generator', 'async function* () { yield { done: 1, total: 1 }; return 7; }'],
])('waits for %s', async (_, fn) => {
  expect(await printed({}, fn)).toBe('7\n');
});

it('is a script for a stage of any name', async () => {
  expect(await printed({}, '() => 7', "x*/\n\u2028process.exit(1) //'${'`")).toBe('7\n');
});
