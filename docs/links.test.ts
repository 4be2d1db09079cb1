import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');

const documents = [
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
  ...['packages', 'apps'].flatMap((group) =>
    readdirSync(join(root, group))
      .map((name) => join(group, name, 'README.md'))
      .filter((file) => existsSync(join(root, file))),
  ),
  ...readdirSync(join(root, 'packages/pipeline/docs')).map((name) => join('packages/pipeline/docs', name)),
].sort();

/** A document without its code, in which brackets are no links and `#` begins no heading. */
function prose(markdown: string): string {
  return markdown
    .replace(/^(`{3,}).*?^\1/gms, '')
    .replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, ''));
}

function relativeLinks(markdown: string): readonly string[] {
  const inline = prose(markdown).matchAll(/\]\(\s*<?([^\s>)]+)>?(?:\s+"[^"]*")?\s*\)/g);
  const defined = prose(markdown).matchAll(/^\s*\[[^\]]+\]:\s+<?([^\s>]+)/gm);
  return [...inline, ...defined].map(([, target]) => target!).filter((target) => !/^[a-z]+:/i.test(target));
}

/** The names that GitHub gives to the headings of a document. */
function headingIds(file: string): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const [, heading] of prose(read(file)).matchAll(/^#{1,6}\s+(.*?)\s*$/gm)) {
    const text = heading!.replace(/\]\([^)]*\)/g, '').toLowerCase();
    const id = text.replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-');
    let unique = id;
    for (let copy = 1; ids.has(unique); copy++) unique = `${id}-${copy}`;
    ids.add(unique);
  }
  return ids;
}

function isBroken(file: string, link: string): boolean {
  const [path, fragment] = link.split('#').map(decodeURIComponent) as [string, string?];
  const target = path === '' ? file : join(dirname(file), path);
  if (!existsSync(resolve(root, target))) return true;
  return fragment !== undefined && target.endsWith('.md') && !headingIds(target).has(fragment);
}

it('finds the targets of inline links and of reference links, and none in code', () => {
  const markdown =
    '[a](a.md), [b][b] and [c](https://c.org), `[d](d.md)`\n\n[b]: b.md#part\n\n```\n[e](e.md)\n```\n';
  expect(relativeLinks(markdown)).toEqual(['a.md', 'b.md#part']);
});

it.each(documents)('%s links to files and headings that exist', (file) => {
  expect(relativeLinks(read(file)).filter((link) => isBroken(file, link))).toEqual([]);
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
