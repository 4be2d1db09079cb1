import { pathToFileURL } from 'node:url';
import { memoryStore } from '@superposition/pipeline/memory-store';
import { assemble } from '@superposition/report/assemble';
import type { Page } from '@superposition/report/page';
import { readAssets } from '@superposition/report/read-assets';
import type { Options } from '../arguments/command-line.js';
import { outlineOf } from '../output/event-outline.js';
import { claimOutput, type OutputFile } from '../output/output-file.js';
import { type ProgressView, progressView } from '../output/progress.js';
import { UserError } from '../user-error.js';
import { type MadeReport, makeReport, reportLine, reportPlace } from '../workbench/make-report.js';
import { recorded } from '../workbench/run-records.js';
import { type CommandContext, openWorkbench, type Workbench } from '../workbench/workbench.js';
import { claimTensorBoard } from './tensorboard.js';
import { describeVerification, verifyResults } from './verify-report.js';

/**
 * `superposition report`: runs the stages that the page needs, and writes the report. With `--verify`, it compares the
 * results and the report with the recorded ones instead.
 *
 * @returns the exit code: 1 when a stage failed (even if the report was written, with an error card for it), and when
 *   `--verify` finds a difference
 */
export async function report(options: Options, context: CommandContext): Promise<0 | 1> {
  const { stderr, folder, interrupted } = context;
  const started = performance.now();
  using view = progressView(stderr);
  const warn = (message: string) => view.line(`warning: ${message}`);
  const tensorBoard = await claimTensorBoard(options, folder);
  await using bench = await openWorkbench(options, context, warn);
  const path = reportPlace(options, folder, bench.loaded);
  if (options.verify) return verifyReport(bench, options, context, view, path);
  const output = await claimOutput('the report', path);
  const { failed } = await writeReport(bench, options, context, view, { output, started });
  await tensorBoard?.write(bench, options, interrupted);
  if (!options.json) context.stdout.write(`${pathToFileURL(output.path).href}\n`);
  return failed > 0 ? 1 : 0;
}

/** A report that was written. */
export interface WrittenReport {
  readonly page: Page;
  /** The number of stages that failed. */
  readonly failed: number;
}

/**
 * Makes a report, writes it, and tells of it in a line, or with `--json` in an event.
 *
 * @param facts that the event names too
 * @throws UserError (exit 1) when there is no page, or it cannot be written
 */
export async function writeReport(
  bench: Workbench,
  options: Options,
  { stdout, interrupted }: CommandContext,
  view: ProgressView,
  place: { readonly output: OutputFile; readonly started: number },
  facts: object = {},
): Promise<WrittenReport> {
  const { started, output } = place;
  const { path } = output;
  return recorded(bench, { command: 'report', report: path, started, options }, async (observe) => {
    const made = await makeReport(bench, options, interrupted, (event) => {
      observe(event);
      tellOf(event, options, stdout, view);
    });
    const { summary, page } = made;
    // Half the time of `Buffer.from` for a text with characters beyond Latin-1.
    const content = new TextEncoder().encode(htmlOf(made));
    await output.write(content);
    const bytes = content.length;
    if (options.json) {
      stdout.write(`${JSON.stringify({ type: 'report', path, bytes, ...facts })}\n`);
    } else if (!options.quiet) {
      const elapsed = performance.now() - started;
      stdout.write(`${await reportLine(bench.store, { summary, path, bytes, elapsed })}\n`);
    }
    return { page, failed: summary.failed };
  });
}

/** `--verify` computes everything into memory, so that it cannot change the recorded results. */
async function verifyReport(
  bench: Workbench,
  options: Options,
  { stdout, interrupted }: CommandContext,
  view: ProgressView,
  path: string,
): Promise<0 | 1> {
  const running: Workbench = { ...bench, store: memoryStore() };
  const made = await makeReport(running, { ...options, cacheMode: 'refresh' }, interrupted, (event) =>
    tellOf(event, options, stdout, view),
  );
  if (made.summary.failed > 0) throw new UserError('a stage failed, so the report cannot be verified', 1);
  const { graph } = bench.pipeline;
  const verification = await verifyResults(graph, made.results, bench.store, { path, html: htmlOf(made) });
  stdout.write(`${options.json ? JSON.stringify(verification) : describeVerification(verification)}\n`);
  return verification.kind === 'same' ? 0 : 1;
}

function htmlOf(made: MadeReport): string {
  return assemble({ ...made, ...readAssets() });
}

function tellOf(
  event: Parameters<Parameters<typeof makeReport>[3]>[0],
  { json, quiet }: Options,
  stdout: NodeJS.WriteStream,
  view: ProgressView,
): void {
  if (json) stdout.write(`${JSON.stringify(outlineOf(event))}\n`);
  else if (!quiet) view.show(event);
  else if (event.type === 'failed') view.line(`${event.stage} failed: ${event.failure.message}`);
}
