import type { Item, Trace } from '../../figure.js';
import { shownMembers } from '../../sections/shown-item.js';
import { attributesOf, listOf } from '../../svg/values.js';

/** The features, or the neurons, that a trace shows. */
export interface Shown {
  /** Of the whole trace. */
  readonly whole: number | undefined;
  /** One for each point. */
  readonly points: readonly number[];
  /** Of a heatmap. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

const known = new WeakMap<Trace, Partial<Record<Item, Shown>>>();

export function shownIn(trace: Trace, item: Item): Shown {
  const before = known.get(trace) ?? {};
  const shown = before[item] ?? read(trace, item);
  known.set(trace, { ...before, [item]: shown });
  return shown;
}

/** All of them, in the order drawn, where a trace lists them. */
export function listed({ whole, points, rows, columns }: Shown): readonly number[] {
  return [...(whole === undefined ? [] : [whole]), ...columns, ...rows, ...points];
}

function read(trace: Trace, item: Item): Shown {
  const meta = attributesOf(trace.meta);
  const { whole, ...lists } = shownMembers[item];
  const list = (member: string) => (listOf(meta[member]) ?? []).map(Number);
  return {
    whole: typeof meta[whole] === 'number' ? meta[whole] : undefined,
    points: list(lists.points),
    rows: list(lists.rows),
    columns: list(lists.columns),
  };
}
