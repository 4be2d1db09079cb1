import { graph } from '../../../src/graph/graph.js';
import type { RunEvent } from '../../../src/run/event.js';
import { type Revision, revision } from '../../../src/run/run.js';
import type { Store } from '../../../src/store/store.js';
import { createRig } from '../../../src/testing/rig.js';
import { type Sketch, stagesOf } from './graphs.js';
import type { Referee } from './referee.js';
import type { Actor, World } from './world.js';

/** A run of a graph in a process of its own. */
export function runIn(actor: Actor, sketches: readonly Sketch[], store: Store): Revision {
  const rig = createRig(store);
  const { code, workers } = rig;
  return revision(graph(stagesOf(sketches, rig, actor.pause)), { store, code, workers, clock: actor.clock });
}

/**
 * Starts runs until one has ended by itself. A process that crashes, or whose run was cancelled, is followed by another one.
 *
 * @returns the run that has ended by itself
 */
export async function drive(
  name: string,
  {
    world,
    referee,
    onEnd,
  }: { readonly world: World; readonly referee: Referee; readonly onEnd: (end: End) => void },
  open: (actor: Actor) => { readonly run: Revision; readonly store: Store },
): Promise<Finished> {
  const { random } = world;
  for (let attempt = 0; ; attempt++) {
    const actor = world.actor(`${name}.${attempt}`);
    const { run, store } = open(actor);
    const fate = attempt > 3 ? 'finished' : (['finished', 'crashed', 'cancelled'] as const)[random.below(3)]!;
    const events: RunEvent[] = [];
    const end = await new Promise<End>((resolve, reject) => {
      const subscription = run.events.subscribe({
        next: (event) => events.push(event),
        error: reject,
        complete: () => resolve('finished'),
      });
      if (fate === 'finished') return;
      world.after(random.next() * 600, () => {
        if (subscription.closed) return;
        if (fate === 'crashed') actor.crash();
        else {
          referee.onCancelled(actor);
          subscription.unsubscribe();
        }
        resolve(fate);
      });
    });
    onEnd(end);
    if (end === 'cancelled') {
      await run.drained();
      referee.onDrained(actor);
    }
    if (end === 'finished') return { store, events };
  }
}

/** A run that has ended by itself. */
export interface Finished {
  readonly store: Store;
  readonly events: readonly RunEvent[];
}

/** How a process ended. */
export type End = 'finished' | 'crashed' | 'cancelled';

/** How each stage ended: with which bytes, or because of which failure. */
export function outcomesOf(events: readonly RunEvent[]): ReadonlyMap<string, string> {
  const outcomes = new Map<string, string>();
  for (const event of events) {
    if (event.type === 'fresh' || event.type === 'built') outcomes.set(event.stage, event.digest);
    if (event.type === 'failed') outcomes.set(event.stage, `failed: ${event.failure.message}`);
    if (event.type === 'skipped') outcomes.set(event.stage, `skipped because of ${event.cause}`);
  }
  return outcomes;
}
