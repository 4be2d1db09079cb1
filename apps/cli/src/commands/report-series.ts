import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { canonicalJson, type Json } from '@superposition/pipeline/internal/values/canonical-json';
import { type SeriesReport, seriesPage } from '@superposition/report/internal/page/series-page';
import { readSeriesStyle } from '@superposition/report/internal/read-assets';
import type { Options } from '../arguments/command-line.js';
import { refuseSame, type SettingPoint } from '../arguments/setting-lists.js';
import { header } from '../output/header.js';
import { claimOutput, type OutputFile } from '../output/output-file.js';
import { pointNames } from '../output/point-names.js';
import { type ProgressView, progressView } from '../output/progress.js';
import { byteSize, duration } from '../output/units.js';
import { UserError } from '../user-error.js';
import { changedSettings, settingsOf } from '../workbench/changed-settings.js';
import { type LoadedPipeline, loadPipelines } from '../workbench/load-pipeline.js';
import { askedGitState, reportPlace } from '../workbench/make-report.js';
import { checkParts } from '../workbench/report-parts.js';
import { usedFiles } from '../workbench/used-files.js';
import {
  type CommandContext,
  cacheLocation,
  openTools,
  refuseStaleBuild,
  type Tools,
} from '../workbench/workbench.js';
import { writeReport } from './write-report.js';

/** One report of the series, before it is made. */
interface Member {
  readonly point: SettingPoint;
  readonly asked: LoadedPipeline;
  readonly output: OutputFile;
}

/**
 * `superposition report` with a list of values for a setting: makes a report for each point, all with one cache, so that
 * what they share is computed once. Then it writes a page that compares them to the place of the report.
 *
 * @returns 1 when a stage failed or a report could not be made; the others are made all the same
 */
export async function reportSeries(
  points: readonly SettingPoint[],
  options: Options,
  context: CommandContext,
): Promise<0 | 1> {
  const started = performance.now();
  using view = progressView(context.stderr, options);
  const warned = new Set<string>();
  const warn = (message: string) => {
    // What one report says of the cache or of frozen stages, the next ones say again.
    if (!warned.has(message)) view.line(`warning: ${message}`);
    warned.add(message);
  };
  refuseStaleBuild();
  const note = (line: string) => {
    if (!options.quiet) view.line(line);
  };
  const { index, members } = await prepare(points, options, context, { warn, note });
  const { loaded } = members[0]!.asked;
  const location = cacheLocation(options, loaded);
  await using tools = await openTools(options, context.folder, location, warn);
  if (!options.json)
    for (const line of await header(
      members[0]!.asked,
      options,
      { location, store: tools.store },
      context.folder,
      { tells: true, columns: context.stderr.columns },
    ))
      note(line);

  const reports: SeriesReport[] = [];
  for (const member of members) {
    announce(member, { number: reports.length + 1, count: members.length }, options, context, view);
    reports.push(await makeMember(member, tools, options, context, view));
  }
  const title = loaded.config.report.title;
  const html = seriesPage({ title, reports, common: commonSettings(members) }, readSeriesStyle());
  await index.write(html);

  const failures = reports.filter(({ problem }) => problem !== undefined).length;
  const bytes = Buffer.byteLength(html);
  if (options.json) {
    tell(context, { type: 'index', path: index.path, bytes, reports: reports.length, failed: failures });
    return failures > 0 ? 1 : 0;
  }
  if (!options.quiet) {
    const failed = failures === 0 ? '' : `, ${failures} failed or incomplete`;
    const elapsed = duration(performance.now() - started);
    context.stdout.write(
      `${reports.length} reports${failed} · ${elapsed} · ${index.path} (${byteSize(bytes)}) compares them\n`,
    );
  }
  context.stdout.write(`${pathToFileURL(index.path).href}\n`);
  return failures > 0 ? 1 : 0;
}

/**
 * Loads the config with the settings of every point, and finds a place for every file, before any work is done.
 *
 * @throws UserError for a point that cannot be used or lacks what `--only` names, or a file that cannot be written
 */
async function prepare(
  points: readonly SettingPoint[],
  options: Options,
  { folder }: CommandContext,
  { warn, note }: { readonly warn: (message: string) => void; readonly note: (line: string) => void },
): Promise<{ readonly index: OutputFile; readonly members: readonly Member[] }> {
  const sets = points.map(({ settings }) => ({ set: settings }));
  const loaded = await loadPipelines(sets, options, folder, warn, { note });
  refuseSame(points, (index) => canonicalJson(settingsOf(loaded[index]!) as unknown as Json));
  for (const asked of loaded) checkParts(options, asked);
  const ofCommit = loaded.find((asked) => asked.loaded.config.report.git);
  if (ofCommit !== undefined) await askedGitState(ofCommit.loaded, options, folder);
  const used = usedFiles(options, folder);
  const index = await claimOutput('the index page', reportPlace(options, folder, loaded[0]!.loaded), used);
  const names = pointNames(
    basename(index.path),
    points.map(({ varied }) => varied),
  );
  const members: Member[] = [];
  for (const [at, point] of points.entries()) {
    const output = await claimOutput('the report', join(dirname(index.path), names[at]!), used);
    members.push({ point, asked: loaded[at]!, output });
  }
  return { index, members };
}

async function makeMember(
  { point, asked, output }: Member,
  tools: Tools,
  options: Options,
  context: CommandContext,
  view: ProgressView,
): Promise<SeriesReport> {
  const { varied: settings } = point;
  const file = basename(output.path);
  view.decideBy({ ...options, set: point.settings });
  // With `--cache-mode off`, the cache is one in memory, in which the reports find what they share.
  const cacheMode = options.cacheMode === 'off' ? 'use' : options.cacheMode;
  try {
    const { page, failed } = await writeReport(
      { ...asked, ...tools },
      { ...options, cacheMode },
      context,
      view,
      { output, started: performance.now() },
      { settings },
    );
    const problem =
      failed === 0 ? {} : { problem: failed === 1 ? '1 stage failed.' : `${failed} stages failed.` };
    return { settings, file, facts: page.facts, ...problem };
  } catch (error) {
    if (!(error instanceof UserError) || error.exitCode === 2) throw error;
    if (options.json) tell(context, { type: 'problem', message: error.message, settings });
    else view.line(`superposition: ${error.message}`);
    // The page names no place on this machine.
    return { settings, file, problem: `${error.message.replaceAll(output.path, file)}.` };
  }
}

function announce(
  { point: { varied } }: Member,
  { number, count }: { readonly number: number; readonly count: number },
  { json, quiet }: Options,
  context: CommandContext,
  view: ProgressView,
): void {
  if (json) tell(context, { type: 'point', point: number, points: count, settings: varied });
  if (json || quiet) return;
  const words = Object.entries(varied).map(([path, value]) => `${path} ${JSON.stringify(value)}`);
  view.line(`report ${number} of ${count}: ${words.join(', ')}`);
}

function tell({ stdout }: CommandContext, event: object): void {
  stdout.write(`${JSON.stringify(event)}\n`);
}

/** The settings that differ from the defaults, except those in which the reports differ. */
function commonSettings(members: readonly Member[]): Readonly<Record<string, unknown>> {
  const { asked, point } = members[0]!;
  const changed = Object.entries(changedSettings(asked.loaded.config, asked.given));
  const isVaried = (path: string) =>
    Object.keys(point.varied).some((varied) => path === varied || path.startsWith(`${varied}.`));
  return {
    ...(asked.given !== undefined && { weights: asked.given.sha256 }),
    ...Object.fromEntries(changed.filter(([path]) => !isVaried(path) && path !== 'report.title')),
  };
}
