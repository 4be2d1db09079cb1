import { resolve } from 'node:path';
import type { Graph } from '@superposition/pipeline/internal/graph/graph';
import type { RunEvent, TaskRun } from '@superposition/pipeline/internal/run/event';
import { describeReasons } from '@superposition/pipeline/internal/run/reasons';
import type { Options } from '../arguments/command-line.js';
import { chromeTrace, type Span } from '../output/chrome-trace.js';
import { criticalPath, describePath } from '../output/critical-path.js';
import { claimOutput } from '../output/output-file.js';
import type { CommandContext } from './workbench.js';

/** Records where the time of a command goes. */
export interface Profile {
  /** The file that it will be written to; undefined without `--profile`. */
  readonly path?: string;
  /** A phase of the main thread begins, and the one before it ends. */
  begin(phase: string): void;
  /** Hears the events of runs of this graph. */
  observe(event: RunEvent, graph: Graph): void;
}

/**
 * Does the work of a command. With `--profile FILE`, it writes at the end where the time went, also when a run failed, and
 * prints the critical path.
 *
 * @throws UserError when the profile cannot be written: exit 2 before the work, exit 1 after it
 */
export async function withProfile<T>(
  options: Options,
  { folder, stderr }: Pick<CommandContext, 'folder' | 'stderr'>,
  action: (profile: Profile) => Promise<T>,
): Promise<T> {
  if (options.profile === undefined) return action({ begin() {}, observe() {} });
  const output = await claimOutput('the profile', resolve(folder, options.profile));
  const recorder = recordProfile();
  let outcome: PromiseSettledResult<T>;
  try {
    outcome = { status: 'fulfilled', value: await action({ path: output.path, ...recorder.profile }) };
  } catch (reason) {
    outcome = { status: 'rejected', reason };
  }
  // After a mistake in the config, nothing has run that one could measure.
  if (outcome.status === 'rejected' && !recorder.hasRun()) throw outcome.reason;
  const { spans, line } = recorder.end(stderr.columns ?? Number.POSITIVE_INFINITY);
  try {
    await output.write(chromeTrace(spans));
    if (!options.quiet) stderr.write(`${line}\n`);
  } catch (error) {
    // What failed before is what the user needs to know.
    if (outcome.status === 'fulfilled') throw error;
  }
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}

interface Recorder {
  readonly profile: Profile;
  /** Whether a run has begun. */
  hasRun(): boolean;
  end(width: number): { readonly spans: readonly Span[]; readonly line: string };
}

/** @param now milliseconds since the process started */
function recordProfile(now: () => number = () => performance.now()): Recorder {
  const spans: Span[] = [];
  const reasons = new Map<string, string>();
  const durations = new Map<string, number>();
  let known: Graph | undefined;
  let phase = { name: 'start', start: 0 };
  let outcomeAt = 0;
  const begin = (name: string, at = now()) => {
    const { start } = phase;
    if (at > start)
      spans.push({ name: phase.name, start, duration: at - start, thread: 0, kind: 'phase', facts: {} });
    phase = { name, start: at };
  };
  const add = (stage: string, { thread, start, duration }: TaskRun, facts: Span['facts']) => {
    durations.set(stage, (durations.get(stage) ?? 0) + duration);
    spans.push({
      name: stage,
      start,
      duration,
      thread,
      kind: 'stage',
      facts: { why: reasons.get(stage), ...facts },
    });
  };
  const observe = (event: RunEvent) => {
    switch (event.type) {
      case 'planned':
        begin('plan');
        break;
      case 'forecast':
        begin('stages');
        break;
      case 'started':
        reasons.set(event.stage, describeReasons(event.reasons));
        break;
      case 'built':
        outcomeAt = now();
        if (event.ran !== undefined) add(event.stage, event.ran, { key: event.key, bytes: event.size });
        break;
      case 'failed':
        outcomeAt = now();
        if (event.ran !== undefined) add(event.stage, event.ran, { failure: event.failure.message });
        break;
      case 'fresh':
      case 'skipped':
        outcomeAt = now();
        break;
      case 'value':
        if (phase.name !== 'reading') begin('reading', Math.max(outcomeAt, phase.start));
        break;
      case 'finished':
        begin('keeping the cache in its budget');
        break;
      case 'progress':
      case 'log':
        break;
    }
  };
  return {
    profile: {
      begin: (name) => begin(name),
      observe(event, graph) {
        known = graph;
        observe(event);
      },
    },
    hasRun: () => known !== undefined,
    end(width) {
      const elapsed = now();
      begin('', elapsed);
      const path = known === undefined ? [] : criticalPath(known, durations);
      const phases = spans.filter(({ kind }) => kind === 'phase');
      const line =
        path.length > 0
          ? describePath('critical path', path, elapsed, width)
          : describePath('no stage ran', phases, elapsed, width);
      return { spans, line };
    },
  };
}
