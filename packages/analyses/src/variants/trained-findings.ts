import { mean, sampleSd } from '@superposition/core/internal/numbers/statistics';
import { absent, type Finding, type Findings, found } from '../understanding/finding.js';
import type { TrainedRow } from './trained-row.js';

export interface TrainedFindingsParams {
  /** What each row is of; the rows of several seeds have one name, and stand beside each other. */
  readonly names: readonly string[];
}

/** The findings of other trainings, `trained.NAME.…`, each the mean over the seeds that were trained. */
export function trainedFindings(
  { rows }: { readonly rows: readonly TrainedRow[] },
  { names }: TrainedFindingsParams,
): Findings {
  const byName = new Map<string, TrainedRow[]>();
  for (const [index, name] of names.entries()) byName.set(name, [...(byName.get(name) ?? []), rows[index]!]);
  const findings: Record<string, Finding> = {};
  for (const [name, ofSeeds] of byName) {
    const add = (id: string, numberOf: (row: TrainedRow) => Estimated | undefined) => {
      findings[`trained.${name}.${id}`] = overSeeds(ofSeeds.map(numberOf));
    };
    add('ratio', ({ ratio }) => ({ value: ratio.ratio, standardError: ratio.standardError }));
    for (const [id, part] of parts) add(id, (row) => row[part]);
    findings[`trained.${name}.ratio.sd`] =
      ofSeeds.length > 1
        ? found(sampleSd(ofSeeds.map(({ ratio }) => ratio.ratio)))
        : absent('no standard deviation of a single seed');
    findings[`trained.${name}.seeds`] = found(ofSeeds.length);
  }
  return findings;
}

const parts = [
  ['l4', 'l4'],
  ['l2', 'l2'],
  ['mse.active', 'active'],
  ['gain', 'gain'],
  ['gain.sd', 'gainSpread'],
  ['gain.least', 'leastGain'],
  ['outputMinusOne', 'outputMinusOne'],
  ['belowQuarter', 'belowQuarter'],
  ['K.mean', 'length'],
] as const satisfies readonly (readonly [string, keyof TrainedRow])[];

interface Estimated {
  readonly value: number;
  readonly standardError?: number;
}

/** The mean over seeds. Its error is that of the sample, which the seeds share, and with several seeds also theirs. */
function overSeeds(numbers: readonly (Estimated | undefined)[]): Finding {
  const known = numbers.filter((number) => number !== undefined);
  if (known.length === 0) return absent('no words without relu');
  const value = mean(known.map((number) => number.value));
  const within = mean(known.map(({ standardError = 0 }) => standardError));
  const between =
    known.length > 1 ? sampleSd(known.map((number) => number.value)) / Math.sqrt(known.length) : 0;
  const standardError = Math.sqrt(within * within + between * between);
  return found(value, standardError > 0 ? standardError : undefined);
}
