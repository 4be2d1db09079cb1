import { memoryStore } from '../../../src/store/memory-store.js';
import type { Store } from '../../../src/store/store.js';
import { dropValues } from '../../../src/upkeep/drop-values.js';
import { rowsOf } from '../../../src/upkeep/prune.js';
import type { World } from './world.js';

/** How the store that several processes share fails. */
export interface Faults {
  /** The probability that an answer does not come although everything was done, or that nothing was done. */
  readonly probability: number;
  /** Whether the database is away. */
  isDown(): boolean;
  /** Whether it takes no writes, as on a full disk. */
  isFull(): boolean;
  /** Whether nothing will fail any more. */
  isOver(): boolean;
}

/** The rows of a store in memory. */
export interface Rows {
  readonly results: Map<string, string>;
  readonly artifacts: Map<string, Uint8Array>;
}

/** What else happens to rows. */
export interface RowFaults {
  onLost(key: string): void;
  onDropped(): void;
}

/** The faults of a world: none in every fourth; none at all after two minutes, so that everything can end. */
export function drawFaults(world: World, rows: Rows, heard: RowFaults): Faults {
  const { random } = world;
  if (random.happens(0.25))
    return { probability: 0, isDown: () => false, isFull: () => false, isOver: () => true };
  let isOver = false;
  const away = { down: false, full: false };
  const switches = (kind: keyof typeof away) => {
    if (isOver || random.happens(0.5)) return;
    world.after(random.next() * 300, () => {
      away[kind] = !isOver;
    });
    world.after(300 + random.next() * 30_000, () => {
      away[kind] = false;
    });
  };
  switches('down');
  switches('full');
  const store = memoryStore(rows);
  for (let row = random.below(6); row > 0; row--)
    world.after(random.next() * 900, () => {
      if (random.happens(0.5)) void dropOne(store, random.below(10), heard);
      else loseOne(rows, random.below(20), heard);
    });
  world.after(120_000, () => {
    isOver = true;
  });
  const probability = random.happens(0.5) ? 0.02 : 0.2;
  return {
    get probability() {
      return isOver ? 0 : probability;
    },
    isDown: () => away.down,
    isFull: () => away.full,
    isOver: () => isOver,
  };
}

/** A server may forget a row. */
function loseOne(rows: Rows, place: number, { onLost }: RowFaults): void {
  const table = place % 2 === 0 ? rows.results : rows.artifacts;
  const key = [...table.keys()][place % Math.max(1, table.size)];
  if (key !== undefined && table.delete(key)) onLost(key);
}

async function dropOne(store: Store, place: number, { onDropped }: RowFaults): Promise<void> {
  const results = (await rowsOf(store)).flatMap(({ result }) => result ?? []);
  const chosen = results[place % Math.max(1, results.length)];
  if (chosen === undefined) return;
  onDropped();
  await dropValues(store, [chosen], chosen.builtAt);
}
