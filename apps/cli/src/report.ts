import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ResultFacts, RunEvent, RunSummary } from '@superposition/pipeline/event';
import { memoryStore } from '@superposition/pipeline/memory-store';
import { assemble } from '@superposition/report/assemble';
import type { Page } from '@superposition/report/page';
import { plotlyVersion, readAssets } from '@superposition/report/read-assets';
import type { Options } from './command-line.js';
import { follow } from './follow.js';
import { claimOutput } from './output-file.js';
import { progressView } from './progress.js';
import { provenanceOf } from './provenance.js';
import { byteSize, duration } from './units.js';
import { UserError } from './user-error.js';
import { describeVerification, verifyResults } from './verify-report.js';
import { openWorkbench, type Surroundings, type Workbench } from './workbench.js';

/**
 * `superposition report`: runs what the page needs and writes it, or with `--verify` compares it with what was written.
 *
 * @returns the exit code: 1 when a stage failed, also where the report could be written with an error card in its place,
 *   and when what was verified differs
 */
export async function report(options: Options, surroundings: Surroundings): Promise<0 | 1> {
  const { stdout, stderr, folder, interrupted } = surroundings;
  const started = performance.now();
  using view = progressView(stderr);
  const warn = (message: string) => view.line(`warning: ${message}`);
  await using bench = await openWorkbench(options, surroundings, warn);
  const path =
    options.out === undefined ? join(bench.loaded.folder, 'report.html') : resolve(folder, options.out);
  const output = options.verify ? undefined : await claimOutput(path);
  // To verify is to compute everything, and to leave what is recorded as it is.
  const running: Workbench = options.verify ? { ...bench, store: memoryStore() } : bench;
  const asked: Options = options.verify ? { ...options, cacheMode: 'refresh' } : options;

  const results = new Map<string, ResultFacts>();
  let page: Page | undefined;
  let summary: RunSummary | undefined;
  await follow(running, [bench.pipeline.page], asked, interrupted, (event) => {
    if (event.type === 'value') page = event.value as Page;
    if (event.type === 'finished') summary = event;
    if (event.type === 'fresh' || event.type === 'built') results.set(event.stage, event);
    if (options.json) stdout.write(`${jsonLine(event)}\n`);
    else if (!options.quiet) view.show(event);
    else if (event.type === 'failed') view.line(`${event.stage} failed: ${event.failure.message}`);
  });
  if (page === undefined || summary === undefined) {
    throw new UserError('the page itself could not be made; the previous report is intact', 1);
  }

  const html = assemble({
    page,
    provenance: provenanceOf(bench.loaded.config, bench.pipeline.page, results, plotlyVersion()),
    ...readAssets(),
  });
  if (output === undefined) {
    if (summary.failed > 0) throw new UserError('a stage failed, so the report cannot be verified', 1);
    const verification = await verifyResults(bench.pipeline.graph, results, bench.store, { path, html });
    stdout.write(`${options.json ? JSON.stringify(verification) : describeVerification(verification)}\n`);
    return verification.kind === 'same' ? 0 : 1;
  }
  await output.write(html);
  const address = pathToFileURL(output.path).href;
  const bytes = Buffer.byteLength(html);
  if (options.json) {
    stdout.write(`${JSON.stringify({ type: 'report', path: output.path, bytes })}\n`);
  } else {
    if (!options.quiet) {
      const cache = await bench.store.size();
      const parts = [
        `${summary.fresh} fresh, ${summary.built} built, ${summary.failed} failed${summary.skipped > 0 ? `, ${summary.skipped} skipped` : ''}`,
        `${duration(performance.now() - started)}${summary.saved > 0 ? `, ${duration(summary.saved)} saved` : ''}`,
        cache === undefined ? 'no cache on disk' : `cache ${byteSize(cache)}`,
        `${output.path} (${byteSize(bytes)})`,
      ];
      stdout.write(`${parts.join(' · ')}\n`);
    }
    stdout.write(`${address}\n`);
  }
  return summary.failed > 0 ? 1 : 0;
}

/** An event as one line of JSON; recipes and values are left out, as `get` and the report itself tell them. */
function jsonLine(event: RunEvent): string {
  return JSON.stringify(event, (key, value: unknown) =>
    key === 'recipe' || (key === 'value' && event.type === 'value') ? undefined : value,
  );
}
