/** One number of the section: exact, or with its standard error, or absent with a reason. */
export interface Finding {
  readonly value: number | null;
  /** Only where the number was estimated from random draws. */
  readonly standardError?: number;
  readonly reason?: string;
}

/** Numbers by id. */
export type Findings = Readonly<Record<string, Finding>>;

/** A number; one that is not finite is absent, for that reason. */
export function found(value: number, standardError?: number): Finding {
  if (!Number.isFinite(value)) return absent('it is not a finite number');
  if (standardError === undefined || !Number.isFinite(standardError)) return { value };
  return { value, standardError };
}

/** A number; one that is not finite is absent, for a reason that says what is missing. */
export function foundOr(value: number, reason: string): Finding {
  return Number.isFinite(value) ? { value } : absent(reason);
}

/** A number that does not exist. The reason is a phrase that a table can print. */
export function absent(reason: string): Finding {
  return { value: null, reason };
}

/** The same findings under longer ids, `prefix.id`. */
export function prefixed(prefix: string, findings: Findings): Findings {
  return Object.fromEntries(Object.entries(findings).map(([id, finding]) => [`${prefix}.${id}`, finding]));
}
