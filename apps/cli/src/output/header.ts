import { basename, isAbsolute, relative } from 'node:path';
import { shownLocation } from '@superposition/pipeline/server-location';
import type { Store } from '@superposition/pipeline/store';
import type { Options } from '../arguments/command-line.js';
import type { LoadedConfig } from '../config/config-file.js';
import { byteSize } from './units.js';

/** What a command works with, in two lines: the config with the settings of the command line, and the cache. */
export async function header(
  { file }: Pick<LoadedConfig, 'file'>,
  { set, weights, cacheMode }: Options,
  cache: { readonly location: string; readonly store: Store },
  folder: string,
): Promise<readonly string[]> {
  const settings = set.slice(0, mostSettings).map(([path, value]) => `${path} ${value}`);
  const others = set.length - settings.length;
  const asked = [...settings, ...(others > 0 ? [`${others} more`] : [])].join(', ');
  const given = weights === undefined ? [] : [`weights of ${basename(weights)} (--weights)`];
  const config = file === undefined ? 'none found: the defaults' : shownPath(file, folder);
  return [
    `config   ${[config, ...(set.length > 0 ? [`${asked} (--set)`] : []), ...given].join(', ')}`,
    `cache    ${cacheMode === 'off' ? 'none (--cache-mode off)' : await describeCache(cache, folder)}`,
  ];
}

async function describeCache(
  { location, store }: { readonly location: string; readonly store: Store },
  folder: string,
): Promise<string> {
  const size = await store.size();
  const place = isAbsolute(location) ? shownPath(location, folder) : shownLocation(location);
  return size === undefined ? place : `${place}, ${byteSize(size)}`;
}

/** More settings than these fill the line, and the user has just typed them. */
const mostSettings = 3;

/** A path as a person in this folder writes it. */
function shownPath(path: string, folder: string): string {
  const short = relative(folder, path);
  return short === '' ? '.' : short.startsWith('..') ? path : short;
}
