import type { Options } from '../arguments/command-line.js';
import { describeFailure } from '../output/describe-failure.js';
import { progressView } from '../output/progress.js';
import { duration } from '../output/units.js';
import type { CommandContext } from '../workbench/workbench.js';
import type { WatchEvent } from './message.js';

/** Shows the events to a person, or with `--json` to a program. */
export interface Terminal extends Disposable {
  show(event: WatchEvent): void;
}

/**
 * Prints lines as `report` does. The summary of a revision and the address of the page go to stdout, the rest to
 * stderr.
 */
export function terminal(options: Options, { stdout, stderr }: CommandContext): Terminal {
  if (options.json) {
    return {
      show(event) {
        if (event.type !== 'search') stdout.write(`${JSON.stringify(jsonOf(event))}\n`);
      },
      [Symbol.dispose]() {},
    };
  }
  const view = progressView(stderr, options);
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
        case 'search':
          remark(`config   ${event.message}`);
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
            view.line(`${event.event.stage} failed: ${describeFailure(event.event.failure)}`);
          break;
        case 'report':
          if (!options.quiet) result(event.line);
          break;
        case 'warning':
          view.line(`warning: ${event.message}`);
          break;
        case 'config missing':
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

/** An event as `report --json` prints it, with its revision. The event of a report leaves out the served page. */
function jsonOf(event: WatchEvent): object {
  if (event.type === 'event') return { ...event.event, revision: event.revision };
  if (event.type !== 'report') return event;
  const { type, revision, path, bytes } = event;
  return { type, revision, path, bytes };
}
