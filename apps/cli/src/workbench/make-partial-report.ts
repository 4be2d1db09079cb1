import type { Settled, Stage } from '@superposition/pipeline/internal/graph/stage';
import type { RunEvent } from '@superposition/pipeline/internal/run/event';
import { numberInId } from '@superposition/report/internal/figure-number';
import { type PartialInputs, partialPage } from '@superposition/report/internal/page/partial-page';
import { plotlyVersion } from '@superposition/report/internal/read-assets';
import type { Options } from '../arguments/command-line.js';
import { drawnPage } from './drawn-page.js';
import { askedGitState, type MadeReport } from './make-report.js';
import { provenanceOf } from './provenance.js';
import { type ChosenParts, chooseParts } from './report-parts.js';
import { runForReport } from './run-for-report.js';
import { absenceOf } from './stage-ends.js';
import type { CommandContext, Workbench } from './workbench.js';

/**
 * Runs what the parts of `--only` need, and nothing else, and makes a page of them. A part that failed is an error card.
 *
 * @throws UserError when `--only` names no part of the report; with exit 1 when `--fail-fast` left a stage out
 * @throws Interrupted when the user interrupts, after all running stages have ended
 */
export async function makePartialReport(
  bench: Workbench,
  options: Options,
  { folder, interrupted }: Pick<CommandContext, 'folder' | 'interrupted'>,
  onEvent: (event: RunEvent) => void,
): Promise<MadeReport> {
  const { loaded, given, pipeline } = bench;
  const git = await askedGitState(loaded, options, folder);
  const chosen = chooseParts(options.only, bench);
  const targets = chosen.parts.map(({ stage }) => stage);
  const { values, ends, summary } = await runForReport(bench, targets, options, interrupted, onEvent);
  const settled = ({ name }: Stage): Settled<unknown> =>
    values.has(name) ? { status: 'value', value: values.get(name) } : absenceOf(name, ends);
  const params = pipeline.page.params as unknown as Parameters<typeof partialPage>[0];
  const page = partialPage(params, inputsOf(chosen, settled), chosen.leftOut);
  const provenance = provenanceOf(loaded.config, given, targets, ends, plotlyVersion(), git);
  return { page, drawn: await drawnPage(bench.store, page), provenance, summary, ends };
}

function inputsOf({ parts }: ChosenParts, settled: (stage: Stage) => Settled<unknown>): PartialInputs {
  const figures = parts
    .filter(({ kind }) => kind === 'figure')
    // The names of figures end with their numbers, which a figure that failed cannot tell.
    .map(({ name, stage }) => ({ number: numberInId(name)!, figure: settled(stage) }));
  const others = parts
    .filter(({ kind }) => kind !== 'figure')
    .map(({ kind, stage }) => [kind, settled(stage)] as const);
  return { figures, ...Object.fromEntries(others) } as PartialInputs;
}
