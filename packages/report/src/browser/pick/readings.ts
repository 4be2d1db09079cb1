import type { Item, NeighbourReading, Reading, ValueReading } from '../../figure.js';
import type { PageFigure } from '../../page/page-figure.js';
import type { PickedReading } from '../../sentences/pick.js';
import { listOf } from '../../svg/values.js';
import type { Picked } from './picked.js';
import { listed, shownIn } from './shown.js';

/** What the figures of the page know of one feature or neuron, the first of each name. What has a rank comes first. */
export function readingsOf(figures: readonly PageFigure[], picked: Picked): readonly PickedReading[] {
  const known = new Set<string>();
  const found = figures
    .flatMap(({ readings = [] }) => readings)
    .flatMap((reading) => {
      if (known.has(reading.name)) return [];
      const own = 'neurons' in reading ? neighbours(reading, picked) : numberIn(reading, picked);
      if (own !== undefined) known.add(reading.name);
      return own ?? [];
    });
  return [...found.filter((each) => 'rank' in each), ...found.filter((each) => !('rank' in each))];
}

function numberIn(
  { of, name, values, ranked }: ValueReading,
  { item, index }: Picked,
): PickedReading | undefined {
  if (of !== item) return undefined;
  const all = numbers(values);
  const value = all[index] ?? Number.NaN;
  if (!Number.isFinite(value)) return undefined;
  if (ranked !== true) return { name, value };
  const finite = all.filter(Number.isFinite);
  const place = 1 + finite.filter((other) => other > value).length;
  return { name, value, rank: { place, of: finite.length } };
}

function neighbours({ name, neurons }: NeighbourReading, { item, index }: Picked): PickedReading | undefined {
  if (item === 'neuron') return { name, features: neurons.filter((each) => each.includes(index)).length };
  const own = neurons[index];
  return own === undefined ? undefined : { name, neurons: own };
}

function numbers(values: ValueReading['values']): readonly number[] {
  return (listOf(values) ?? []).map((value) => (typeof value === 'number' ? value : Number.NaN));
}

/** How many features, or neurons, the page knows: one more than the greatest index. */
export function countOf(figures: readonly PageFigure[], item: Item): number {
  let count = 0;
  const see = (index: number) => {
    if (index >= count) count = index + 1;
  };
  for (const { readings = [], panels } of figures) {
    for (const reading of readings) see(lengthOf(reading, item) - 1);
    for (const { traces = [], views = {} } of panels)
      for (const trace of [...traces, ...Object.values(views).flat()])
        listed(shownIn(trace, item)).forEach(see);
  }
  return count;
}

function lengthOf(reading: Reading, item: Item): number {
  if (!('neurons' in reading)) return reading.of === item ? numbers(reading.values).length : 0;
  if (item === 'feature') return reading.neurons.length;
  return reading.neurons.reduce((most, each) => each.reduce((a, b) => Math.max(a, b + 1), most), 0);
}
