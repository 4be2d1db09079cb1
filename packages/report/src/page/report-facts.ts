import type { CrossCheck } from '@superposition/analyses/cross-check';
import type { JudgedClaim } from '@superposition/analyses/judge-claims';
import type { QuantitySummaries } from '@superposition/core/summary';
import { embeddedJson, type Html } from '../text/html.js';
import type { Provenance } from '../provenance.js';

/** What a report tells a program of its numbers and verdicts. */
export interface PageFacts {
  /** By id: mean and standard deviation over so many seeds; null where there is none. */
  readonly quantities: Readonly<Record<string, QuantityFacts>>;
  /** Verdicts by the id of the claim; that of the cross-check under its own name. */
  readonly claims: Readonly<Record<string, string>>;
}

/** A quantity over seeds, in few words. */
export interface QuantityFacts {
  readonly mean: number | null;
  readonly sd: number | null;
  readonly seeds: number;
}

/** What a report tells a program of itself: enough to compare two of them. */
export interface ReportFacts extends PageFacts {
  readonly format: typeof factsFormat;
  readonly title: string;
  readonly settings: unknown;
  /** Digest of each figure's bytes by the name of its stage; null where it could not be made. */
  readonly figures: Readonly<Record<string, string | null>>;
}

const factsFormat = 'superposition-report/1';
const elementId = 'report-facts';

/** The facts of a page; none of what could not be made. */
export function pageFacts(
  quantities: QuantitySummaries | undefined,
  claims: readonly JudgedClaim[] | undefined,
  crossCheck?: CrossCheck | undefined,
): PageFacts {
  return {
    quantities: Object.fromEntries(
      Object.entries(quantities ?? {}).map(([id, { mean, sd, seeds }]) => [
        id,
        { mean, sd, seeds: seeds.length },
      ]),
    ),
    claims: {
      ...Object.fromEntries((claims ?? []).map(({ claim, verdict }) => [claim.id, verdict.kind])),
      ...(crossCheck && { 'cross-check': crossCheck.verdict.kind }),
    },
  };
}

/** The facts of a report as an element that no browser shows or runs. */
export function factsElement(title: string, facts: PageFacts, { config, stages }: Provenance): Html {
  const figures = stages.filter(({ name }) => /^figure-\d+$/.test(name));
  const all: ReportFacts = {
    format: factsFormat,
    title,
    settings: config,
    ...facts,
    figures: Object.fromEntries(figures.map(({ name, output }) => [name, output])),
  };
  return {
    markup: `<script type="application/json" id="${elementId}">${embeddedJson(all).markup}</script>\n`,
  };
}

/** The facts in a report's HTML; undefined when it is no report, or of a program that knew no facts or other ones. */
export function readFacts(html: string): ReportFacts | undefined {
  const begin = `<script type="application/json" id="${elementId}">`;
  const start = html.lastIndexOf(begin);
  if (start === -1) return undefined;
  try {
    const text = html.slice(start + begin.length, html.indexOf('</script>', start));
    const facts = JSON.parse(text) as ReportFacts;
    return isWhole(facts) ? facts : undefined;
  } catch {
    return undefined;
  }
}

function isWhole(facts: ReportFacts): boolean {
  const isNumber = (value: unknown) => value === null || typeof value === 'number';
  const isText = (value: unknown) => value === null || typeof value === 'string';
  return (
    facts.format === factsFormat &&
    typeof facts.title === 'string' &&
    Object.values(facts.quantities).every(
      ({ mean, sd, seeds }) => isNumber(mean) && isNumber(sd) && Number.isInteger(seeds),
    ) &&
    Object.values(facts.claims).every(isText) &&
    Object.values(facts.figures).every(isText)
  );
}
