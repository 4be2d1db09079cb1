/** A span of time in which a thread did one thing. Milliseconds since the program started. */
export interface Span {
  readonly name: string;
  readonly start: number;
  readonly duration: number;
  /** 0: the main thread; from 1 on: worker threads. */
  readonly thread: number;
  /** `phase` of the program, or `stage`. */
  readonly kind: 'phase' | 'stage';
  /** What a viewer shows when the span is selected. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/**
 * The spans in the Trace Event Format, which chrome://tracing and Perfetto open. A row is one thread. Tasks that ran in the main
 * thread have a row of their own, because they lie across its phases.
 */
export function chromeTrace(spans: readonly Span[]): string {
  const rowOf = ({ thread, kind }: Span) => (thread === 0 && kind === 'stage' ? tasksOfMain : thread);
  const rows = [...new Set(spans.map(rowOf))].sort((a, b) => a - b);
  const named = (name: string, tid: number, args: object) => ({ ph: 'M', name, pid, tid, args });
  const traceEvents = [
    named('process_name', 0, { name: 'superposition' }),
    ...rows.flatMap((tid) => [
      named('thread_name', tid, { name: nameOf(tid) }),
      named('thread_sort_index', tid, { sort_index: tid }),
    ]),
    ...spans.map((span) => {
      const { name, start, duration, kind, facts } = span;
      return {
        ph: 'X',
        name,
        cat: kind,
        pid,
        tid: rowOf(span),
        ts: microseconds(start),
        dur: microseconds(duration),
        args: facts,
      };
    }),
  ];
  // An event a line, so that a person can read it and compare two of them.
  const lines = traceEvents.map((event) => JSON.stringify(event)).join(',\n');
  return `{"displayTimeUnit":"ms","traceEvents":[\n${lines}\n]}\n`;
}

const pid = 1;

/** A row below those of all worker threads. */
const tasksOfMain = 1_000_000;

function nameOf(row: number): string {
  if (row === 0) return 'main thread';
  return row === tasksOfMain ? 'tasks in the main thread' : `worker thread ${row}`;
}

function microseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1_000);
}
