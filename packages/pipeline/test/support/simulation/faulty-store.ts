import type { Store } from '../../../src/store/store.js';
import { StoreUnavailable } from '../../../src/store/store-unavailable.js';
import type { Actor, World } from './world.js';

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

const reads = ['results', 'present', 'artifact', 'latest', 'claimed', 'notes'] as const;
const writes = [
  ...['putArtifact', 'putResult', 'claim', 'unclaim', 'putLatest', 'putNotes', 'addNote', 'touch', 'remove'],
] as readonly (keyof Store)[];

/**
 * The shared store as one process sees it: each call takes its time on the way there and back, where the process may crash, and may
 * fail before or after it was done.
 *
 * @param onWrite hears each write when it is done
 */
export function faultyStore(
  shared: Store,
  actor: Actor,
  world: World,
  faults: Faults,
  onWrite: (actor: Actor, method: keyof Store, values: readonly unknown[]) => void,
): Store {
  const { random } = world;
  const call = async (method: keyof Store, values: readonly unknown[]): Promise<unknown> => {
    await actor.pause();
    const isWrite = writes.includes(method);
    if (faults.isDown() || (isWrite && faults.isFull())) throw lost('it does not answer');
    const fails = random.happens(faults.probability);
    if (fails && random.happens(0.5)) throw lost('the connection was lost');
    const done: unknown = await (shared[method] as (...all: readonly unknown[]) => Promise<unknown>)(
      ...values,
    );
    if (isWrite) onWrite(actor, method, values);
    await actor.pause();
    if (fails) throw lost('the connection was lost before the answer came');
    return done;
  };
  const wrapped = [...reads, ...writes].map((method) => [
    method,
    (...values: readonly unknown[]) => call(method, values),
  ]);
  return {
    ...shared,
    ...(Object.fromEntries(wrapped) as Partial<Store>),
    [Symbol.asyncDispose]: async () => {},
  };
}

function lost(what: string): StoreUnavailable {
  return new StoreUnavailable(what, { location: 'simulated' });
}
