import type { Revision } from '@superposition/pipeline/internal/run/run';
import { digestOf } from '@superposition/pipeline/internal/values/digest';
import { assemble } from '@superposition/report/internal/page/assemble';
import type { PageAssets } from '@superposition/report/internal/page/html-file';
import { readAssets, readWatchAssets } from '@superposition/report/internal/read-assets';
import { Observable } from 'rxjs';
import type { Running } from '../config/run-config.js';
import { outlineOf } from '../output/event-outline.js';
import { claimOutput } from '../output/output-file.js';
import { asUserError, UserError } from '../user-error.js';
import { type LoadedPipeline, loadPipeline } from '../workbench/load-pipeline.js';
import { describeFile, describeRun, makeReport, reportPlace } from '../workbench/make-report.js';
import { recorded } from '../workbench/run-records.js';
import { Interrupted } from '../workbench/run-targets.js';
import { usedFiles } from '../workbench/used-files.js';
import type { Tools, Workbench } from '../workbench/workbench.js';
import { decidingFiles } from './deciding-files.js';
import type { Message, ReviseOrder } from './message.js';
import { retryWhileWritten } from './retry-while-written.js';
import type { ReusableTools } from './reusable-tools.js';

/** A revision that makes the report. Its events are messages; `drained` resolves when all that it started has ended. */
export function reportRevision(order: ReviseOrder, reusableTools: ReusableTools): Revision<Message> {
  let work = Promise.resolve();
  return {
    events: new Observable((subscriber) => {
      const controller = new AbortController();
      work = makeRevision(order, reusableTools, controller.signal, (message) =>
        subscriber.next(message),
      ).then(
        () => subscriber.complete(),
        (error: unknown) => {
          if (error instanceof Interrupted) return;
          const told = asUserError(error);
          if (told === undefined) throw error;
          subscriber.next({ type: 'problem', revision: order.revision, message: told.message });
          subscriber.complete();
        },
      );
      work.catch((error) => subscriber.error(error));
      return () => controller.abort();
    }),
    drained: () => work,
  };
}

async function makeRevision(
  order: ReviseOrder,
  reusableTools: ReusableTools,
  cancelled: AbortSignal,
  tell: (message: Message) => void,
): Promise<void> {
  const started = performance.now();
  const { revision, options, folder } = order;
  const warnings: string[] = [];
  const running: Running = { signal: cancelled, note: (message) => tell({ type: 'warning', message }) };
  const prepared = await retryWhileWritten(() => prepare(order, reusableTools, warnings, running), {
    isFailure: (found) => found instanceof UserError,
    files: () => decidingFiles(folder, options),
    cancelled,
  });
  if (cancelled.aborted) throw new Interrupted();
  if (prepared instanceof UserError) throw prepared;
  for (const message of warnings) tell({ type: 'warning', message });
  const { asked, tools } = prepared;
  const bench: Workbench = { ...asked, ...tools };
  const output = await claimOutput(
    'the report',
    reportPlace(options, folder, asked.loaded),
    usedFiles(options, folder),
  );
  const { path } = output;
  await recorded(bench, { command: 'watch', report: path, started, options }, async (observe) => {
    const made = await makeReport(bench, options, { folder, interrupted: cancelled }, (event) => {
      observe(event);
      tell({ type: 'event', revision, event: outlineOf(event) });
    });
    if (cancelled.aborted) throw new Interrupted();
    const { report, watched } = assets();
    const html = assemble({ ...made, ...report });
    // The edition changes with the content of the page, and with the scripts and style of the served page.
    const edition = digestOf(
      [html, watched.pageScript, watched.program?.sha256, watched.pageStyle].join('\n'),
    ).slice(0, 16);
    await output.write(html);
    const bytes = Buffer.byteLength(html);
    const { summary } = made;
    const elapsed = performance.now() - started;
    tell({
      type: 'report',
      revision,
      path,
      bytes,
      summary,
      line: `${describeRun(summary, elapsed)}: ${path} (${describeFile(bytes, summary)})`,
      served: { edition, html: assemble({ ...made, ...watched, served: { edition } }) },
    });
  });
}

/**
 * Loads what a revision needs. Returns the error when the config, the weights, an option or the cache cannot be used.
 */
async function prepare(
  { options, folder }: ReviseOrder,
  reusableTools: ReusableTools,
  warnings: string[],
  running: Running,
): Promise<{ readonly asked: LoadedPipeline; readonly tools: Tools } | UserError> {
  warnings.length = 0;
  try {
    const asked = await loadPipeline(options, folder, (message) => warnings.push(message), running);
    return { asked, tools: await reusableTools.for(options, folder, asked.loaded) };
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

// We read the assets once: after a new build there is a new session.
let loadedAssets: { readonly report: PageAssets; readonly watched: PageAssets } | undefined;
function assets() {
  loadedAssets ??= { report: readAssets(), watched: readWatchAssets() };
  return loadedAssets;
}
