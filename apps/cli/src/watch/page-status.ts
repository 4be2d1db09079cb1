import type { WatchState } from '@superposition/report/internal/page/watch-state';
import { stageProgress } from '../output/stage-progress.js';
import type { WatchEvent } from './message.js';

/** Keeps the status that the corner of the page shows. */
export interface PageStatus {
  /** Takes an event in and returns the status after it. */
  after(event: WatchEvent): Omit<WatchState, 'edition'>;
}

/** Derives the status from the events. A problem stays in it until a later event proves that the problem is solved. */
export function pageStatus(): PageStatus {
  const progress = stageProgress();
  let activity: string | null = null;
  let detail: string | null = null;
  let problem: string | null = null;
  const fail = (message: string) => {
    problem = message;
    rest();
  };
  const rest = () => {
    activity = null;
    detail = null;
  };
  return {
    after(event) {
      switch (event.type) {
        case 'revision':
          activity = 'running';
          detail = null;
          break;
        case 'building':
          activity = 'building';
          detail = event.changed.join(', ');
          break;
        case 'rebuilt':
          problem = null;
          break;
        case 'event': {
          const { event: own } = event;
          progress.observe(own);
          // A planned run proves that the config could be read. Stages that failed before run again.
          if (own.type === 'planned') problem = null;
          if (own.type === 'failed')
            problem = [problem, `${own.stage} failed: ${own.failure.message}`].filter(Boolean).join('\n');
          const running = progress.running();
          detail = `${progress.count.join(' of ')} stages${running === '' ? '' : `: ${running}`}`;
          break;
        }
        case 'report':
          rest();
          break;
        case 'config missing':
        case 'problem':
        case 'build failed':
        case 'session lost':
          fail(event.message);
          break;
        case 'warning':
        case 'watching':
        case 'search':
          break;
      }
      return { activity, detail, problem };
    },
  };
}
