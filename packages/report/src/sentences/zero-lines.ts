import type { ZeroLines } from '@superposition/analyses/internal/weights/zero-lines';
import { listing, whole } from '../text/format.js';
import { rule } from './rule.js';

/** More indices than this are counted. */
const mostNamed = 8;

function named(what: 'neuron' | 'feature', indices: readonly number[], all: number): string {
  if (indices.length === all) return all === 1 ? `the ${what}` : `every ${what}`;
  if (indices.length === 1) return `${what} ${indices[0]}`;
  return indices.length <= mostNamed
    ? `${what}s ${listing(indices.map(String))}`
    : `${whole(indices.length)} ${what}s`;
}

function lineOf(line: 'row' | 'column', matrix: string, indices: readonly number[]): string {
  return indices.length === 1 ? `its ${line} of ${matrix} is 0` : `their ${line}s of ${matrix} are 0`;
}

/** Neurons and features that weights do not reach. */
export const unreached = rule(
  'exact: rows and columns of W_in and W_out all of whose entries are 0',
  (zeros: ZeroLines, neurons: number, features: number) => {
    const dead = [...new Set([...zeros.neuronsWithoutInput, ...zeros.neuronsWithoutOutput])].sort(
      (a, b) => a - b,
    );
    const unread = zeros.featuresWithoutInput;
    const unwritten = zeros.featuresWithoutOutput;
    return [
      ...(dead.length === 0
        ? []
        : [
            `${dead.length === neurons && neurons > 1 ? 'Of every neuron, all weights in or all weights out are 0, so none does anything.' : `All weights into or all weights out of ${named('neuron', dead, neurons)} are 0, so ${dead.length === 1 ? 'it does' : 'they do'} nothing.`}`,
          ]),
      ...(unread.length === 0
        ? []
        : [`No neuron reads ${named('feature', unread, features)}: ${lineOf('column', 'W_in', unread)}.`]),
      ...(unwritten.length === 0
        ? []
        : [
            `The output of ${named('feature', unwritten, features)} is always 0: ${lineOf('row', 'W_out', unwritten)}.`,
          ]),
    ].join(' ');
  },
);
