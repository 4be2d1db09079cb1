import { describeReasons, type Reason, type RunEvent } from '@superposition/pipeline';
import { duration } from './units.js';

/** Draws the events of a run for a person. */
export interface ProgressView extends Disposable {
  show(event: RunEvent): void;
  /** Prints a line above whatever is being drawn. */
  line(text: string): void;
}

interface Running {
  readonly since: number;
  done: number;
  total: number;
}

/**
 * What ran and why, a line a stage; fresh stages are only counted. On a terminal a last line shows what is running, its
 * rate and the time left.
 */
export function progressView(
  stream: NodeJS.WriteStream,
  now: () => number = () => performance.now(),
): ProgressView {
  const running = new Map<string, Running>();
  const reasons = new Map<string, readonly Reason[]>();
  let total = 0;
  let ended = 0;
  let drawn = false;

  const erase = () => {
    if (drawn) stream.write('\r\x1b[K');
    drawn = false;
  };
  const line = (text: string) => {
    erase();
    stream.write(`${text}\n`);
  };
  const draw = () => {
    if (!stream.isTTY || running.size === 0) return;
    erase();
    const text = statusLine(running, ended, total, now());
    stream.write(text.slice(0, Math.max(20, (stream.columns ?? 80) - 1)));
    drawn = true;
  };

  return {
    line,
    show(event) {
      switch (event.type) {
        case 'planned':
          total = event.stages;
          break;
        case 'started':
          running.set(event.stage, { since: now(), done: 0, total: 0 });
          reasons.set(event.stage, event.reasons);
          break;
        case 'progress': {
          const state = running.get(event.stage);
          if (state !== undefined) Object.assign(state, { done: event.done, total: event.total });
          break;
        }
        case 'fresh':
          ended++;
          break;
        case 'built': {
          ended++;
          running.delete(event.stage);
          const why = describeReasons(reasons.get(event.stage) ?? []);
          const how = event.sharedWith === undefined ? why : `same recipe as ${event.sharedWith}`;
          line(`${event.stage}  built in ${duration(event.duration)}: ${how}`);
          break;
        }
        case 'failed':
          ended++;
          running.delete(event.stage);
          line(`${event.stage}  FAILED: ${event.failure.message}`);
          break;
        case 'skipped':
          ended++;
          line(`${event.stage}  skipped: ${event.cause} failed`);
          break;
        case 'value':
        case 'finished':
          erase();
          return;
      }
      draw();
    },
    // What is drawn is not meant to stay, however the run ends.
    [Symbol.dispose]: erase,
  };
}

function statusLine(
  running: ReadonlyMap<string, Running>,
  ended: number,
  total: number,
  now: number,
): string {
  const stages = [...running].map(([stage, { since, done, total: steps }]) => {
    if (steps === 0 || done === 0) return stage;
    const perSecond = (done / (now - since)) * 1_000;
    const left = ((steps - done) / perSecond) * 1_000;
    return `${stage} ${Math.floor((100 * done) / steps)} % (${rate(perSecond)}/s, ${duration(left)} left)`;
  });
  return `[${ended}/${total}] ${stages.join(' · ')}`;
}

function rate(perSecond: number): string {
  if (perSecond >= 10_000) return `${Math.round(perSecond / 1_000)}k`;
  return perSecond >= 10 ? String(Math.round(perSecond)) : perSecond.toFixed(1);
}
