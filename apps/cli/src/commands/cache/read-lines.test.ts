import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readLines } from './read-lines.js';

const folder = await mkdtemp(join(tmpdir(), 'read-lines-'));
afterAll(() => rm(folder, { recursive: true }));

async function linesOf(content: string | Uint8Array, longest?: number): Promise<string[]> {
  const file = join(folder, 'file');
  await writeFile(file, content);
  const lines: string[] = [];
  for await (const line of readLines(file, longest)) lines.push(line);
  return lines;
}

it.each([
  ['', []],
  ['one', ['one']],
  ['one\n', ['one']],
  ['\n\n', ['', '']],
  ['é\n😀\u2028x\r\n', ['é', '😀\u2028x\r']],
])('splits %j at line ends alone', async (text, lines) => {
  expect(await linesOf(text)).toEqual(lines);
});

it('joins lines and letters that were read in pieces', async () => {
  const long = '😀é'.repeat(100_000);
  expect(await linesOf(`${long}\nx\n${long}`)).toEqual([long, 'x', long]);
});

it('refuses a line that is too long, and bytes that are no text', async () => {
  await expect(linesOf('x'.repeat(200_000), 100_000)).rejects.toThrow(RangeError);
  await expect(linesOf(Uint8Array.of(0xff, 0xfe))).rejects.toThrow(TypeError);
});
