import { revisions } from '@superposition/pipeline/internal/run/revisions';
import { EMPTY, Subject } from 'rxjs';
import { forgiveStreams } from '../output/forgiving-streams.js';
import type { Message, Order } from './message.js';
import { reportRevision } from './report-revision.js';
import { reusableTools } from './reusable-tools.js';

// The process that runs revisions for `superposition watch`. It loads the code of the last build, so `watch` replaces
// the process after a new build. For a new config the process stays.

forgiveStreams(process);
const send = (message: Message) => {
  if (process.connected) process.send!(message);
};
const tools = reusableTools((message) => send({ type: 'warning', message }));
const orders = new Subject<ReturnType<typeof reportRevision>>();
const work = revisions(orders);
const running = work.events.subscribe({
  next: send,
  error: (error: unknown) => {
    process.stderr.write(`superposition: this is a bug, please report it\n${(error as Error).stack}\n`);
    void end(1);
  },
});

/** A revision that does nothing. The one before it is cancelled. */
const rest: ReturnType<typeof reportRevision> = { events: EMPTY, drained: () => Promise.resolve() };

let ending = false;
async function end(exitCode: number): Promise<void> {
  if (ending) return;
  ending = true;
  running.unsubscribe();
  await Promise.allSettled([work.drained()]);
  await tools[Symbol.asyncDispose]();
  process.exit(exitCode);
}

process.on('message', (order: Order) => {
  if (order.type === 'end') void end(0);
  else orders.next(order.type === 'rest' ? rest : reportRevision(order, tools));
});
// The watching process has ended, for whatever reason.
process.on('disconnect', () => void end(0));
process.on('SIGTERM', () => void end(0));
// Ctrl-C in a terminal reaches this process too. We ignore it here: the watching process tells us when to end.
process.on('SIGINT', () => {});
