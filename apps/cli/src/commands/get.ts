import { resolve } from 'node:path';
import type { JudgedClaim } from '@superposition/analyses/internal/claims/verdict';
import type { Findings } from '@superposition/analyses/internal/understanding/finding';
import type { UnderstandingPair } from '@superposition/analyses/internal/understanding/understanding';
import { quantityIds } from '@superposition/core/internal/quantities/quantity-definitions';
import type { QuantitySummaries, QuantitySummary } from '@superposition/core/internal/quantities/summary';
import { type Stage, stagesOf } from '@superposition/pipeline/internal/graph/stage';
import type { Figure } from '@superposition/report/internal/figure';
import { figureName } from '@superposition/report/internal/text/figure-name';
import type { Options } from '../arguments/command-line.js';
import { askedFormat, type GetFormat } from '../output/asked-format.js';
import { type DrawFigure, figureDrawer, type PictureFormat } from '../output/draw-figure.js';
import { claimOutput } from '../output/output-file.js';
import { printable } from '../output/printable.js';
import { progressView } from '../output/progress.js';
import { formatNames, formatValues, type NamedValue } from '../output/value-formats.js';
import { UserError } from '../user-error.js';
import { findIds, type Wanted } from '../workbench/find-ids.js';
import { loadPipeline, refuseIdle } from '../workbench/load-pipeline.js';
import { describeNotStarted } from '../workbench/not-started.js';
import { type Profile, withProfile } from '../workbench/profile.js';
import { interruptedAfter, runTargets } from '../workbench/run-targets.js';
import { usedFiles } from '../workbench/used-files.js';
import { type CommandContext, openWorkbench, type Workbench } from '../workbench/workbench.js';

/**
 * `superposition get`: runs the stages that it needs, and prints to stdout only the quantities or the values of stages.
 * With `--out`, it writes them to a file, or the picture of a figure.
 */
export function get(ids: readonly string[], options: Options, context: CommandContext): Promise<0 | 1> {
  return withProfile(options, context, (profile) => deliverIds(ids, options, context, profile));
}

async function deliverIds(
  ids: readonly string[],
  options: Options,
  context: CommandContext,
  profile: Profile,
): Promise<0 | 1> {
  const { stderr, interrupted } = context;
  using view = progressView(stderr, options);
  const warn = (message: string) => view.line(`warning: ${message}`);
  const format = askedFormat(options);
  if (options.list) {
    const { pipeline } = await loadPipeline(options, context.folder, warn);
    if (isPicture(format)) throw new UserError(`get --list: a list of ids cannot be drawn as ${format}`);
    const deliver = await claimDelivery(options, context);
    await deliver(formatNames(format, [...quantityIds, ...pipeline.graph.byName.keys()]));
    return 0;
  }
  await using bench = await openWorkbench(options, context, warn, { begin: profile.begin });
  const { quantities } = bench.pipeline;
  const wanted = ids.flatMap((id) => findIds('get', id, bench));
  const draw = isPicture(format) ? drawerOf(wanted, `get ${ids.join(' ')}`, format, bench) : undefined;
  const deliver = await claimDelivery(options, context);
  const targets = [...new Set(wanted.map((one) => ('stage' in one ? one.stage : quantities)))];
  refuseIdle(bench, targets, options);
  const { values, ends, summary } = await runTargets(bench, targets, options, interrupted, (event) => {
    profile.observe(event, bench.pipeline.graph);
    if (!options.quiet || event.type === 'failed') view.show(event);
  });
  if (values.size < targets.length) {
    const why = describeNotStarted(ends, bench.store) ?? 'a stage that is needed failed';
    throw new UserError(`nothing is ${options.out === undefined ? 'printed' : 'written'}: ${why}`, 1);
  }
  profile.begin('printing');
  const content = isPicture(format)
    ? await draw!([...values.values()][0] as Figure, interrupted).catch((error: unknown) => {
        throw interrupted.aborted ? interruptedAfter(summary.built, bench, options) : error;
      })
    : formatValues(
        format,
        wanted.flatMap((one) => valuesOf(one, quantities.name, values)),
      );
  await deliver(content);
  return summary.failed > 0 ? 1 : 0;
}

function isPicture(format: GetFormat): format is PictureFormat {
  return format === 'svg' || format === 'png';
}

/** Checks that what is wanted is one figure, and that it can be drawn. */
function drawerOf(
  wanted: readonly Wanted[],
  what: string,
  format: PictureFormat,
  { pipeline }: Workbench,
): DrawFigure {
  const [one, ...others] = wanted;
  const drawable = figureStages(pipeline);
  if (others.length > 0 || one === undefined || !('stage' in one) || !drawable.includes(one.stage))
    throw new UserError(`${what}: only one figure can be drawn to a file; figures are ${span(drawable)}`);
  return figureDrawer(what, format);
}

/** The stages of all figures of the page. */
function figureStages({ page }: Workbench['pipeline']): readonly Stage[] {
  return Object.values(page.inputs)
    .flatMap((input) => stagesOf(input ?? []))
    .filter(({ name }) => figureName(name) !== undefined);
}

/** Stages whose values have a table of their own. */
const [understanding, claims] = ['understanding', 'claims'];

function span(figures: readonly Stage[]): string {
  const names = figures.map(({ name }) => name);
  const numbered = names.filter((name) => /\d$/.test(name));
  const others = names.filter((name) => !numbered.includes(name));
  return [...others, `${numbered[0]} to ${numbered.at(-1)}`].join(', ');
}

/**
 * Where the content goes: to `--out`, of which the path is printed then, or to stdout. It checks at once that the file can
 * be written.
 */
async function claimDelivery(
  options: Options,
  { folder, stdout }: CommandContext,
): Promise<(content: string | Uint8Array) => Promise<void>> {
  const { out } = options;
  if (out === undefined) return async (content) => void stdout.write(content);
  const file = await claimOutput('what was asked for', resolve(folder, out), usedFiles(options, folder));
  return async (content) => {
    await file.write(typeof content === 'string' ? printable(content) : content);
    stdout.write(`${file.path}\n`);
  };
}

function valuesOf(
  one: Wanted,
  quantities: string,
  values: ReadonlyMap<string, unknown>,
): readonly NamedValue[] {
  const summary = values.get(quantities) as QuantitySummaries | undefined;
  if ('quantity' in one) return [quantityNamed(one.quantity, summary!)];
  if (one.stage.name === quantities) return quantityIds.map((id) => quantityNamed(id, summary!));
  const value = values.get(one.stage.name);
  if (one.stage.name === understanding)
    // Its members are ids, like those of the quantities, or such members for each of two models.
    return Object.entries(value as Findings | UnderstandingPair).map(([name, found]) =>
      'value' in found ? { kind: 'finding', name, value: found } : { kind: 'findings', name, value: found },
    );
  if (one.stage.name === claims)
    return [{ kind: 'claims', name: claims, value: value as readonly JudgedClaim[] }];
  if (figureName(one.stage.name) !== undefined)
    return [{ kind: 'figure', name: one.stage.name, value: value as Figure }];
  return [{ kind: 'value', name: one.stage.name, value }];
}

function quantityNamed(name: string, summary: QuantitySummaries): NamedValue {
  const summaries: Readonly<Record<string, QuantitySummary>> = summary;
  return { kind: 'quantity', name, value: summaries[name]! };
}
