import { type Stage, stagesOf } from '@superposition/pipeline/internal/graph/stage';
import { nearestTo } from '@superposition/pipeline/internal/values/nearest-names';
import type { Pipeline } from '@superposition/report/internal/pipeline';
import { UserError } from '../user-error.js';
import { nearestHint } from './nearest-hint.js';

/** A part of the report that can be asked for alone. */
export interface ReportPart {
  readonly name: string;
  /** What the part is for `partialPage`. */
  readonly kind: 'figure' | 'quantities' | 'claims' | 'crossCheck' | 'crossCheckStatistics';
  readonly stage: Stage;
}

/** The parts that were asked for, in the order of the report, and the names of all others. */
export interface ChosenParts {
  readonly parts: readonly ReportPart[];
  readonly leftOut: readonly string[];
}

/**
 * Finds the parts that `--only` names: figures, `figures` and `sweeps` for all of their section, `quantities`, `claims`,
 * `cross-check` and `cross-check-statistics`.
 *
 * @throws UserError when a name names no part
 */
export function chooseParts(names: readonly string[], { page }: Pipeline): ChosenParts {
  const sections = sectionsOf(page);
  const all = sections.flatMap(({ parts }) => parts);
  const chosen = new Set<ReportPart>();
  for (const name of names) {
    const section = sections.find((each) => each.name === name)?.parts ?? [];
    const found = section.length > 0 ? section : all.filter((part) => part.name === name);
    if (found.length === 0) {
      const known = [...new Set([...sections.map((each) => each.name), ...all.map((part) => part.name)])];
      const nearest = nearestTo(name, known);
      const hint = nearest.length > 0 ? nearestHint(nearest) : `; its parts are ${known.join(', ')}`;
      throw new UserError(`--only ${name}: the report has no such part${hint}`);
    }
    for (const part of found) chosen.add(part);
  }
  return {
    parts: all.filter((part) => chosen.has(part)),
    leftOut: ['abstract', ...all.filter((part) => !chosen.has(part)).map(({ name }) => name), 'method'],
  };
}

function sectionsOf({
  inputs,
}: Stage): readonly { readonly name: string; readonly parts: readonly ReportPart[] }[] {
  const stagesAt = (input: string) => stagesOf(inputs[input] ?? []);
  const figures = (input: string) =>
    stagesAt(input).map((stage): ReportPart => ({ name: stage.name, kind: 'figure', stage }));
  const section = (name: string, kind: ReportPart['kind'], input: string) => ({
    name,
    parts: stagesAt(input).map((stage): ReportPart => ({ name, kind, stage })),
  });
  const check = section('cross-check', 'crossCheck', 'crossChecks');
  return [
    { name: 'figures', parts: figures('figures') },
    { name: 'sweeps', parts: figures('sweeps') },
    section('quantities', 'quantities', 'quantities'),
    section('claims', 'claims', 'claims'),
    { name: 'cross-check', parts: [...check.parts, ...figures('crossCheckFigures')] },
    section('cross-check-statistics', 'crossCheckStatistics', 'crossCheckStatistics'),
  ].filter(({ parts }) => parts.length > 0);
}
