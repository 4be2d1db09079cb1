import { readFile } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import { resolve } from 'node:path';
import { codeFrame } from '../values/code-frame.js';
import type { ImpurePlace } from './code-errors.js';
import { placedUses, type TextPlace } from './impure-uses.js';
import { moduleName, workspaceOf } from './module-name.js';

/** The text of a bundle, and its source map, with sources relative to the package. */
export interface MappedCode {
  readonly code: string;
  readonly map: string;
}

/**
 * Where in the sources a task uses what it must not use: the first place of each use that can be found.
 *
 * @param uses the names, as `ImpureTaskError` has them
 * @param codes bundles of the task; a use is looked for in the first of them that has it
 * @param packageRoot folder of the package
 */
export async function impurePlaces(
  uses: readonly string[],
  codes: readonly MappedCode[],
  packageRoot: string,
  target: string,
): Promise<readonly ImpurePlace[]> {
  const found = new Map<string, ImpurePlace>();
  for (const { code, map } of codes) {
    const comment = `\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString('base64')}\n`;
    const placed = await placedUses(code + comment, target, true);
    const mapped = new SourceMap(JSON.parse(placed.map));
    for (const use of uses) {
      if (found.has(use)) continue;
      const at =
        placed.uses.get(use) ?? placed.imports.get(use) ?? placed.imports.get(use.slice('node:'.length));
      const place = at && (await sourcePlace(mapped, at, packageRoot));
      if (place !== undefined) found.set(use, { use, ...place });
    }
  }
  return uses.flatMap((use) => found.get(use) ?? []);
}

async function sourcePlace(
  map: SourceMap,
  { line, column }: TextPlace,
  packageRoot: string,
): Promise<Omit<ImpurePlace, 'use'> | undefined> {
  const entry = map.findEntry(line - 1, column);
  if (!('originalSource' in entry) || entry.originalSource === undefined) return undefined;
  const path = resolve(packageRoot, entry.originalSource);
  const place = {
    file: moduleName(workspaceOf(packageRoot), path),
    line: entry.originalLine + 1,
    column: entry.originalColumn + 1,
  };
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const frame = codeFrame(text, place.line, place.column);
  return { ...place, ...(frame !== undefined && { frame }) };
}
