import type { JudgedClaim } from '@superposition/analyses/internal/claims/verdict';
import type { CsvRow } from '../text/csv-text.js';

/** The claims of the document as rows with a header: what is printed, our number, and the verdict. */
export function claimRows(claims: readonly JudgedClaim[]): readonly CsvRow[] {
  return [
    [
      'id',
      'section',
      'statement',
      'printed',
      'quantity',
      'ours',
      'expected.low',
      'expected.high',
      'basis',
      'samples',
      'standardErrors',
      'verdict',
      'explanation',
    ],
    ...claims.map(({ claim: { id, section, statement, printed }, ours, distance, verdict }) => [
      id,
      section,
      statement,
      asciiMinus(printed),
      ours?.quantity ?? null,
      ours?.mean ?? null,
      ours?.expected[0] ?? null,
      ours?.expected[1] ?? null,
      ours?.basis ?? null,
      ours?.samples ?? null,
      distance?.standardErrors ?? null,
      verdict.kind,
      verdict.explanation,
    ]),
  ];
}

/** A number as the document prints it, with the minus that programs read. */
export function asciiMinus(printed: string): string {
  return printed.replaceAll('\u2212', '-');
}
