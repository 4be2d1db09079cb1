import type { CodeLibrary } from '../code/code-library.js';
import { moduleListNotes } from '../code/stored-modules.js';
import type { Store } from '../store/store.js';
import { canonicalJson } from '../values/canonical-json.js';
import { type Digest, digestOf } from '../values/digest.js';
import type { RunEvent } from './event.js';
import type { Reason } from './reasons.js';

/** What happened to one stage in a run. */
export type JournalEntry =
  /** `changes`: how its recipe differed from the recipe of the stage's previous result. */
  | { readonly state: 'fresh'; readonly key: Digest; readonly changes?: readonly Reason[] }
  | {
      readonly state: 'built';
      readonly key: Digest;
      /** Milliseconds its task took. */
      readonly duration: number;
      readonly reasons: readonly Reason[];
      readonly sharedWith?: string;
    }
  | {
      readonly state: 'failed';
      readonly key?: Digest;
      readonly message: string;
      readonly reasons: readonly Reason[];
    }
  | { readonly state: 'skipped'; readonly cause: string };

/** The record of an eventful run: a run in which a stage was built, failed, or had another recipe than before. */
export interface Journal {
  /** Milliseconds since 1970 when it ended. */
  readonly at: number;
  readonly stages: ReadonlyMap<string, JournalEntry>;
}

/** A journal as JSON. */
interface WrittenJournal {
  readonly at: number;
  readonly stages: { readonly [stage: string]: JournalEntry };
}

/** Listens to the events of one run and keeps its journal. */
export interface JournalWriter {
  observe(event: RunEvent): void;
  /** Writes the journal, and the modules of each bundle that ran. Writes nothing if the run was not eventful. */
  write(store: Store, now: () => number): Promise<void>;
}

/** Makes the journal of one run of these targets. */
export function journalWriter(targets: readonly string[], code: CodeLibrary): JournalWriter {
  const entries = new Map<string, JournalEntry>();
  const started = new Map<string, { readonly key: Digest; readonly reasons: readonly Reason[] }>();
  const ran = new Set<Digest>();
  let eventful = false;
  return {
    observe(event) {
      switch (event.type) {
        case 'fresh': {
          const { key, changes } = event;
          if (changes !== undefined) eventful = true;
          entries.set(
            event.stage,
            changes === undefined ? { state: 'fresh', key } : { state: 'fresh', key, changes: kept(changes) },
          );
          break;
        }
        case 'started':
          started.set(event.stage, { key: event.key, reasons: kept(event.reasons) });
          break;
        case 'built': {
          const { key, duration, sharedWith } = event;
          const reasons = started.get(event.stage)?.reasons ?? [];
          entries.set(event.stage, {
            state: 'built',
            key,
            duration,
            reasons,
            ...(sharedWith !== undefined && { sharedWith }),
          });
          ran.add(event.recipe.code);
          eventful = true;
          break;
        }
        case 'failed': {
          const message = event.failure.message.slice(0, 1_000);
          const { key, reasons = [] } = started.get(event.stage) ?? {};
          entries.set(event.stage, { state: 'failed', message, reasons, ...(key !== undefined && { key }) });
          eventful = true;
          break;
        }
        case 'skipped':
          entries.set(event.stage, { state: 'skipped', cause: event.cause });
          break;
        case 'planned':
        case 'progress':
        case 'log':
        case 'value':
        case 'finished':
      }
    },
    async write(store, now) {
      if (!eventful) return;
      const journal: WrittenJournal = { at: now(), stages: Object.fromEntries(entries) };
      await store.putNotes(
        new Map([...(await moduleListNotes(code, ran)), [nameOf(targets), JSON.stringify(journal)]]),
      );
    },
  };
}

/** The journal of the last eventful run of these targets. */
export async function readJournal(store: Store, targets: readonly string[]): Promise<Journal | undefined> {
  const [text] = await store.notes([nameOf(targets)]);
  return text === undefined ? undefined : parseJournal(text);
}

/** The journal that a note holds. */
export function parseJournal(text: string): Journal {
  const { at, stages } = JSON.parse(text) as WrittenJournal;
  return { at, stages: new Map(Object.entries(stages)) };
}

// A stage that takes thousands of values may have thousands of reasons. Nobody reads so many.
function kept(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.slice(0, 50);
}

/** The names of all notes with journals begin with this. */
export const journalPrefix = 'journal:';

function nameOf(targets: readonly string[]): string {
  return `${journalPrefix}${digestOf(canonicalJson(targets))}`;
}
