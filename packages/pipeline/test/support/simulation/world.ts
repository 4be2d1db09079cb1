import type { Clock } from '../../../src/run/clock.js';
import { type Random, randomFrom } from './random.js';

/** A part of the world that may crash: what it waits for then never comes. */
export interface Actor {
  readonly name: string;
  /** Its clock. All of them go on together, but each may be set to another time. */
  readonly clock: Clock;
  readonly isDead: boolean;
  /** Waits for a random while. */
  pause(): Promise<void>;
  /** It does nothing any more, whatever it was doing. */
  crash(): void;
}

/** One thread in which everything that happens is drawn from a seed, and time passes only when all that can be done is done. */
export interface World {
  readonly random: Random;
  actor(name: string): Actor;
  /** Calls a function later, in milliseconds of simulated time, unless the actor has crashed. */
  after(milliseconds: number, action: () => void, actor?: Actor): void;
  /**
   * Lets time pass until something is so.
   *
   * @throws Error when nothing more can happen, or too much has
   */
  until(isSo: () => boolean): Promise<void>;
  /** Ends what crashed actors wait for, so that nothing of them is left. */
  bury(): Promise<void>;
}

interface Event {
  readonly at: number;
  readonly order: number;
  readonly actor: Actor | undefined;
  readonly action: () => void;
}

/** So many events are more than any run of these sizes needs. */
const mostEvents = 50_000;

/** Where a store is in memory, a chain of stages is looked up without any time passing. */
const mostTurns = 100;

class Crashed extends Error {}

/** Makes a world. */
export function createWorld(seed: number): World {
  const random = randomFrom(seed);
  const events: Event[] = [];
  const waiting = new Map<Actor, Set<(reason: unknown) => void>>();
  let [time, order, happened] = [0, 0, 0];

  const after = (milliseconds: number, action: () => void, actor?: Actor) => {
    const event = { at: time + milliseconds, order: order++, actor, action };
    let index = events.length;
    while (index > 0 && events[index - 1]!.at < event.at) index--;
    // The last one is the next to happen. Of those at one time, the one that was added first.
    while (index > 0 && events[index - 1]!.at === event.at) index--;
    events.splice(index, 0, event);
  };
  const wait = (actor: Actor, milliseconds: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const mine = waiting.get(actor)!;
      const stop = (reason: unknown) => {
        mine.delete(stop);
        reject(reason as Error);
      };
      if (actor.isDead) return void mine.add(stop);
      if (signal?.aborted) return reject(signal.reason as Error);
      mine.add(stop);
      const abort = () => void (actor.isDead || stop(signal!.reason));
      signal?.addEventListener('abort', abort, { once: true });
      after(
        milliseconds,
        () => {
          signal?.removeEventListener('abort', abort);
          if (mine.delete(stop)) resolve();
        },
        actor,
      );
    });

  const world: World = {
    random,
    after,
    actor(name) {
      let isDead = false;
      // At most half an hour, because times of use are kept to the hour.
      let offset = 1.7e12 + (random.next() - 0.5) * 3.6e6;
      const actor: Actor = {
        name,
        get isDead() {
          return isDead;
        },
        clock: {
          now: () => {
            if (random.happens(0.01)) offset += (random.next() - 0.5) * 1e6;
            return Math.round(time + offset);
          },
          elapsed: () => time,
          delay: (milliseconds, signal) => wait(actor, milliseconds, signal),
          every(milliseconds, action) {
            let isOver = false;
            const again = () => {
              if (isOver) return;
              action();
              after(milliseconds, again, actor);
            };
            after(milliseconds, again, actor);
            return () => {
              isOver = true;
            };
          },
        },
        pause: () => wait(actor, random.happens(0.02) ? random.next() * 3e4 : random.next() * 20),
        crash() {
          isDead = true;
        },
      };
      waiting.set(actor, new Set());
      return actor;
    },
    async until(isSo) {
      let idle = 0;
      for (;;) {
        await turn();
        if (isSo()) return;
        const event = events.pop();
        if (event === undefined) {
          if (idle++ < mostTurns) continue;
          throw new Error('nothing more can happen');
        }
        idle = 0;
        if (happened++ > mostEvents) throw new Error('it does not come to an end');
        time = event.at;
        if (event.actor?.isDead !== true) event.action();
      }
    },
    async bury() {
      for (const [{ isDead }, stops] of waiting)
        if (isDead)
          for (let left = [...stops]; left.length > 0; left = [...stops]) {
            for (const stop of left) stop(new Crashed('the process has crashed'));
            await turn();
          }
    },
  };
  return world;
}

/** All that can be done without time passing. Some steps of a run wait for the next turn of the event loop themselves. */
async function turn(): Promise<void> {
  for (let round = 0; round < 3; round++) await new Promise((resolve) => setImmediate(resolve));
}
