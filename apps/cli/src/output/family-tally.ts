import { familyOf } from '@superposition/pipeline/internal/graph/select';
import type { PlannedStage } from '@superposition/pipeline/internal/run/plan';
import type { EventOutline } from './event-outline.js';
import type { StageReasons } from './reason-phrases.js';

/** What happens to the stages of one family in a run. */
export interface Family {
  readonly name: string;
  /** Stages that would run, or that may run, when the run began. */
  readonly awaited: number;
  /** Stages of which the run found the result at its beginning. */
  readonly fresh: number;
  readonly built: number;
  /** Stages whose inputs came out as before, so that they did not run after all. */
  readonly unchanged: number;
  readonly failed: number;
  readonly skipped: number;
  readonly running: number;
  /** The stages that failed, with the time of their tasks where these ran. */
  readonly failures: readonly { readonly stage: string; readonly milliseconds?: number }[];
  /** Milliseconds that the tasks took together. */
  readonly milliseconds: number;
  /** The reasons of each stage that has started. */
  readonly reasons: readonly StageReasons[];
  /** The families that this one takes values from, as far as they may change. */
  readonly waitsFor: readonly string[];
}

/** Counts the events of one run by family. */
export interface FamilyTally {
  observe(event: EventOutline): void;
  /** In the order of the graph. Empty before the forecast of a run. */
  readonly families: readonly Family[];
  /** How far the run has come, by expected time, from 0 to 1. */
  readonly share: number;
  /** Milliseconds that are left, as far as one can tell. */
  readonly left: number;
}

type Counted = { -readonly [Key in keyof Family]: Family[Key] } & {
  failures: Family['failures'][number][];
  reasons: StageReasons[];
};

/** How a stage has ended, or that it was fresh from the beginning. */
type State = 'fresh' | 'built' | 'unchanged' | 'failed' | 'skipped';

/** @param jobs number of stages that run at the same time */
export function familyTally(jobs: number): FamilyTally {
  const families = new Map<string, Counted>();
  const names = new Map<string, string>();
  /** Milliseconds that each stage is expected to take which has not ended. */
  const expected = new Map<string, number>();
  const progress = new Map<string, number>();
  const states = new Map<string, State>();
  let all = 0;
  // How much slower this run is than expected. It begins with the weight of one second as expected.
  let took = 1_000;
  let shouldTake = 1_000;

  const of = (stage: string) => families.get(names.get(stage) ?? '');
  /** A stage may end twice: what was fresh or built may turn out to be damaged, and is built again or fails. The last end counts. */
  const count = (stage: string, state: State) => {
    const family = of(stage);
    if (family === undefined) return;
    const before = states.get(stage);
    if (before !== undefined) family[before]--;
    if (before === 'fresh' && state !== 'fresh') family.awaited++;
    family[state]++;
    states.set(stage, state);
    if (progress.has(stage)) family.running--;
    progress.delete(stage);
    expected.delete(stage);
  };
  const begin = (stages: readonly PlannedStage[]) => {
    for (const map of [families, names, expected, progress, states]) map.clear();
    [all, took, shouldTake] = [0, 1_000, 1_000];
    const shared = shownFamilies(stages.map(({ stage }) => stage));
    for (const planned of stages) {
      const name = shared(planned.stage);
      names.set(planned.stage, name);
      const family = families.get(name) ?? nothing(name);
      families.set(name, family);
      if (planned.state === 'fresh') {
        count(planned.stage, 'fresh');
        continue;
      }
      family.awaited++;
      expected.set(planned.stage, planned.expected);
      all += planned.expected;
      if (planned.state === 'depends')
        family.waitsFor = [...new Set([...family.waitsFor, ...planned.on.map(shared)])];
    }
  };
  const remaining = () => {
    let sum = 0;
    let longest = 0;
    for (const [stage, milliseconds] of expected) {
      const rest = milliseconds * (1 - (progress.get(stage) ?? 0));
      sum += rest;
      longest = Math.max(longest, rest);
    }
    return { sum, longest };
  };

  return {
    observe(event) {
      switch (event.type) {
        case 'forecast':
          begin(event.stages);
          break;
        case 'started': {
          const family = of(event.stage);
          if (family === undefined) break;
          family.running++;
          family.reasons.push({ stage: event.stage, reasons: event.reasons });
          progress.set(event.stage, 0);
          break;
        }
        case 'progress':
          // A task may report any numbers.
          if (progress.has(event.stage))
            progress.set(event.stage, Math.min(1, Math.max(0, event.done / event.total || 0)));
          break;
        case 'retried':
          if (progress.has(event.stage)) progress.set(event.stage, 0);
          break;
        case 'fresh':
          if (states.get(event.stage) !== 'fresh') count(event.stage, 'unchanged');
          break;
        case 'built': {
          const family = of(event.stage);
          if (family !== undefined && event.sharedWith === undefined) {
            family.milliseconds += event.duration;
            took += event.duration;
            shouldTake += expected.get(event.stage) ?? event.duration;
          }
          count(event.stage, 'built');
          break;
        }
        case 'failed': {
          const { stage, ran } = event;
          of(stage)?.failures.push({ stage, ...(ran !== undefined && { milliseconds: ran.duration }) });
          count(stage, 'failed');
          break;
        }
        case 'skipped':
          count(event.stage, event.type);
          break;
        case 'planned':
          begin([]);
          break;
        case 'log':
        case 'value':
        case 'finished':
          break;
      }
    },
    get families() {
      return [...families.values()];
    },
    get share() {
      return all === 0 ? 1 : 1 - remaining().sum / all;
    },
    get left() {
      const { sum, longest } = remaining();
      return Math.max(sum / jobs, longest) * (took / shouldTake);
    },
  };
}

/**
 * The family in which a table shows each of these stages: its own, or for numbered stages such as the figures the glob that selects
 * them (`figure-*`). All stages that are alone in theirs make one family.
 */
export function shownFamilies(stages: readonly string[]): (stage: string) => string {
  const sizes = new Map<string, number>();
  for (const stage of stages) {
    const name = plainFamily(stage);
    sizes.set(name, (sizes.get(name) ?? 0) + 1);
  }
  return (stage) => {
    const name = plainFamily(stage);
    return (sizes.get(name) ?? 0) > 1 ? name : 'other stages';
  };
}

function plainFamily(stage: string): string {
  return familyOf(stage).replace(/-\d+$/, '-*');
}

function nothing(name: string): Counted {
  return {
    name,
    awaited: 0,
    fresh: 0,
    built: 0,
    unchanged: 0,
    failed: 0,
    skipped: 0,
    running: 0,
    failures: [],
    milliseconds: 0,
    reasons: [],
    waitsFor: [],
  };
}
