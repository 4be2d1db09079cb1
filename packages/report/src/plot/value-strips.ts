import type { PlotPanel } from '../figure.js';
import { type FeatureStrips, featureStrips } from './feature-strips.js';
import { levelUp, zeroUp } from './levels.js';
import type { ValuesOfModel } from './strip-dots.js';
import { note } from './strip-notes.js';

/** Strips of gains: 0 and 1 are on the axis, nothing and all of an input. */
export function gainStrips(models: readonly ValuesOfModel[], title: string): FeatureStrips {
  const all = models.flatMap(({ values }) => values.filter((value) => value !== null));
  return { models, title, range: [Math.min(0, ...all), Math.max(1, ...all)], above: 22 };
}

/** Gains of features to themselves, the first model as dots and every further one as a line. */
export function valueStrips(strips: FeatureStrips): Pick<PlotPanel, 'traces' | 'layout' | 'height'> {
  const { annotations, layout, ...drawn } = featureStrips(strips);
  const isFarRight = strips.range[1] > 1.5;
  return {
    ...drawn,
    layout: {
      ...layout,
      shapes: [zeroUp(), levelUp(1)],
      annotations: [note(1, 10, '1: exact', isFarRight ? 'left' : 'right', 4), ...annotations],
    },
  };
}
