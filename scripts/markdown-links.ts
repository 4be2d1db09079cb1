// Links and headings of Markdown, as GitHub shows it.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A document without its code, in which brackets are no links and `#` begins no heading. */
export function prose(markdown: string): string {
  return markdown
    .replace(/^(`{3,}).*?^\1/gms, '')
    .replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, ''));
}

export function relativeLinks(markdown: string): readonly string[] {
  const inline = prose(markdown).matchAll(/\]\(\s*<?([^\s>)]+)>?(?:\s+"[^"]*")?\s*\)/g);
  const defined = prose(markdown).matchAll(/^\s*\[[^\]]+\]:\s+<?([^\s>]+)/gm);
  return [...inline, ...defined].map(([, target]) => target!).filter((target) => !/^[a-z]+:/i.test(target));
}

/** The names that GitHub gives to the headings of a document, and those of its anchors. */
function headingIds(file: string): ReadonlySet<string> {
  const text = prose(readFileSync(file, 'utf8'));
  const anchors = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id!);
  const ids = new Set<string>();
  for (const [, heading] of text.matchAll(/^#{1,6}\s+(.*?)\s*$/gm)) {
    const words = heading!.replace(/\]\([^)]*\)/g, '').toLowerCase();
    const id = words.replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-');
    let unique = id;
    for (let copy = 1; ids.has(unique); copy++) unique = `${id}-${copy}`;
    ids.add(unique);
  }
  return new Set([...ids, ...anchors]);
}

/** Whether a relative link of a document leads to no file, or to no heading in it. */
export function isBroken(file: string, link: string): boolean {
  const [path, fragment] = link.split('#').map(decodeURIComponent) as [string, string?];
  const target = path === '' ? file : join(dirname(file), path);
  if (!existsSync(target)) return true;
  return fragment !== undefined && target.endsWith('.md') && !headingIds(target).has(fragment);
}
