import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Message, Order, ReviseOrder } from './message.js';

/** The process that runs revisions, seen from the one that watches. */
export interface SessionProcess {
  revise(order: Omit<ReviseOrder, 'type'>): void;
  /** Cancels, drains and ends it; when that takes too long, at once. */
  end(): Promise<void>;
}

/** Milliseconds after which a session that was asked to end is killed. */
const killAfter = 3_000;

/** Starts the session of the program as it is built now. */
export function startSession(
  onMessage: (message: Message) => void,
  /** Called when it ends without having been asked to. */
  onLost: (how: string) => void,
): SessionProcess {
  const child = fork(fileURLToPath(new URL('./session.js', import.meta.url)), {
    // What code prints there is no result of ours.
    stdio: ['ignore', 2, 2, 'ipc'],
    serialization: 'advanced',
  });
  let asked = false;
  const ended = new Promise<void>((resolve) => {
    child.on('exit', (code, signal) => {
      resolve();
      if (!asked) onLost(signal === null ? `exit code ${code}` : signal);
    });
    child.on('error', (error) => {
      // One that could not even be started has no exit.
      if (child.pid !== undefined) return;
      resolve();
      onLost(error.message);
    });
  });
  child.on('message', (message: Message) => {
    if (!asked) onMessage(message);
  });
  // A session that has just died is told of by its exit.
  const send = (order: Order) => child.connected && child.send(order, () => {});
  return {
    revise: (order) => send({ type: 'revise', ...order }),
    async end() {
      asked = true;
      send({ type: 'end' });
      const killing = setTimeout(() => child.kill('SIGKILL'), killAfter);
      await ended;
      clearTimeout(killing);
    },
  };
}
