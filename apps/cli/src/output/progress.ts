import { stripVTControlCharacters } from 'node:util';
import { describeReasons, type Reason } from '@superposition/pipeline';
import type { EventOutline } from './event-outline.js';
import { printable } from './printable.js';
import { drawingStream } from './printable-stream.js';
import { stageProgress } from './stage-progress.js';
import { duration } from './units.js';

/** Shows the events of a run to a person. */
export interface ProgressView extends Disposable {
  show(event: EventOutline): void;
  /** Prints a line above the line that shows the running stages. */
  line(text: string): void;
}

/**
 * Prints one line for each stage that ran, with the reason; fresh stages get no line. On a terminal, a last line shows
 * the running stages, their rate and the time left.
 */
export function progressView(printed: NodeJS.WriteStream): ProgressView {
  const stream = drawingStream(printed);
  const progress = stageProgress();
  const reasons = new Map<string, readonly Reason[]>();
  let drawn = false;

  const erase = () => {
    if (drawn) stream.write('\r\x1b[K');
    drawn = false;
  };
  const line = (text: string) => {
    erase();
    stream.write(`${printable(text)}\n`);
  };
  const draw = () => {
    if (!stream.isTTY || !progress.isRunning) return;
    erase();
    const text = printable(`[${progress.count.join('/')}] ${progress.running()}`);
    stream.write(text.slice(0, Math.max(20, (stream.columns ?? 80) - 1)));
    drawn = true;
  };

  return {
    line,
    show(event) {
      progress.observe(event);
      switch (event.type) {
        case 'started':
          reasons.set(event.stage, event.reasons);
          break;
        case 'built': {
          const why = describeReasons(reasons.get(event.stage) ?? []);
          const how = event.sharedWith === undefined ? why : `same recipe as ${event.sharedWith}`;
          reasons.delete(event.stage);
          line(`${event.stage}  built in ${duration(event.duration)}: ${how}`);
          break;
        }
        case 'failed':
          line(`${event.stage}  FAILED: ${event.failure.message}`);
          break;
        case 'log':
          line(`${event.stage}  says: ${stripVTControlCharacters(event.text)}`);
          break;
        case 'skipped':
          line(`${event.stage}  skipped: ${event.cause} failed`);
          break;
        case 'value':
        case 'finished':
          erase();
          return;
        case 'planned':
        case 'progress':
        case 'fresh':
          break;
      }
      draw();
    },
    // The line of running stages must not stay on the terminal, however the run ends.
    [Symbol.dispose]: erase,
  };
}
