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

/** Tables as comma-separated values, the same as `superposition get` writes, by the id of their section. */
export interface PageTables {
  readonly quantities?: string;
  readonly claims?: string;
}

/** The facts of a report, in a form for programs. They are enough to compare two reports. */
export interface ReportFacts extends PageFacts {
  readonly format: `${typeof formatName}${typeof formatNumber}`;
  readonly title: string;
  readonly settings: unknown;
  /** How the values of frozen stages were made, which do not follow the settings, by the stage's name. */
  readonly frozen?: Readonly<Record<string, string>>;
  /** The digest of each figure's bytes, by the name of its stage; null where the stage failed. */
  readonly figures: Readonly<Record<string, string | null>>;
  /** The digest of the content of the whole report. */
  readonly digest?: string;
  /** The version of the program that made it; left out for a page that no pipeline made. */
  readonly version?: string;
}

const [formatName, formatNumber] = ['superposition-report/', 1] as const;
/** The id of the element that has the facts. */
export const factsId = 'report-facts';

/** What the facts of a report say beside its numbers. */
export interface OriginOfFacts extends Pick<ReportFacts, 'figures' | 'digest' | 'version'> {
  readonly provenance: Pick<Provenance, 'config' | 'stages'>;
}

/** The facts of a report as an HTML element, which browsers neither show nor run. */
export function factsElement(title: string, facts: PageFacts, origin: OriginOfFacts): Html {
  const { provenance, ...others } = origin;
  const frozen = provenance.stages.flatMap(({ name, frozen }) =>
    frozen === undefined ? [] : [[name, frozen] as const],
  );
  const all: ReportFacts = {
    format: `${formatName}${formatNumber}`,
    title,
    settings: provenance.config,
    ...facts,
    ...(frozen.length > 0 && { frozen: Object.fromEntries(frozen) }),
    ...others,
  };
  return {
    markup: `<script type="application/json" id="${factsId}">${embeddedJson(all).markup}</script>\n`,
  };
}

/** The facts of a report, or why a text has none: it is no report, one of a newer version, or one that is not whole. */
export type ReadReport = { readonly facts: ReportFacts } | { readonly problem: 'none' | 'newer' | 'damaged' };

/** Reads the facts from the HTML of a report. */
export function readReport(html: string): ReadReport {
  const begin = `<script type="application/json" id="${factsId}">`;
  const start = html.lastIndexOf(begin);
  if (start === -1) return { problem: 'none' };
  const end = html.indexOf('</script>', start);
  return readFactsText(html.slice(start + begin.length, end === -1 ? undefined : end));
}

/** The same from the text of the element alone. */
export function readFactsText(text: string): ReadReport {
  try {
    const facts = JSON.parse(text) as ReportFacts;
    const { format } = facts as { readonly format?: unknown };
    if (typeof format !== 'string' || !format.startsWith(formatName)) return { problem: 'none' };
    if (Number(format.slice(formatName.length)) > formatNumber) return { problem: 'newer' };
    return isWhole(facts) ? { facts } : { problem: 'damaged' };
  } catch {
    return { problem: 'damaged' };
  }
}

/** The facts in the HTML of a report. Undefined when the HTML holds no facts, or facts of another format. */
export function readFacts(html: string): ReportFacts | undefined {
  const read = readReport(html);
  return 'facts' in read ? read.facts : undefined;
}

function isWhole(facts: ReportFacts): boolean {
  const isNumber = (value: unknown) => value === null || typeof value === 'number';
  const isText = (value: unknown) => value === null || typeof value === 'string';
  return (
    facts.format === `${formatName}${formatNumber}` &&
    typeof facts.title === 'string' &&
    Object.values(facts.quantities).every(
      ({ mean, sd, seeds }) => isNumber(mean) && isNumber(sd) && Number.isInteger(seeds),
    ) &&
    Object.values(facts.claims).every(isText) &&
    Object.values(facts.frozen ?? {}).every(isText) &&
    Object.values(facts.figures).every(isText)
  );
}
