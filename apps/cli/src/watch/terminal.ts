import type { Options } from '../arguments/command-line.js';
import { progressView } from '../output/progress.js';
import { duration } from '../output/units.js';
import type { Surroundings } from '../workbench/workbench.js';
import type { WatchEvent } from './message.js';

/** Tells a person, or with `--json` a program, what happens. */
export interface Terminal extends Disposable {
  show(event: WatchEvent): void;
}

/** Lines as `report` prints them; what a revision came to, and the address of the page, go to stdout. */
export function terminal(options: Options, { stdout, stderr }: Surroundings): Terminal {
  if (options.json) {
    return {
      show: (event) => void stdout.write(`${JSON.stringify(jsonOf(event))}\n`),
      [Symbol.dispose]() {},
    };
  }
  const view = progressView(stderr);
  const result = (text: string) => {
    view[Symbol.dispose]();
    stdout.write(`${text}\n`);
  };
  const remark = (text: string) => {
    if (!options.quiet) view.line(text);
  };
  return {
    show(event) {
      switch (event.type) {
        case 'watching':
          result(event.address);
          break;
        case 'revision':
          if (event.changed.length > 0) remark(`changed: ${event.changed.join(', ')}`);
          break;
        case 'building':
          remark(`building: ${event.changed.join(', ')} changed`);
          break;
        case 'rebuilt':
          remark(`built in ${duration(event.duration)}`);
          break;
        case 'event':
          if (!options.quiet) view.show(event.event);
          else if (event.event.type === 'failed')
            view.line(`${event.event.stage} failed: ${event.event.failure.message}`);
          break;
        case 'report':
          if (!options.quiet) result(event.line);
          break;
        case 'warning':
          view.line(`warning: ${event.message}`);
          break;
        case 'problem':
        case 'build failed':
        case 'session lost':
          view.line(`superposition: ${event.message}`);
          break;
      }
    },
    [Symbol.dispose]: () => view[Symbol.dispose](),
  };
}

/** Events of a run as `report --json` prints them, with their revision; of a report, what it says of itself. */
function jsonOf(event: WatchEvent): object {
  if (event.type === 'event') return { ...event.event, revision: event.revision };
  if (event.type !== 'report') return event;
  const { type, revision, path, bytes } = event;
  return { type, revision, path, bytes };
}
