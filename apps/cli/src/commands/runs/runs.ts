import { resolve } from 'node:path';
import { quantityIds } from '@superposition/core/internal/quantities/quantity-definitions';
import { shownLocation } from '@superposition/pipeline/internal/store/server-location';
import { isUnavailable } from '@superposition/pipeline/internal/store/store-unavailable';
import type { Options } from '../../arguments/command-line.js';
import { configFolder, defaultCache, refuseUnreadable } from '../../config/find-config.js';
import { optionWords } from '../../output/option-words.js';
import { UserError } from '../../user-error.js';
import { askedQuantities } from '../../workbench/asked-quantities.js';
import type { NumberedRun } from '../../workbench/run-record.js';
import { readRuns } from '../../workbench/run-records.js';
import { type CommandContext, isCacheThere, openCache } from '../../workbench/workbench.js';
import { compareRuns } from './compare-runs.js';
import { runsAsCsv, runsAsJson } from './run-formats.js';
import { runsTable } from './runs-table.js';
import { showRun } from './show-run.js';

/** `superposition runs …`: tells of the reports that this cache has made. */
export function runs(
  name: 'runs' | 'runs show' | 'runs diff',
  words: readonly string[],
  options: Options,
  context: CommandContext,
): Promise<0 | 1> {
  switch (name) {
    case 'runs':
      return listRuns(options, context);
    case 'runs show':
      return runsShow(words, options, context);
    case 'runs diff':
      return runsDiff(words, options, context);
  }
}

/** Lists the newest first. */
async function listRuns(options: Options, context: CommandContext): Promise<0> {
  const { stdout } = context;
  const found = [...(await recordedRuns(options, context)).found].reverse();
  const asked = options.quantities === undefined ? undefined : quantitiesOf(options.quantities, found);
  if (options.json) stdout.write(runsAsJson(found, asked));
  else if (options.csv) stdout.write(runsAsCsv(found, asked ?? keyQuantities));
  else if (found.length === 0) stdout.write("no runs yet: 'superposition report' makes the first one\n");
  else {
    // On a terminal, the newest runs would scroll away above the older ones. A pipe gets everything.
    const shown = stdout.isTTY ? found.slice(0, newest) : found;
    const width = stdout.isTTY ? stdout.columns : undefined;
    stdout.write(
      runsTable(shown, {
        quantities: asked ?? keyQuantities,
        now: Date.now(),
        width,
        all: found.length,
        where: optionWords(options, ['config', 'cache']),
      }),
    );
  }
  return 0;
}

/** Everything that the cache remembers of one run. */
async function runsShow([word]: readonly string[], options: Options, context: CommandContext): Promise<0> {
  const { found, location } = await recordedRuns(options, context);
  const run = runOf('runs show', word!, found, location);
  const asked = options.quantities === undefined ? undefined : quantitiesOf(options.quantities, found);
  const { stdout } = context;
  stdout.write(showRun(run, { asked, json: options.json, now: Date.now(), width: stdout.columns }));
  return 0;
}

/**
 * The settings and quantities that differ between two runs.
 *
 * @returns 0 when they say the same, 1 when they differ
 */
async function runsDiff(words: readonly string[], options: Options, context: CommandContext): Promise<0 | 1> {
  const { found, location } = await recordedRuns(options, context);
  const [from, to] = words.map((word) => runOf('runs diff', word, found, location));
  const { text, isSame } = compareRuns(from!, to!, { json: options.json, width: context.stdout.columns });
  context.stdout.write(text);
  return isSame ? 0 : 1;
}

/** The quantities of the table when none are asked for. */
const keyQuantities = ['gain.positive', 'mse.active'];

/** So many runs of the table fit on a terminal. */
const newest = 20;

/** The runs that the cache beside the config remembers. Works even when the config has mistakes. */
async function recordedRuns(
  options: Options,
  { folder, stderr }: CommandContext,
): Promise<{ readonly found: readonly NumberedRun[]; readonly location: string }> {
  if (options.config !== undefined) refuseUnreadable(resolve(folder, options.config));
  const location = options.cache ?? defaultCache(configFolder(folder, options.config));
  const shown = shownLocation(location);
  // Looking at a cache must not create one.
  if (!isCacheThere(location, folder)) return { found: [], location: shown };
  const warnings: string[] = [];
  await using store = await openCache(location, folder, (warning) => warnings.push(warning), {
    repair: false,
    note: (message) => void stderr.write(`${message}\n`),
  });
  try {
    const found = await readRuns(store, Date.now());
    if (store.location === 'memory' && warnings.length > 0) throw new UserError(warnings.join('\n'), 1);
    return { found, location: shown };
  } catch (error) {
    if (isUnavailable(error)) throw new UserError(error.message, 1);
    throw error;
  }
}

function runOf(command: string, word: string, found: readonly NumberedRun[], location: string): NumberedRun {
  if (!/^\d+$/.test(word))
    throw new UserError(
      `${command} ${word}: it must be the number of a run, as 'superposition runs' lists them`,
    );
  const run = found.find(({ number }) => number === Number(word));
  if (run !== undefined) return run;
  const [first, last] = [found[0]?.number, found.at(-1)?.number];
  if (first === undefined) throw new UserError(`${command} ${word}: the cache ${location} has no runs yet`);
  const known = first === last ? `only run ${first}` : `runs ${first} … ${last}`;
  throw new UserError(`${command} ${word}: there is no such run; the cache has ${known}`);
}

/** The ids of `--quantities`. A run of another version may have quantities that this one does not know. */
function quantitiesOf(text: string, found: readonly NumberedRun[]): readonly string[] {
  const recorded = found.flatMap(({ quantities }) => Object.keys(quantities));
  return askedQuantities<string>(text, [...new Set([...quantityIds, ...recorded])]);
}
