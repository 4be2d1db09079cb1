import { dirname, resolve } from 'node:path';
import { isObject } from '../values/what-is.js';
import type { DiskMemo } from './disk-memo.js';

/**
 * The files that a tsconfig.json extends, also indirectly.
 *
 * @returns undefined if one cannot be found, or maps imports: then we do not know what an import could find
 */
export function extendedSettings(file: string, disk: DiskMemo): readonly string[] | undefined {
  const settings = parsed(disk.text(file) ?? '');
  // Written anew, because a key may be written in several ways.
  if (settings === undefined || /"(paths|baseUrl)":/.test(JSON.stringify(settings))) return undefined;
  const { extends: extended = [] } = settings;
  const names: unknown[] = Array.isArray(extended) ? extended : [extended];
  // A link could mean the folder that it is in, or the one that it leads to.
  if (names.length > 0 && disk.real(file) !== file) return undefined;
  const found: string[] = [];
  for (const name of names) {
    if (typeof name !== 'string' || !/^\.{0,2}\//.test(name)) return undefined;
    const path = resolve(dirname(file), name);
    const candidates = [path, `${path}.json`];
    const base = candidates.find((each) => disk.digest(each) !== null);
    const further = base === undefined ? undefined : extendedSettings(base, disk);
    if (further === undefined) return undefined;
    // Also the one that is not there: it would come first.
    found.push(...candidates, ...further);
  }
  return found;
}

/** The object in a text of JSON with comments and commas at the ends of lists; undefined if it is none. */
function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  const withoutComments = text.replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, '$1');
  const plain = withoutComments.replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g, '$1');
  try {
    const value: unknown = JSON.parse(plain);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
