import type { Item } from '../figure.js';
import { counted, listing, significant, whole } from '../text/format.js';
import { definition, rule } from './rule.js';

/** The names of what a reader may pick. */
export const itemNames = { feature: 'Feature', neuron: 'Neuron' } as const satisfies Record<Item, string>;

/** The label of the field in which a reader picks a feature, and what stands below it. */
export const followFeature = definition('Follow a feature');
export const orClickIt = definition('or click one in a figure');

/** What the page knows of a picked feature or neuron. */
export type PickedReading =
  | {
      readonly name: string;
      readonly value: number;
      readonly rank?: { readonly place: number; readonly of: number };
    }
  /** The neurons of a feature. */
  | { readonly name: string; readonly neurons: readonly number[] }
  /** Of a neuron, how many features have it among theirs. */
  | { readonly name: string; readonly features: number };

/** The words of a reading in parts: its name, its value and what follows. */
export function wordsOf(reading: PickedReading): {
  readonly name: string;
  readonly value: string;
  readonly more: string;
} {
  const { name } = reading;
  if ('neurons' in reading)
    return { name, value: reading.neurons.length === 0 ? 'empty' : reading.neurons.join(' · '), more: '' };
  if ('features' in reading)
    return { name: `in the ${name} of`, value: counted(reading.features, 'feature'), more: '' };
  const { value, rank } = reading;
  return {
    name,
    value: significant(value),
    more: rank === undefined ? '' : `rank ${whole(rank.place)} of ${whole(rank.of)}`,
  };
}

/** What is read aloud when a reader picks. */
export const pickedInWords = rule(
  'the readings are those of this feature or neuron; a rank counts the others with a greater value',
  (item: Item, index: number, readings: readonly PickedReading[]) => {
    const parts = readings.map((reading) => {
      const { name, value, more } = wordsOf(reading);
      return `${name} ${value}${more === '' ? '' : `, ${more}`}`;
    });
    const what = `${itemNames[item]} ${index}`;
    return parts.length === 0 ? `${what}.` : `${what}: ${parts.join('; ')}.`;
  },
);

/** Figures that show others of its kind and not this one. */
export const notDrawn = rule(
  'each of these figures lists some features or neurons that it shows, and this one is not among them',
  (names: readonly string[]) => (names.length === 0 ? '' : `Not among those drawn in ${listing(names)}.`),
);

export const nothingPicked = definition('Nothing is picked.');
