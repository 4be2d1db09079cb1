import { basename, isAbsolute, relative } from 'node:path';
import { shownLocation } from '@superposition/pipeline/server-location';
import type { Store } from '@superposition/pipeline/store';
import type { Options } from '../arguments/command-line.js';
import type { LoadedConfig } from '../config/config-file.js';
import { byteSize } from './units.js';

/**
 * What a command works with: the config with the settings, the cache, and in a third line the options that are not on the
 * command line.
 */
export async function header(
  { file }: Pick<LoadedConfig, 'file'>,
  { set, weights, cacheMode, origins }: Options,
  cache: { readonly location: string; readonly store: Store },
  folder: string,
): Promise<readonly string[]> {
  const settings = set.slice(0, mostSettings).map(([path, value]) => `${path} ${value}`);
  const more = set.length - settings.length;
  const asked = [...settings, ...(more > 0 ? [`${more} more`] : [])].join(', ');
  const given =
    weights === undefined ? [] : [`weights of ${basename(weights)} (${origins.weights ?? '--weights'})`];
  const config = file === undefined ? 'none found: the defaults' : shownPath(file, folder);
  const others = Object.entries(origins).flatMap(([option, name]) =>
    ['set', 'weights'].includes(option) || (option === 'cache-mode' && cacheMode === 'off') ? [] : [name],
  );
  return [
    `config   ${[config, ...(set.length > 0 ? [`${asked} (${origins.set ?? '--set'})`] : []), ...given].join(', ')}`,
    `cache    ${cacheMode === 'off' ? `none (${origins['cache-mode'] ?? '--cache-mode'} off)` : await describeCache(cache, folder)}`,
    ...(others.length > 0 ? [`options  ${others.join(', ')}`] : []),
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
