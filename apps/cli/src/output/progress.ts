import { availableParallelism } from 'node:os';
import { stripVTControlCharacters } from 'node:util';
import type { PlannedStage } from '@superposition/pipeline/internal/run/plan';
import { describeReasons, type Reason } from '@superposition/pipeline/internal/run/reasons';
import { debugCommand, describeFailure } from './describe-failure.js';
import type { EventOutline } from './event-outline.js';
import { explainCommand } from './explain-command.js';
import { finalTable, runningTable } from './family-tables.js';
import { familyTally } from './family-tally.js';
import { liveLines } from './live-lines.js';
import type { DecidingOptions } from './option-words.js';
import { paintFor } from './paint.js';
import { printable } from './printable.js';
import { drawingStream } from './printable-stream.js';
import { causes, commonReason } from './reason-phrases.js';
import { reasonWords } from './reason-words.js';
import { shortened, wrapped, wrappedMessage } from './table.js';
import { duration, roughly } from './units.js';

/** Shows the events of a run to a person. */
export interface ProgressView extends Disposable {
  show(event: EventOutline): void;
  /** Prints a line above the lines that change. */
  line(text: string): void;
  /** From now on, the runs have these options. */
  decideBy(options: DecidingOptions): void;
}

/** How a run is shown. The options that decide what it does stand in the commands that it names. */
export interface ProgressOptions extends DecidingOptions {
  /** The number of stages that run at the same time. As many as there are cores, if left out. */
  readonly jobs?: number;
  /** Prints a line for each stage that ran, with its reasons, instead of a table at the end. */
  readonly verbose: boolean;
  /** False for a command that tells itself what failed. */
  readonly tellsFailures?: boolean;
}

/**
 * Prints what a run is about to do, what fails and what tasks say, and at the end a table of the families of stages. Meanwhile a
 * terminal shows how far each family has come, and the time left. A run that finds everything fresh prints nothing.
 */
export function progressView(
  printed: NodeJS.WriteStream,
  { jobs = availableParallelism(), verbose, tellsFailures = true, ...given }: ProgressOptions,
): ProgressView {
  let deciding: DecidingOptions = given;
  const stream = drawingStream(printed);
  const tally = familyTally(jobs);
  const live = liveLines(stream);
  const paint = paintFor(stream);
  const reasons = new Map<string, readonly Reason[]>();
  const width = () => stream.columns ?? Number.POSITIVE_INFINITY;

  // The view paints and moves the cursor by itself, so it must keep the control characters of others away from the stream.
  const line = (text: string, painted = (shown: string) => shown) => {
    live.erase();
    stream.write(`${painted(printable(text))}\n`);
  };
  /** The reasons that the table only counts. */
  const tellWhere = () => {
    const untold = tally.families.map(({ reasons }) => commonReason(reasons).untold).find(Boolean);
    if (untold === undefined) return;
    stream.write(`  all reasons: ${printable(explainCommand(untold, deciding, true))}\n`);
  };
  const tell = (event: EventOutline) => {
    switch (event.type) {
      case 'forecast':
        line(shortened(`plan     ${describeForecast(event.stages, jobs)}`, width()));
        break;
      case 'started':
        if (verbose) reasons.set(event.stage, event.reasons);
        break;
      case 'built': {
        if (!verbose) break;
        const style = { words: reasonWords(true), most: Number.POSITIVE_INFINITY };
        const why = describeReasons(reasons.get(event.stage) ?? [], style);
        reasons.delete(event.stage);
        const how = event.sharedWith === undefined ? why : `same recipe as ${event.sharedWith}`;
        line(`${event.stage}  built in ${duration(event.duration)}: ${how}`);
        break;
      }
      case 'failed':
        if (!tellsFailures) break;
        // The place moves to a line of its own before a terminal breaks it: broken, nobody can click it.
        line(
          [
            ...`${event.stage}  FAILED: ${describeFailure(event.failure)}`
              .split('\n')
              .flatMap((text) => wrapped(text, width(), 2)),
            `  ${debugCommand(event.stage, deciding)}`,
          ].join('\n'),
          (shown) => shown.replace('  FAILED:', `  ${paint.failed('FAILED')}:`),
        );
        break;
      case 'skipped':
        // The command names those that were not started.
        if (verbose && !event.cancelled) line(`${event.stage}  skipped: ${event.cause} failed`);
        break;
      case 'retried':
        line(
          `${event.stage}  tried again (${event.retry} of ${event.of}): ${describeFailure(event.failure)}`,
        );
        break;
      case 'log':
        line(`${event.stage}  says: ${stripVTControlCharacters(event.text)}`);
        break;
      case 'finished':
        live.erase();
        if (!verbose) for (const row of finalTable(tally.families, paint, width())) stream.write(`${row}\n`);
        if (!verbose) tellWhere();
        break;
      case 'planned':
      case 'progress':
      case 'fresh':
      case 'value':
        break;
    }
  };

  return {
    line: (text) => line(wrappedMessage(text, width())),
    decideBy(options) {
      deciding = options;
    },
    show(event) {
      tally.observe(event);
      tell(event);
      if (tally.families.length > 0 && event.type !== 'finished')
        live.draw(() => runningTable(tally, width()));
    },
    // An interrupted run leaves the lines as they stand, so that one sees how far it came.
    [Symbol.dispose]: () => live.leave(() => runningTable(tally, width())),
  };
}

/** "331 of 525 stages, about 40 s: data.activeProbability changed 0.02 → 0.1". */
function describeForecast(stages: readonly PlannedStage[], jobs: number): string {
  const awaited = stages.filter((stage) => stage.state !== 'fresh');
  const why = causes(awaited.map((stage) => (stage.state === 'runs' ? stage.reasons : [])));
  const time = roughly(awaited.reduce((sum, { expected }) => sum + expected, 0) / jobs);
  return `${awaited.length} of ${stages.length} stages, ${time}${why === '' ? '' : `: ${why}`}`;
}
