import { basename, isAbsolute, relative } from 'node:path';
import { shownLocation } from '@superposition/pipeline/internal/store/server-location';
import type { Store } from '@superposition/pipeline/internal/store/store';
import { someOf } from '@superposition/pipeline/internal/values/some-of';
import type { Options } from '../arguments/command-line.js';
import type { LoadedConfig } from '../config/config-file.js';
import { describeSearch } from '../config/find-config.js';
import type { GivenWeights } from '../config/given-weights.js';
import { printable } from './printable.js';
import { wrapped } from './table.js';
import { byteSize } from './units.js';

/**
 * What a command works with: the config with the settings, what was taken from a file of weights, the cache, and in the last line the
 * options that are not on the command line.
 *
 * @param form.tells false leaves out what the user expects: a config file that was found, and the cache
 * @param form.columns the width of the lines; default: they are not wrapped
 */
export async function header(
  { loaded: { file }, given }: { readonly loaded: LoadedConfig; readonly given?: GivenWeights },
  options: Options,
  cache: { readonly location: string; readonly store: Store },
  folder: string,
  { tells, columns }: { readonly tells: boolean; readonly columns?: number | undefined },
): Promise<readonly string[]> {
  const search = describeSearch(folder, options.config);
  const weights = given === undefined ? [] : [`weights  ${describeWeights(given)}`];
  const lines = (all: readonly string[]) => all.flatMap((line) => headerLine(line, columns));
  if (!tells) return lines([...(search === undefined ? [] : [`config   ${search}`]), ...weights]);
  const config = search ?? shownPath(file!, folder);
  const { cacheMode, origins } = options;
  const isOff = cacheMode === 'off';
  const others = Object.entries(origins).flatMap(([option, name]) =>
    ['set', 'weights', 'weights-names', 'transpose'].includes(option) || (option === 'cache-mode' && isOff)
      ? []
      : [name],
  );
  return lines([
    `config   ${[config, ...asked(options)].join(', ')}`,
    ...weights,
    `cache    ${isOff ? `none (${origins['cache-mode'] ?? '--cache-mode'} off)` : await describeCache(cache, folder)}`,
    ...(others.length > 0 ? [`options  ${others.join(', ')}`] : []),
  ]);
}

/** A line of a header in as many as the width needs. What follows its name stands below itself. */
export function headerLine(line: string, columns: number = Number.POSITIVE_INFINITY): readonly string[] {
  return wrapped(line, columns, 9);
}

/** Which tensors were taken: a wrong choice gives wrong numbers, and no error. */
function describeWeights({ weights: { features, neurons }, from, passedOver }: GivenWeights): string {
  const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;
  const others = passedOver.map(printable);
  const rest = others.length === 0 ? '' : `; passed over: ${someOf(others)}`;
  return `${count(features, 'feature')} × ${count(neurons, 'neuron')} from ${printable(from.W_in)}, ${printable(from.W_out)}${rest}`;
}

function asked({ set, weights, origins }: Options): readonly string[] {
  const settings = set.slice(0, mostSettings).map(([path, value]) => `${path} ${value}`);
  const more = set.length - settings.length;
  return [
    ...(set.length > 0
      ? [`${[...settings, ...(more > 0 ? [`${more} more`] : [])].join(', ')} (${origins.set ?? '--set'})`]
      : []),
    ...(weights === undefined ? [] : [`weights of ${basename(weights)} (${origins.weights ?? '--weights'})`]),
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
