import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configPaths } from '@superposition/core/config';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCommandLine } from '../src/arguments/command-line.js';
import { commandNames, optionTable } from '../src/arguments/command-table.js';
import { loadConfig } from '../src/config/config-file.js';
import { UserError } from '../src/user-error.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'malformed-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Fails unless the error is one for the user: plain words, exit code 2, no stack trace. */
function expectPlain(error: unknown): void {
  expect(error).toBeInstanceOf(UserError);
  const { message, exitCode } = error as UserError;
  expect(exitCode).toBe(2);
  expect(message).toMatch(/\S/);
  expect(message).not.toMatch(/\n\s+at .*:\d+|\[object /);
}

const options = Object.entries(optionTable).map(([name]) => `--${name}`);
const path = fc.constantFrom(...configPaths.map((setting) => setting.path));
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.json({ maxDepth: 2 }));
const word = fc.oneof(
  fc.constantFrom(...commandNames.flatMap((name) => name.split(' '))),
  fc.constantFrom(
    ...options,
    '--help',
    '--version',
    '-h',
    '--',
    '-',
    '--__proto__',
    '--constructor',
    '--no-json',
  ),
  fc.tuple(fc.constantFrom(...options), text).map(([option, value]) => `${option}=${value}`),
  fc.tuple(path, text).map(([setting, value]) => `${setting}=${value}`),
  text,
);

/** Valid command lines in which one word is dropped, doubled, swapped or replaced. */
const mutated = fc
  .record({
    words: fc.constantFrom(
      'report --config c.ts --set model.neurons=20 --out x.html --cache dir --cache-mode refresh --jobs 3',
      'get mse.active model[seed=0] --json --set training.seeds=[1,2]',
      'explain figure-1 --cache memory:',
      'cache prune --cache-budget 1.5GB --dry-run',
      'diff a.html b.html --json',
      'graph --format dot',
    ),
    at: fc.nat(20),
    other: fc.nat(20),
    by: word,
    how: fc.constantFrom('drop', 'double', 'swap', 'replace', 'cut'),
  })
  .map(({ words, at, other, by, how }) => {
    const list = words.split(' ');
    const [one, two] = [at % list.length, other % list.length];
    if (how === 'drop') list.splice(one, 1);
    if (how === 'double') list.splice(one, 0, list[one]!);
    if (how === 'swap') [list[one], list[two]] = [list[two]!, list[one]!];
    if (how === 'replace') list[one] = by;
    if (how === 'cut') list[one] = list[one]!.slice(0, other % 5);
    return list;
  });

describe('malformed input is told in plain words', () => {
  it('on the command line', () => {
    const count = { refused: 0, read: 0 };
    fc.assert(
      fc.property(fc.oneof(fc.array(word, { maxLength: 8 }), mutated), (words) => {
        try {
          readCommandLine(words);
          count.read++;
        } catch (error) {
          expectPlain(error);
          count.refused++;
        }
      }),
      { numRuns: 1_000 },
    );
    process.stderr.write(`\ncommand lines: ${count.refused} refused, ${count.read} read; 0 crashes\n`);
    expect(count.refused).toBeGreaterThan(200);
    expect(count.read).toBeGreaterThan(50);
  });

  it('in a config file', async () => {
    const file = join(folder, 'config.json');
    const whole = JSON.stringify({ model: { features: 5, neurons: 2 }, training: { seeds: [1, 2] } });
    const garbage = fc.oneof(
      fc
        .tuple(fc.nat(whole.length), fc.string({ unit: 'binary', maxLength: 3 }))
        .map(([at, letters]) => whole.slice(0, at) + letters + whole.slice(at + 1)),
      fc.json(),
      fc
        .tuple(path, fc.json())
        .map(([setting, value]) =>
          setting.split('.').reduceRight((inner, key) => `{${JSON.stringify(key)}:${inner}}`, value),
        ),
      fc.string({ unit: 'binary' }),
    );
    const count = { refused: 0, read: 0 };
    await fc.assert(
      fc.asyncProperty(
        garbage,
        fc.array(fc.tuple(path, text), { maxLength: 1 }),
        async (content, settings) => {
          await writeFile(file, content);
          try {
            await loadConfig(folder, file, settings);
            count.read++;
          } catch (error) {
            expectPlain(error);
            count.refused++;
          }
        },
      ),
      { numRuns: 1_000 },
    );
    process.stderr.write(`\nconfig files: ${count.refused} refused, ${count.read} read; 0 crashes\n`);
    expect(count.refused).toBeGreaterThan(500);
  });

  it.each([
    ['a getter that throws', 'export default { get model() { throw new Error("no luck"); } };', 'no luck'],
    ['an object that nothing can be asked', 'export default new Proxy({}, { get() { throw 1; } });', '1'],
    ['what cannot be printed is thrown', 'throw Object.create(null);', 'it throws what has no message'],
    ['an instance', 'export default { model: new Map() };', 'model is an instance of a class'],
    ['a function', 'export default function model() {\n  return 1;\n}', 'must be an object with settings'],
    ['a loop', 'const a = {}; a.model = a; export default a;', 'model.model = an object: is not a setting'],
  ])('in a config that has %s', async (_, content, message) => {
    const file = join(folder, `${Math.abs(content.length)}.js`);
    await writeFile(file, content);
    const error: unknown = await loadConfig(folder, file, []).catch((thrown: unknown) => thrown);
    expectPlain(error);
    expect((error as UserError).message).toContain(message);
  });
});
