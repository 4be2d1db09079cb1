import type { ZeroLines } from '@superposition/analyses/internal/weights/zero-lines';
import { listing, whole } from '../text/format.js';
import { allOf } from '../text/part-of.js';
import { rule } from './rule.js';

/** More indices than this are counted. */
const mostNamed = 8;

function named(what: 'neuron' | 'feature', indices: readonly number[], all: number): string {
  if (indices.length === all) return allOf(all, what);
  if (indices.length === 1) return `${what} ${indices[0]}`;
  return indices.length <= mostNamed
    ? `${what}s ${listing(indices.map(String))}`
    : `${whole(indices.length)} ${what}s`;
}

/** What zeros in the lines of features mean, as `[of one, of several]`. */
function zeroLines(
  line: 'row' | 'column',
  matrix: string,
  indices: readonly number[],
  features: number,
  [ofOne, ofSeveral]: readonly [string, string],
): readonly string[] {
  const count = indices.length;
  if (count === 0) return [];
  const whose = named('feature', indices, features);
  return [
    count === 1
      ? `The ${line} of ${matrix} of ${whose} is 0: ${ofOne}.`
      : `The ${line}s of ${matrix} of ${whose} are 0: ${ofSeveral}.`,
  ];
}

/** Neurons and features that weights do not reach. */
export const unreached = rule(
  'exact: rows and columns of W_in and W_out all of whose entries are 0',
  (zeros: ZeroLines, neurons: number, features: number) => {
    const dead = [...new Set([...zeros.neuronsWithoutInput, ...zeros.neuronsWithoutOutput])].sort(
      (a, b) => a - b,
    );
    return [
      ...(dead.length === 0
        ? []
        : [
            `${dead.length === neurons && neurons > 1 ? 'Of every neuron, all weights in or all weights out are 0, so none does anything.' : `All weights into or all weights out of ${named('neuron', dead, neurons)} are 0, so ${dead.length === 1 ? 'it does' : 'they do'} nothing.`}`,
          ]),
      ...zeroLines('column', 'W_in', zeros.featuresWithoutInput, features, [
        'no neuron reads it',
        'no neuron reads them',
      ]),
      ...zeroLines('row', 'W_out', zeros.featuresWithoutOutput, features, [
        'its output is always 0',
        'their outputs are always 0',
      ]),
    ].join(' ');
  },
);
