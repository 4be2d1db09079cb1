import type { Config } from '@superposition/core/config';
import { capital, counted, significant, whole } from '../text/format.js';
import { numberWords } from '../text/number-words.js';
import { definition, rule } from './rule.js';

type Shape = Pick<Config['model'], 'features' | 'neurons'>;

/** The question of the report as its headline. */
export const question = rule(
  'asks who is served where there are fewer neurons than features, and otherwise whether anything is lost; it claims nothing',
  ({ features, neurons }: Shape) => {
    const few = `${capital(numberWords(neurons))} neuron${neurons === 1 ? '' : 's'}`;
    if (features === 1) return `${few}, one relu: is it served?`;
    const many = `${numberWords(features)} relus`;
    return neurons < features ? `${few}, ${many}: who gets served?` : `${few}, ${many}: is each served?`;
  },
);

/** The settings in the line above the headline. */
export const settingsLine = rule(
  'names settings',
  (
    { features, neurons }: Shape,
    activeProbability: number,
    lossExponent: number,
    seeds: number,
    isGiven: boolean,
  ) =>
    [
      `n = ${counted(features, 'feature')}`,
      `m = ${counted(neurons, 'neuron')}`,
      `active with p = ${activeProbability}`,
      `loss exponent q = ${lossExponent}`,
      isGiven ? 'given weights' : counted(seeds, 'seed'),
    ].join(', '),
);

/** The link from the answer to why it is so. */
export const whyLink = definition('What explains this');

/** Above the columns of the drawing of the network. */
export const activeInputs = rule(
  'the mean number of active features of a sample',
  (expected: number) =>
    `about ${Number.isInteger(expected) ? whole(expected) : significant(expected, 2)} active`,
);
export const neuronsAre = definition('relu, no bias');
export const outputsAre = definition('target: relu of each');

/** What the lines of the drawing are. */
export const linesOfNetwork = rule(
  'describes the drawing, and what is left out of it; a line is drawn for a weight above that level, and so for positive ones',
  (seed: number | null, drawn: Shape, all: Shape) => {
    const whose = seed === null ? '' : ` of the model of seed ${seed}`;
    const thinned =
      drawn.features < all.features || drawn.neurons < all.neurons
        ? ` ${counted(drawn.features, 'feature')} and ${counted(drawn.neurons, 'neuron')} are drawn, evenly spaced.`
        : '';
    return `Lines: the larger positive weights${whose}, above ¼ of the root mean square.${thinned}`;
  },
);
/** The drawing for readers who cannot see it. */
export const networkInWords = rule(
  'counts the lines of the drawing',
  (all: Shape, counts: readonly number[]) => {
    const ends = [Math.min(...counts), Math.max(...counts)] as const;
    const neurons =
      ends[0] === ends[1] ? counted(ends[0], 'neuron') : `${ends[0]} to ${counted(ends[1], 'neuron')}`;
    return `Drawing of a network with ${counted(all.features, 'input')}, ${counted(all.neurons, 'neuron')} and as many outputs as inputs. In it, an input reaches ${neurons}.`;
  },
);
