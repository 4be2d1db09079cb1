import { pathToFileURL } from 'node:url';
import type { RunEvent } from '@superposition/pipeline/internal/run/event';
import { assemble } from '@superposition/report/internal/page/assemble';
import type { Page } from '@superposition/report/internal/page/page';
import { readAssets } from '@superposition/report/internal/read-assets';
import type { Options } from '../arguments/command-line.js';
import { describeFailure } from '../output/describe-failure.js';
import { outlineOf } from '../output/event-outline.js';
import type { OutputFile } from '../output/output-file.js';
import type { ProgressView } from '../output/progress.js';
import { makePartialReport } from '../workbench/make-partial-report.js';
import { describeFile, describeRun, type MadeReport, makeReport } from '../workbench/make-report.js';
import type { Profile } from '../workbench/profile.js';
import { recorded } from '../workbench/run-records.js';
import type { CommandContext, Workbench } from '../workbench/workbench.js';

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
  context: CommandContext,
  view: ProgressView,
  place: { readonly output: OutputFile; readonly started: number; readonly profile?: Profile },
  facts: object = {},
): Promise<WrittenReport> {
  const { stdout } = context;
  const { started, output, profile } = place;
  const { path } = output;
  return recorded(bench, { command: 'report', report: path, started, options }, async (observe) => {
    const made = await makeAsked(bench, options, context, (event) => {
      profile?.observe(event, bench.pipeline.graph);
      observe(event);
      tellOf(event, options, stdout, view);
    });
    const { summary, page } = made;
    profile?.begin('assembling the page');
    const html = htmlOf(made);
    profile?.begin('writing');
    // Half the time of `Buffer.from` for a text with characters beyond Latin-1.
    const content = new TextEncoder().encode(html);
    await output.write(content);
    const bytes = content.length;
    if (options.json) {
      stdout.write(`${JSON.stringify({ type: 'report', path, bytes, ...facts })}\n`);
    } else if (!options.quiet) {
      const run = describeRun(summary, performance.now() - started);
      stdout.write(`${run}\n${pathToFileURL(path).href}   (${describeFile(bytes, summary)})\n`);
    }
    return { page, failed: summary.failed };
  });
}

/** Makes the whole report, or with `--only` a part of it. */
export const makeAsked: typeof makeReport = (bench, options, context, onEvent) =>
  (options.only.length > 0 ? makePartialReport : makeReport)(bench, options, context, onEvent);

/** The report as one file. */
export function htmlOf(made: MadeReport): string {
  return assemble({ ...made, ...readAssets() });
}

/** Tells of an event of the run as the options want it. */
export function tellOf(
  event: RunEvent,
  { json, quiet }: Options,
  stdout: NodeJS.WriteStream,
  view: ProgressView,
): void {
  if (json) stdout.write(`${JSON.stringify(outlineOf(event))}\n`);
  else if (!quiet) view.show(event);
  else if (event.type === 'failed') view.line(`${event.stage} failed: ${describeFailure(event.failure)}`);
}
