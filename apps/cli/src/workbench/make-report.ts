import { join, resolve } from 'node:path';
import type { RunEvent, RunSummary } from '@superposition/pipeline/internal/run/event';
import type { DrawnPage } from '@superposition/report/internal/page/drawn-page';
import type { Page } from '@superposition/report/internal/page/page';
import type { GitState, Provenance } from '@superposition/report/internal/provenance';
import { plotlyVersion } from '@superposition/report/internal/read-assets';
import type { Options } from '../arguments/command-line.js';
import type { LoadedConfig } from '../config/config-file.js';
import { byteSize, duration } from '../output/units.js';
import { UserError } from '../user-error.js';
import { drawnPage } from './drawn-page.js';
import { gitState } from './git.js';
import { provenanceOf } from './provenance.js';
import { runForReport } from './run-for-report.js';
import type { StageEnds } from './stage-ends.js';
import type { CommandContext, Workbench } from './workbench.js';

/** What `assemble` makes the report from, and how the run went. */
export interface MadeReport {
  readonly page: Page;
  readonly drawn: DrawnPage;
  readonly provenance: Provenance;
  readonly summary: RunSummary;
  readonly ends: StageEnds;
}

/** Where the report is: at `--out`, or else beside the config. A part of a report does not replace the whole one. */
export function reportPlace(
  { out, only }: Pick<Options, 'out' | 'only'>,
  folder: string,
  loaded: Pick<LoadedConfig, 'folder'>,
): string {
  const name = only.length > 0 ? 'report-part.html' : 'report.html';
  return out === undefined ? join(loaded.folder, name) : resolve(folder, out);
}

/**
 * The state of the work tree, if the config asks for it.
 *
 * @throws UserError when there is no Git, no repository or no commit
 */
export async function askedGitState(
  loaded: LoadedConfig,
  options: Options,
  folder: string,
): Promise<GitState | undefined> {
  if (!loaded.config.report.git) return undefined;
  return gitState(loaded.folder, reportPlace(options, folder, loaded));
}

/**
 * Runs the page stage and every stage that it needs.
 *
 * @throws UserError (exit 1) when there is no page, and (exit 2) when the provenance is to name a commit and there is none
 * @throws Interrupted when the user interrupts, after all running stages have ended
 */
export async function makeReport(
  bench: Workbench,
  options: Options,
  { folder, interrupted }: Pick<CommandContext, 'folder' | 'interrupted'>,
  onEvent: (event: RunEvent) => void,
): Promise<MadeReport> {
  const { loaded, given, pipeline } = bench;
  // The files may be edited during the run. And whoever asks for a commit that is not there learns it before the work.
  const git = await askedGitState(loaded, options, folder);
  const ran = await runForReport(bench, [pipeline.page], options, interrupted, onEvent);
  const { ends, summary } = ran;
  const page = ran.values.get(pipeline.page.name) as Page | undefined;
  if (page === undefined) throw new UserError('the page could not be made, so no report is written', 1);
  const provenance = provenanceOf(loaded.config, given, [pipeline.page], ends, plotlyVersion(), git);
  return { page, drawn: await drawnPage(bench.store, page), provenance, summary, ends };
}

/**
 * Describes a run: "525 stages: 194 fresh, 330 built, 1 failed, in 38 s (1 min 2 s saved)".
 *
 * @param elapsed milliseconds
 */
export function describeRun({ fresh, built, failed, skipped, saved }: RunSummary, elapsed: number): string {
  const outcomes = [
    [fresh, 'fresh'],
    [built, 'built'],
    [failed, 'failed'],
    [skipped, 'skipped'],
  ] as const;
  const told = outcomes.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  return `${fresh + built + failed + skipped} stages: ${told.join(', ')}, in ${duration(elapsed)}${saved > 0 ? ` (${duration(saved)} saved)` : ''}`;
}

/** Describes the file of a report: "3.1 MB, with 1 error card". */
export function describeFile(bytes: number, { failed, skipped }: RunSummary): string {
  const cards = failed + skipped;
  return failed === 0
    ? byteSize(bytes)
    : `${byteSize(bytes)}, with ${cards === 1 ? 'an error card' : 'error cards'}`;
}
