import { resolve } from 'node:path';
import { seedsOf } from '@superposition/core/internal/config/config';
import { quantityIds } from '@superposition/core/internal/quantities/quantity-definitions';
import type { Options } from '../../arguments/command-line.js';
import { header, headerLine } from '../../output/header.js';
import { claimOutput } from '../../output/output-file.js';
import { progressView } from '../../output/progress.js';
import { askedQuantities } from '../../workbench/asked-quantities.js';
import { changedSettings } from '../../workbench/changed-settings.js';
import { usedFiles } from '../../workbench/used-files.js';
import {
  type CommandContext,
  cacheLocation,
  isCacheThere,
  openTools,
  refuseStaleBuild,
} from '../../workbench/workbench.js';
import { planSweep } from './plan-sweep.js';
import { runSweep } from './run-sweep.js';
import { type ConfigPoint, isOfModels, sweepConfigs } from './sweep-settings.js';
import { sweepTable } from './sweep-table.js';
import { askedTableFormat, tableParts } from './table-formats.js';

/**
 * `superposition sweep`: trains and measures a model for each combination of settings and each seed, and writes a table with a row for
 * each model. The models are those of reports with the same settings, so that a sweep that is run again goes on where it was ended.
 *
 * @returns 1 when a model could not be made; its row says why
 */
export async function sweep(options: Options, context: CommandContext): Promise<0 | 1> {
  const { folder, stdout, stderr, interrupted, workers } = context;
  using view = progressView(stderr, options);
  const warn = (message: string) => view.line(`warning: ${message}`);
  const note = (line: string) => {
    if (!options.quiet) view.line(line);
  };
  refuseStaleBuild();
  const format = askedTableFormat(options);
  const quantities =
    options.quantities === undefined ? quantityIds : askedQuantities(options.quantities, quantityIds);
  const points = await sweepConfigs(options, folder, { note, signal: interrupted });
  const { loaded, varied } = points[0]!;
  const output =
    options.out === undefined || options.plan
      ? undefined
      : await claimOutput('the table', resolve(folder, options.out), usedFiles(options, folder));
  const location = cacheLocation(options, loaded);
  const isMissing = options.plan && !isCacheThere(location, folder);
  await using tools = await openTools(options, folder, isMissing ? 'memory:' : location, warn, {
    onlyLooks: options.plan,
    workers,
  });
  if (!options.quiet) {
    const { columns } = stderr;
    const about = { tells: true, columns };
    const lines = await header({ loaded }, options, { location, store: tools.store }, folder, about);
    for (const line of [...lines, ...headerLine(`sweep    ${describeSweep(points)}`, columns)]) note(line);
  }
  if (options.plan) {
    stdout.write(await planSweep(points, tools, options));
    return 0;
  }
  const table = sweepTable(Object.keys(varied), quantities);
  const run = runSweep(points, tools, { options, interrupted, view });
  const parts = tableParts[format](table.columns, rowsOf(run.models), sharedSettings(points[0]!));
  if (output === undefined) for await (const part of parts) stdout.write(part);
  else {
    await output.write(parts);
    stdout.write(`${output.path}\n`);
  }
  return run.failed() > 0 ? 1 : 0;

  async function* rowsOf(models: typeof run.models) {
    for await (const some of models) yield some.map((model) => table.rowOf(model));
  }
}

/** "60 models: 12 points of model.neurons and data.activeProbability, 5 seeds each". */
function describeSweep(points: readonly ConfigPoint[]): string {
  const [first] = points;
  const seeds = seedsOf(first!.loaded.config).length;
  const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;
  const settings = Object.keys(first!.varied);
  const where =
    settings.length === 0
      ? ''
      : `: ${count(points.length, 'point')} of ${settings.join(', ')}; ${count(seeds, 'seed')} each`;
  return `${count(points.length * seeds, 'model')}${where}`;
}

/** The settings that differ from the defaults in all points: `training.steps 100`. */
function sharedSettings({ loaded, varied }: ConfigPoint): readonly string[] {
  return Object.entries(changedSettings(loaded.config, undefined))
    .filter(([path]) => !Object.hasOwn(varied, path) && isOfModels(path))
    .map(([path, value]) => `${path} ${JSON.stringify(value)}`);
}
