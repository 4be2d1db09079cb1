import { matchesPattern, selectStages } from '@superposition/pipeline/internal/graph/select';
import { type Stage, stagesOf } from '@superposition/pipeline/internal/graph/stage';
import { nearestTo } from '@superposition/pipeline/internal/values/nearest-names';
import { figureId, numberInId } from '@superposition/report/internal/figure-number';
import type { Options } from '../arguments/command-line.js';
import { UserError } from '../user-error.js';
import { howToSwitch, trainedSections, whyLeftOut } from './left-out-sections.js';
import { type LoadedPipeline, refuseIdle } from './load-pipeline.js';
import { nearestHint } from './nearest-hint.js';

/** A part of the report that can be asked for alone. */
export interface ReportPart {
  readonly name: string;
  /** What the part is for `partialPage`. */
  readonly kind:
    | 'figure'
    | 'gains'
    | 'formation'
    | 'quantities'
    | 'claims'
    | 'claimsFigure'
    | 'crossCheck'
    | 'crossCheckStatistics';
  readonly stage: Stage;
}

/** The parts that were asked for, in the order of the report, and the names of all others. */
export interface ChosenParts {
  readonly parts: readonly ReportPart[];
  readonly leftOut: readonly string[];
}

/** Sections of every whole report that are no parts, but for `abstract` by their ids in the page. */
const wholeOnly = [
  ...['abstract', 'set-up', 'what', 'how', 'when', 'forms', 'answers', 'train-here', 'appendix', 'method'],
  ...['glossary', 'references', 'provenance'],
];

/**
 * Finds the parts that `--only` names: figures, also those without a number, `figures` and `sweeps` for all of their section,
 * `quantities`, `claims`, `cross-check` and `cross-check-statistics`, and globs of these names.
 *
 * @throws UserError when a name names no part, which says how to get the part if there can be one
 */
export function chooseParts(
  names: readonly string[],
  bench: Pick<LoadedPipeline, 'loaded' | 'pipeline' | 'given'>,
): ChosenParts {
  const sections = sectionsOf(bench.pipeline.page);
  const all = sections.flatMap(({ parts }) => parts);
  const chosen = new Set<ReportPart>();
  for (const name of names) {
    const found = [
      ...sections.filter((section) => matchesPattern(section.name, name)).flatMap(({ parts }) => parts),
      ...all.filter((part) => matchesPattern(part.name, name)),
    ];
    if (found.length === 0) throw new UserError(`--only ${name}: ${whyNone(name, sections, bench)}`);
    for (const part of found) chosen.add(part);
  }
  return {
    parts: all.filter((part) => chosen.has(part)),
    leftOut: [
      'abstract',
      ...new Set(all.filter((part) => !chosen.has(part)).map(({ name }) => name)),
      'method',
    ],
  };
}

/**
 * Checks what `--only` names, if it is given, and that the options beside it have an effect on that.
 *
 * @throws UserError
 */
export function checkParts(options: Options, asked: LoadedPipeline): void {
  if (options.only.length === 0) return;
  const { parts } = chooseParts(options.only, asked);
  const targets = parts.map(({ stage }) => stage);
  refuseIdle(asked, targets, options);
}

function whyNone(
  name: string,
  sections: readonly Section[],
  { loaded, pipeline, given }: Pick<LoadedPipeline, 'loaded' | 'pipeline' | 'given'>,
): string {
  const off = whyLeftOut(name, loaded.config, given !== undefined);
  if (off !== undefined) return off;
  const parts = sections.flatMap((section) => [section.name, ...section.parts.map((part) => part.name)]);
  const listed = [...new Set(parts)].join(', ');
  if (wholeOnly.some((section) => matchesPattern(section, name)))
    return `this section is no part of its own; the parts of this report are ${listed}`;
  if (matchesPattern(figureId('claims'), name))
    return `no claim can be drawn, because the settings are not those of the document; the parts of this report are ${listed}`;
  if ('found' in selectStages(pipeline.graph, name))
    return `this names stages and no part of the report: 'superposition get' prints their values`;
  const missing = given === undefined ? crossCheckFigure(sections) : undefined;
  if (missing !== undefined && matchesPattern(missing, name))
    return `${missing} is the figure of the cross-check, and ${howToSwitch('cross-check', loaded.config)}`;
  const known = [...new Set([...parts, ...trainedSections])];
  const nearest = nearestTo(name, known);
  const hint = nearest.length > 0 ? nearestHint(nearest) : `; its parts are ${listed}`;
  return `the report has no such part${hint}`;
}

/** The name of the figure that the cross-check would add to these sections; undefined if they have it. */
function crossCheckFigure(sections: readonly Section[]): string | undefined {
  if (sections.some(({ name }) => name === 'cross-check')) return undefined;
  const figures = sections
    .flatMap(({ parts }) => parts)
    .filter(({ kind, name }) => kind === 'figure' && typeof numberInId(name) === 'number');
  // Its number follows those of all others.
  return `figure-${figures.length + 1}`;
}

interface Section {
  readonly name: string;
  readonly parts: readonly ReportPart[];
}

function sectionsOf({ inputs }: Stage): readonly Section[] {
  const stagesAt = (input: string) => stagesOf(inputs[input] ?? []);
  const figures = (input: string) =>
    stagesAt(input).map((stage): ReportPart => ({ name: stage.name, kind: 'figure', stage }));
  const section = (name: string, kind: ReportPart['kind'], input: string) => ({
    name,
    parts: stagesAt(input).map((stage): ReportPart => ({ name, kind, stage })),
  });
  const claims = section('claims', 'claims', 'claims');
  const chart = section(figureId('claims'), 'claimsFigure', 'claimsFigure');
  const check = section('cross-check', 'crossCheck', 'crossChecks');
  return [
    section(figureId('gains'), 'gains', 'gains'),
    { name: 'figures', parts: figures('figures') },
    section(figureId('steps'), 'formation', 'formation'),
    { name: 'sweeps', parts: figures('sweeps') },
    { name: 'understanding', parts: figures('understanding') },
    section('quantities', 'quantities', 'quantities'),
    { name: 'claims', parts: [...claims.parts, ...chart.parts] },
    { name: 'cross-check', parts: [...check.parts, ...figures('crossCheckFigures')] },
    section('cross-check-statistics', 'crossCheckStatistics', 'crossCheckStatistics'),
  ].filter(({ parts }) => parts.length > 0);
}
