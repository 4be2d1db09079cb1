import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { isBroken, prose, relativeLinks } from '../scripts/markdown-links.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');

const documents = [
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    // The generated reference is checked when it is made.
    .filter((name) => name.endsWith('.md') && !name.startsWith('api/'))
    .map((name) => join('docs', name)),
  ...['packages', 'apps'].flatMap((group) =>
    readdirSync(join(root, group))
      .map((name) => join(group, name, 'README.md'))
      .filter((file) => existsSync(join(root, file))),
  ),
  ...readdirSync(join(root, 'packages/pipeline/docs')).map((name) => join('packages/pipeline/docs', name)),
].sort();

it('finds the targets of inline links and of reference links, and none in code', () => {
  const markdown =
    '[a](a.md), [b][b] and [c](https://c.org), `[d](d.md)`\n\n[b]: b.md#part\n\n```\n[e](e.md)\n```\n';
  expect(relativeLinks(markdown)).toEqual(['a.md', 'b.md#part']);
});

it.each(documents)('%s links to files and headings that exist', (file) => {
  expect(relativeLinks(read(file)).filter((link) => isBroken(join(root, file), link))).toEqual([]);
});

it('the index lists every decision under its title, in the order of the numbers', () => {
  const decisions = documents.filter((file) => /^docs\/decisions\/\d/.test(file));
  const lines = decisions.map((file) => {
    const [, number, title] = /^# (D-\d{3}): (.*)$/m.exec(read(file))!;
    const name = file.slice('docs/decisions/'.length);
    expect(`D-${name.slice(0, 3)}`).toBe(number);
    return `- [${number}](${name}): ${title}`;
  });
  const listed = read('docs/decisions/index.md').match(/^- \[D-.*$/gm);
  expect(listed).toEqual(lines);
});

it('every decision that a document names is there', () => {
  const named = documents.flatMap((file) => prose(read(file)).match(/\bD-\d{3}\b/g) ?? []);
  const known = new Set(read('docs/decisions/index.md').match(/\bD-\d{3}\b/g));
  expect([...new Set(named)].filter((number) => !known.has(number))).toEqual([]);
});
