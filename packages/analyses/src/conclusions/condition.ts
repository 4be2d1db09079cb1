import { readable } from '../numbers/readable.js';
import type { Findings } from '../understanding/finding.js';

/** Whether something is so of the models, with the numbers that it rests on. */
export interface Condition {
  /** `unknown` where one of the numbers is not there. */
  readonly outcome: 'holds' | 'fails' | 'unknown';
  /** The number that is against it, or that is not there, as a phrase; '' where it holds. */
  readonly because: string;
  /** The ids of the findings that were looked at, in that order. */
  readonly evidence: readonly string[];
}

/** A number of a finding, and how far chance may have moved it: three standard errors. */
export interface Known {
  readonly value: number;
  readonly margin: number;
}

/** Looks a finding up. */
export type Look = (id: string) => Known;

class NotThere extends Error {}

/** Ends a rule whose findings the report does not have: the phrase says what is missing. */
export function missing(what: string): never {
  throw new NotThere(what);
}

const standardErrors = 3;

/**
 * Judges findings by a rule. The rule looks up what it needs, and returns nothing where it holds, or the phrase that is against it.
 * Where a finding is not there, the outcome is unknown.
 */
export function conditionOn(findings: Findings, rule: (look: Look) => string | undefined): Condition {
  const evidence: string[] = [];
  const look = (id: string): Known => {
    if (!evidence.includes(id)) evidence.push(id);
    const { value, standardError = 0, reason } = findings[id] ?? { value: null };
    if (value === null) missing(reason ?? `this report has no ${id}`);
    return { value, margin: standardErrors * standardError };
  };
  try {
    const against = rule(look);
    return against === undefined
      ? { outcome: 'holds', because: '', evidence }
      : { outcome: 'fails', because: against, evidence };
  } catch (error) {
    if (!(error instanceof NotThere)) throw error;
    return { outcome: 'unknown', because: error.message, evidence };
  }
}

/** All of several conditions: the first that fails, or that is unknown, decides. */
export function allOf(...conditions: readonly Condition[]): Condition {
  const evidence = [...new Set(conditions.flatMap((each) => each.evidence))];
  const deciding =
    conditions.find(({ outcome }) => outcome === 'fails') ??
    conditions.find(({ outcome }) => outcome === 'unknown');
  return deciding === undefined ? { outcome: 'holds', because: '', evidence } : { ...deciding, evidence };
}

/** A condition beside others that its sentence looks at, too: they are evidence, and decide nothing. */
export function beside(condition: Condition, ...others: readonly Condition[]): Condition {
  return { ...condition, evidence: allOf(condition, ...others).evidence };
}

/** A number of things has no decimals. */
const inWords = (value: number) =>
  Number.isInteger(value) ? String(value).replace('-', '−') : readable(value);
/** A limit has no digits that only fill it up: 0.003 and not 0.00300. */
const limitInWords = (limit: number) => String(Number(limit.toPrecision(3))).replace('-', '−');

/** A share of 0, such as a deviation over a mean gain of 0, is no number that a limit could be held against. */
function checkNumber(name: string, value: number): void {
  if (!Number.isFinite(value)) missing(`${name} has no value`);
}

/** Nothing where a number is below a limit; else the phrase that says so. Without a finite number, the outcome is unknown. */
export function unlessBelow(name: string, value: number, limit: number): string | undefined {
  checkNumber(name, value);
  return value < limit ? undefined : `${name} is ${inWords(value)}, not below ${limitInWords(limit)}`;
}

/** The same for a number above a limit. */
export function unlessAbove(name: string, value: number, limit: number): string | undefined {
  checkNumber(name, value);
  return value > limit ? undefined : `${name} is ${inWords(value)}, not above ${limitInWords(limit)}`;
}
