import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import type { Message, Order, ReviseOrder } from './message.js';

/** The session, which is the process that runs revisions, as the watching process uses it. */
export interface SessionProcess {
  revise(order: Omit<ReviseOrder, 'type'>): void;
  /** Cancels the revision that runs. */
  rest(): void;
  /**
   * Cancels the revision, waits until all it started has ended, and ends the process. Kills it if that takes too long.
   */
  end(): Promise<void>;
}

/** Milliseconds after which we kill a session that was asked to end. */
const killAfter = 3_000;

/** Starts a session, which loads the program as it is built now. */
export function startSession(
  onMessage: (message: Message) => void,
  /** Called when the session ends although nobody asked it to. */
  onLost: (how: string) => void,
): SessionProcess {
  const child = fork(createRequire(import.meta.url).resolve('#session'), {
    // The code of a config or a task may print. That is no result of ours, so its stdout goes to our stderr.
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
      // A process that could not be started emits no 'exit' event.
      if (child.pid !== undefined) return;
      resolve();
      onLost(error.message);
    });
  });
  child.on('message', (message: Message) => {
    if (!asked) onMessage(message);
  });
  // Sending to a session that has just died fails. We ignore this error, because the 'exit' event reports the death.
  const send = (order: Order) => child.connected && child.send(order, () => {});
  return {
    revise: (order) => send({ type: 'revise', ...order }),
    rest: () => send({ type: 'rest' }),
    async end() {
      asked = true;
      send({ type: 'end' });
      const killing = setTimeout(() => child.kill('SIGKILL'), killAfter);
      await ended;
      clearTimeout(killing);
    },
  };
}
