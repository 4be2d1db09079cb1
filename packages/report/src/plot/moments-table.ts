import type { Moments } from '@superposition/core/internal/numbers/moments';
import type { FigureTable } from '../figure.js';
import { significant, whole } from '../text/format.js';

/** A table that describes sets of numbers side by side. An empty set has n/a in every cell. */
export function momentsTable(sets: Readonly<Record<string, Moments | null>>): FigureTable {
  const names = Object.keys(sets);
  const row = (label: string, show: (moments: Moments) => string) => [
    label,
    ...names.map((name) => {
      const moments = sets[name] ?? null;
      return moments === null || moments.count === 0 ? 'n/a' : show(moments);
    }),
  ];
  return {
    title: 'In numbers',
    columns: ['', ...names],
    rows: [
      row('count', ({ count }) => whole(count)),
      row('mean', ({ mean }) => significant(mean)),
      row('mean magnitude', ({ meanAbs }) => significant(meanAbs)),
      row('root mean square', ({ rms }) => significant(rms)),
      row('standard deviation', ({ sd }) => significant(sd)),
      row('smallest', ({ min }) => significant(min)),
      row('largest', ({ max }) => significant(max)),
    ],
  };
}
