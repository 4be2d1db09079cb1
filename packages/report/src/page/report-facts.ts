import type { CrossCheck } from '@superposition/analyses/internal/cross-check/cross-check';
import type { JudgedClaim } from '@superposition/analyses/internal/claims/verdict';
import type { QuantitySummaries } from '@superposition/core/internal/quantities/summary';
import { numberInId } from '../figure-number.js';
import { embeddedJson, type Html } from '../text/html.js';
import type { Provenance } from '../provenance.js';

/** The numbers and verdicts of a report, in a form for programs. */
export interface PageFacts {
  /** By id: mean and standard deviation over the seeds (null where there is none), and the number of seeds. */
  readonly quantities: Readonly<Record<string, QuantityFacts>>;
  /** Verdicts by the id of the claim. That of the cross-check has the id `cross-check`. */
  readonly claims: Readonly<Record<string, string>>;
}

/** A quantity over seeds. */
export interface QuantityFacts {
  readonly mean: number | null;
  readonly sd: number | null;
  readonly seeds: number;
}

/** The facts of a report, in a form for programs. They are enough to compare two reports. */
export interface ReportFacts extends PageFacts {
  readonly format: typeof factsFormat;
  readonly title: string;
  readonly settings: unknown;
  /** How the values of frozen stages were made, which do not follow the settings, by the stage's name. */
  readonly frozen?: Readonly<Record<string, string>>;
  /** The digest of each figure's bytes, by the name of its stage; null where the stage failed. */
  readonly figures: Readonly<Record<string, string | null>>;
}

const factsFormat = 'superposition-report/1';
const elementId = 'report-facts';

/** The facts of a page. Parts that failed are left out. */
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

/** The facts of a report as an HTML element, which browsers neither show nor run. */
export function factsElement(title: string, facts: PageFacts, { config, stages }: Provenance): Html {
  const figures = stages.filter(({ name }) => numberInId(name) !== undefined);
  const frozen = stages.flatMap(({ name, frozen }) =>
    frozen === undefined ? [] : [[name, frozen] as const],
  );
  const all: ReportFacts = {
    format: factsFormat,
    title,
    settings: config,
    ...facts,
    ...(frozen.length > 0 && { frozen: Object.fromEntries(frozen) }),
    figures: Object.fromEntries(figures.map(({ name, output }) => [name, output])),
  };
  return {
    markup: `<script type="application/json" id="${elementId}">${embeddedJson(all).markup}</script>\n`,
  };
}

/** Reads the facts from the HTML of a report. Undefined when the HTML holds no facts, or facts of another format. */
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
    Object.values(facts.frozen ?? {}).every(isText) &&
    Object.values(facts.figures).every(isText)
  );
}
