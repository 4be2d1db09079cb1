import type { Store } from '../../../src/store/store.js';
import { StoreUnavailable } from '../../../src/store/store-unavailable.js';
import type { Faults } from './faults.js';
import type { Referee } from './referee.js';
import type { Actor, World } from './world.js';

const reads = ['results', 'present', 'artifact', 'latest', 'claimed', 'notes'] as const;
const writes = [
  ...['putArtifact', 'putResult', 'claim', 'unclaim', 'putLatest', 'putNotes', 'addNote', 'touch', 'remove'],
] as readonly (keyof Store)[];

type Call = (method: keyof Store, values: readonly unknown[]) => Promise<unknown>;

/** A store of which each call goes through a function. */
function throughCalls(store: Store, call: Call): Store {
  const methods = [...reads, ...writes].map(
    (method) => [method, (...values: readonly unknown[]) => call(method, values)] as const,
  );
  const calls = Object.fromEntries(methods) as Partial<Store>;
  return { ...store, ...calls, [Symbol.asyncDispose]: async () => {} };
}

const on =
  (store: Store): Call =>
  (method, values) =>
    (store[method] as (...all: readonly unknown[]) => Promise<unknown>)(...values);

/**
 * The shared store as one process sees it: each call takes its time on the way there and back, where the process may crash, and may
 * fail before or after it was done.
 */
export function faultyStore(
  shared: Store,
  actor: Actor,
  { world, faults, referee }: { readonly world: World; readonly faults: Faults; readonly referee: Referee },
): Store {
  const { random } = world;
  const done = on(shared);
  const call: Call = async (method, values) => {
    await actor.pause();
    const isWrite = writes.includes(method);
    if (faults.isDown() || (isWrite && faults.isFull())) throw lost('it does not answer');
    const fails = random.happens(faults.probability);
    if (fails && random.happens(0.5)) throw lost('the connection was lost');
    const answer = await done(method, values);
    if (isWrite) referee.onWrite(actor, method, values);
    await actor.pause();
    if (fails) throw lost('the connection was lost before the answer came');
    return answer;
  };
  return throughCalls(shared, call);
}

function lost(what: string): StoreUnavailable {
  return new StoreUnavailable(what, { location: 'simulated' });
}

/** A store whose calls a referee hears. */
export function watchedStore(store: Store, actor: Actor, referee: Referee): Store {
  const call = on(store);
  return throughCalls(store, (method, values) => {
    referee.onCall(actor, method);
    return call(method, values);
  });
}
