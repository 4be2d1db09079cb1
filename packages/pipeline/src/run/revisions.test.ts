import { type Observable, of, Subject, throwError } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { graph } from '../graph/graph.js';
import type { Stage } from '../graph/stage.js';
import { eventLines } from '../testing/event-lines.js';
import { gate } from '../testing/gate.js';
import { createRig, type Rig } from '../testing/rig.js';
import type { RunEvent } from './event.js';
import { revisions } from './revisions.js';
import { type Revision, revision } from './run.js';

let rig: Rig;
beforeEach(() => {
  rig = createRig();
});
afterEach(async () => {
  await rig[Symbol.asyncDispose]();
});

const options = () => ({ store: rig.store, code: rig.code, workers: rig.workers });
const request = (targets: readonly Stage[]) => revision(graph(targets), options());

function observe(requests: Observable<Revision>) {
  const made = revisions(requests);
  const lines: string[] = [];
  const finished: (() => void)[] = [];
  const outcome: { error?: unknown; completed?: true } = {};
  let ended = () => {};
  const end = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const subscription = made.events.subscribe({
    next(event: RunEvent) {
      lines.push(...(event.type === 'finished' ? ['finished'] : eventLines(event)));
      if (event.type === 'finished') finished.shift()?.();
    },
    error(error) {
      outcome.error = error;
      ended();
    },
    complete() {
      outcome.completed = true;
      ended();
    },
  });
  return {
    lines,
    outcome,
    end,
    nextFinish: () => new Promise<void>((resolve) => finished.push(resolve)),
    async cancel() {
      subscription.unsubscribe();
      await made.drained();
    },
  };
}

describe('revisions', () => {
  it('run one after the other, and what did not change is fresh', async () => {
    const requests = new Subject<Revision>();
    const observed = observe(requests);
    const build = (value: number) => [
      rig.stage('same', () => 1),
      rig.stage('other', () => value, { params: { value } }),
    ];
    for (const value of [1, 2]) {
      const finish = observed.nextFinish();
      requests.next(request(build(value)));
      await finish;
    }
    requests.complete();
    await observed.end;
    expect(observed.outcome).toEqual({ completed: true });
    expect(observed.lines).toEqual([
      'same runs: not in the cache',
      'other runs: not in the cache',
      'same built',
      'other built',
      'finished',
      'same fresh',
      'other runs: value changed 1 → 2',
      'other built',
      'finished',
    ]);
  });

  it('are dropped when a newer one comes; never two at once', async () => {
    const requests = new Subject<Revision>();
    const observed = observe(requests);
    let running = 0;
    let most = 0;
    /** A function that ignores a cancellation. It ends only when the test opens its gate. */
    const stubborn = () => {
      const own = gate<number>();
      return {
        own,
        fn: async (inputs: unknown, params: unknown) => {
          running++;
          most = Math.max(most, running);
          const deaf = new AbortController().signal;
          const value = await own.fn(inputs, params, { signal: deaf });
          running--;
          return value;
        },
      };
    };
    const works = [1, 2, 3, 4].map((value) => ({ value, ...stubborn() }));
    const [first, , , last] = works;
    const send = (index: number) => {
      const { value, fn } = works[index]!;
      requests.next(request([rig.stage(`stage ${value}`, fn)]));
    };
    send(0);
    await first!.own.called;
    send(1);
    send(2);
    send(3);
    const finish = observed.nextFinish();
    await turns();
    expect(running).toBe(1);
    first!.own.open(1);
    await last!.own.called;
    last!.own.open(4);
    await finish;
    expect(most).toBe(1);
    expect(observed.lines).toEqual([
      'stage 1 runs: not in the cache',
      'stage 4 runs: not in the cache',
      'stage 4 built',
      'finished',
    ]);
    // The cancelled revision stored nothing. Otherwise the stage would be fresh.
    expect((await rig.store.latest(['stage 1', 'stage 4'])).map((key) => key !== undefined)).toEqual([
      false,
      true,
    ]);
    await observed.cancel();
  });

  it('are cancelled by unsubscribing, which can be waited for', async () => {
    const slow = gate();
    const requests = new Subject<Revision>();
    const observed = observe(requests);
    requests.next(request([rig.stage('slow', slow.fn)]));
    await slow.called;
    await observed.cancel();
    await slow.aborted;
    requests.next(request([rig.stage('late', () => 1)]));
    await observed.cancel();
    expect(observed.lines).toEqual(['slow runs: not in the cache']);
    expect(requests.observed).toBe(false);
  });

  it('may be cancelled while one drains; the one that waits never starts', async () => {
    const first = gate<number>();
    const requests = new Subject<Revision>();
    const observed = observe(requests);
    const deaf = new AbortController().signal;
    requests.next(request([rig.stage('first', () => first.fn({}, {}, { signal: deaf }))]));
    await first.called;
    requests.next(request([rig.stage('second', () => 2)]));
    let drained = false;
    const cancelled = observed.cancel().then(() => {
      drained = true;
    });
    await turns();
    expect(drained).toBe(false);
    first.open(1);
    await cancelled;
    expect(observed.lines).toEqual(['first runs: not in the cache']);
  });

  it('go on after a failed stage', async () => {
    const observed = observe(
      of(
        request([
          rig.stage('broken', () => {
            throw new Error('no luck');
          }),
        ]),
      ),
    );
    await observed.end;
    expect(observed.outcome).toEqual({ completed: true });
    expect(observed.lines.at(-1)).toBe('finished');
  });

  it('end with the error of a revision that cannot run, and of the requests themselves', async () => {
    const unknown = {
      ...rig.stage('known', () => 1),
      task: { ...rig.stage('x', () => 1).task, address: 'a/b#c' },
    };
    const observed = observe(of(request([unknown as Stage])));
    await observed.end;
    expect(String(observed.outcome.error)).toContain('no built code for the task a/b#c');

    const looped = { ...rig.stage('a', () => 1), inputs: {} as Record<string, Stage> };
    const requests = new Subject<Revision>();
    const late = observe(requests);
    looped.inputs['self'] = looped;
    requests.next(revision(graph([]), { ...options(), targets: [looped] }));
    await late.end;
    expect(String(late.outcome.error)).toContain("stage 'a' depends on itself");

    const failing = observe(throwError(() => new Error('the watcher broke')));
    await failing.end;
    expect(String(failing.outcome.error)).toContain('the watcher broke');
  });
});

/** Gives unwanted events enough time to happen. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
}
