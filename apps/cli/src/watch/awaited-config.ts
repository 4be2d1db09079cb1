import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { configCandidates, findConfig } from '../config/find-config.js';

/** The config that revisions are made from, or the one that must come back before there is another revision. */
export type SoughtConfig =
  | { readonly kind: 'found'; readonly file: string | undefined }
  | { readonly kind: 'missing'; readonly file: string };

/**
 * Remembers the config of the last revision. If it goes away, for example while Git moves to another commit, then the
 * defaults or a config of a folder above must not take its place: their results would overwrite the report.
 *
 * @param from the user's current folder
 * @param named `--config`
 * @returns a function that looks for the config after an edit of these files
 */
export function awaitedConfig(
  from: string,
  named: string | undefined,
): (changed: readonly string[]) => SoughtConfig {
  let last: string | undefined;
  return (changed) => {
    const found = findConfig(from, named);
    const isUsable = found !== undefined && existsSync(found);
    if (last === undefined) {
      if (isUsable) last = found;
      return { kind: 'found', file: found };
    }
    if (!isUsable) return { kind: 'missing', file: last };
    const isNearer = dirname(found).length > dirname(last).length;
    // A config may also be rewritten under another extension. One that was there all along does not take its place.
    const candidates = configCandidates(from, named);
    const isBeside = dirname(found) === dirname(last);
    const isFirst = candidates.indexOf(found) <= candidates.indexOf(last);
    if (!isNearer && !(isBeside && (isFirst || changed.includes(found))))
      return { kind: 'missing', file: last };
    last = found;
    return { kind: 'found', file: found };
  };
}
