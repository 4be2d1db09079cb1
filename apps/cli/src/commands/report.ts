import { pathToFileURL } from 'node:url';
import { memoryStore } from '@superposition/pipeline/memory-store';
import { assemble } from '@superposition/report/assemble';
import { readAssets } from '@superposition/report/read-assets';
import type { Options } from '../arguments/command-line.js';
import { outlineOf } from '../output/event-outline.js';
import { header } from '../output/header.js';
import { claimOutput } from '../output/output-file.js';
import { progressView } from '../output/progress.js';
import { UserError } from '../user-error.js';
import { makePartialReport } from '../workbench/make-partial-report.js';
import { describeFile, describeRun, makeReport, reportPlace } from '../workbench/make-report.js';
import { chooseParts } from '../workbench/report-parts.js';
import { type CommandContext, cacheLocation, openWorkbench, type Workbench } from '../workbench/workbench.js';
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
  const { stdout, stderr, folder, interrupted } = context;
  const started = performance.now();
  using view = progressView(stderr, options);
  const warn = (message: string) => view.line(`warning: ${message}`);
  const tensorBoard = await claimTensorBoard(options, folder);
  await using bench = await openWorkbench(options, context, warn);
  if (options.only.length > 0) chooseParts(options.only, bench.pipeline);
  const path = reportPlace(options, folder, bench.loaded);
  const output = options.verify ? undefined : await claimOutput('the report', path);
  const isTold = !options.json && !options.quiet;
  if (isTold) {
    const cache = { location: cacheLocation(options, bench.loaded), store: bench.store };
    for (const line of await header(bench.loaded, options, cache, folder)) view.line(line);
  }
  // `--verify` computes everything into memory, so that it cannot change the recorded results.
  const running: Workbench = options.verify ? { ...bench, store: memoryStore() } : bench;
  const asked: Options = options.verify ? { ...options, cacheMode: 'refresh' } : options;

  const make = options.only.length > 0 ? makePartialReport : makeReport;
  const made = await make(running, asked, interrupted, (event) => {
    if (options.json) stdout.write(`${JSON.stringify(outlineOf(event))}\n`);
    else if (isTold) view.show(event);
    else if (event.type === 'failed') view.line(`${event.stage} failed: ${event.failure.message}`);
  });
  const { summary, results } = made;
  const html = assemble({ ...made, ...readAssets() });
  if (output === undefined) {
    if (summary.failed > 0) throw new UserError('a stage failed, so the report cannot be verified', 1);
    const verification = await verifyResults(bench.pipeline.graph, results, bench.store, { path, html });
    stdout.write(`${options.json ? JSON.stringify(verification) : describeVerification(verification)}\n`);
    return verification.kind === 'same' ? 0 : 1;
  }
  // Half the time of `Buffer.from` for a text with characters beyond Latin-1.
  const content = new TextEncoder().encode(html);
  await output.write(content);
  await tensorBoard?.write(bench, options, interrupted);
  const address = pathToFileURL(output.path).href;
  const bytes = content.length;
  if (options.json) {
    stdout.write(`${JSON.stringify({ type: 'report', path: output.path, bytes })}\n`);
  } else if (options.quiet) {
    stdout.write(`${address}\n`);
  } else {
    const run = describeRun(summary, performance.now() - started);
    stdout.write(`${run}\n${address}   (${describeFile(bytes, summary)})\n`);
  }
  return summary.failed > 0 ? 1 : 0;
}
