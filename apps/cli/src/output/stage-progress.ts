import type { EventOutline } from './event-outline.js';
import { duration } from './units.js';

/** How far a run has come. */
export interface StageProgress {
  observe(event: EventOutline): void;
  /** Whether a stage is running. */
  readonly isRunning: boolean;
  /** The number of stages that have ended, and the number of all stages. */
  readonly count: readonly [ended: number, total: number];
  /** Describes the stages that are running, with their rate and the time left where these are known. */
  running(): string;
}

interface Running {
  readonly since: number;
  done: number;
  total: number;
}

/** Follows the events of a run, or of one run after another. */
export function stageProgress(now: () => number = () => performance.now()): StageProgress {
  const running = new Map<string, Running>();
  let total = 0;
  // A stage may end twice: as fresh or built, and then as failed, when its value cannot be read.
  const ended = new Set<string>();
  return {
    observe(event) {
      switch (event.type) {
        case 'planned':
          running.clear();
          total = event.stages;
          ended.clear();
          break;
        case 'started':
          running.set(event.stage, { since: now(), done: 0, total: 0 });
          break;
        case 'retried':
          running.set(event.stage, { since: now(), done: 0, total: 0 });
          break;
        case 'progress': {
          const state = running.get(event.stage);
          if (state !== undefined) Object.assign(state, { done: event.done, total: event.total });
          break;
        }
        case 'fresh':
        case 'built':
        case 'failed':
        case 'skipped':
          ended.add(event.stage);
          running.delete(event.stage);
          break;
        case 'log':
        case 'value':
        case 'finished':
          break;
      }
    },
    get isRunning() {
      return running.size > 0;
    },
    get count() {
      return [ended.size, total] as const;
    },
    running: () => [...running].map(([stage, state]) => describe(stage, state, now())).join(' · '),
  };
}

function describe(stage: string, { since, done, total }: Running, now: number): string {
  if (total === 0 || done === 0) return stage;
  const perSecond = (done / (now - since)) * 1_000;
  const left = ((total - done) / perSecond) * 1_000;
  return `${stage} ${Math.floor((100 * done) / total)} % (${rate(perSecond)}/s, ${duration(left)} left)`;
}

function rate(perSecond: number): string {
  if (perSecond >= 10_000) return `${Math.round(perSecond / 1_000)}k`;
  return perSecond >= 10 ? String(Math.round(perSecond)) : perSecond.toFixed(1);
}
