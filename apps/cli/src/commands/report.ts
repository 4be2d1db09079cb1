import { pathToFileURL } from 'node:url';
import { memoryStore } from '@superposition/pipeline/internal/store/memory-store';
import type { Options } from '../arguments/command-line.js';
import { settingPoints } from '../arguments/setting-lists.js';
import { claimOutput } from '../output/output-file.js';
import { type ProgressView, progressView } from '../output/progress.js';
import { UserError } from '../user-error.js';
import { reportPlace } from '../workbench/make-report.js';
import { type Profile, withProfile } from '../workbench/profile.js';
import { checkParts } from '../workbench/report-parts.js';
import { usedFiles } from '../workbench/used-files.js';
import { type CommandContext, openWorkbench, type Workbench } from '../workbench/workbench.js';
import { reportSeries } from './report-series.js';
import { claimTensorBoard } from './tensorboard.js';
import { describeVerification, verifyResults } from './verify-report.js';
import { htmlOf, makeAsked, tellOf, writeReport } from './write-report.js';

/**
 * `superposition report`: runs the stages that the page needs, and writes the report. With `--verify`, it compares the
 * results and the report with the recorded ones instead.
 *
 * @returns the exit code: 1 when a stage failed (even if the report was written, with an error card for it), and when
 *   `--verify` finds a difference
 */
export async function report(given: Options, context: CommandContext): Promise<0 | 1> {
  const [first, ...others] = settingPoints(given.set);
  if (others.length > 0) return reportSeries([first!, ...others], given, context);
  const options: Options = { ...given, set: first!.settings };
  return withProfile(options, context, (profile) => makeOrVerify(options, context, profile));
}

async function makeOrVerify(options: Options, context: CommandContext, profile: Profile): Promise<0 | 1> {
  const { stderr, folder, interrupted } = context;
  const started = performance.now();
  using view = progressView(stderr, options);
  const warn = (message: string) => view.line(`warning: ${message}`);
  const tensorBoard = await claimTensorBoard(options, folder);
  await using bench = await openWorkbench(options, context, warn, {
    tells: true,
    // A check writes nothing.
    onlyLooks: options.verify,
    begin: profile.begin,
  });
  checkParts(options, bench);
  const path = reportPlace(options, folder, bench.loaded);
  if (options.verify) return await verifyReport(bench, options, context, view, path, profile);
  const output = await claimOutput('the report', path, usedFiles(options, folder));
  const { failed } = await writeReport(bench, options, context, view, { output, started, profile });
  await tensorBoard?.write(bench, options, interrupted);
  if (options.quiet && !options.json) context.stdout.write(`${pathToFileURL(output.path).href}\n`);
  return failed > 0 ? 1 : 0;
}

/** `--verify` computes everything into memory, so that it cannot change the recorded results. */
async function verifyReport(
  bench: Workbench,
  options: Options,
  context: CommandContext,
  view: ProgressView,
  path: string,
  profile: Profile,
): Promise<0 | 1> {
  const { stdout } = context;
  const running: Workbench = { ...bench, store: memoryStore() };
  const made = await makeAsked(running, { ...options, cacheMode: 'refresh' }, context, (event) => {
    profile.observe(event, bench.pipeline.graph);
    tellOf(event, options, stdout, view);
  });
  if (made.summary.failed > 0) throw new UserError('a stage failed, so the report cannot be verified', 1);
  profile.begin('comparing');
  const verification = await verifyResults(made.ends, bench.store, { path, html: htmlOf(made) });
  stdout.write(`${options.json ? JSON.stringify(verification) : describeVerification(verification)}\n`);
  return verification.kind === 'same' ? 0 : 1;
}
