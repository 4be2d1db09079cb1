import type { CodeLibrary } from '../code/code-library.js';
import { moduleListNotes } from '../code/stored-modules.js';
import type { Store } from '../store/store.js';
import { type Digest, digestOf } from '../values/digest.js';
import type { RunEvent } from './event.js';
import type { Reason } from './reasons.js';

/** What happened to one stage in a run. */
export type JournalEntry =
  /** `changes`: how its recipe differed from the recipe of the stage's previous result. */
  | {
      readonly state: 'fresh';
      readonly key: Digest;
      readonly changes?: readonly Reason[];
      /** It was frozen, and would have run for these reasons. */
      readonly frozen?: readonly Reason[];
    }
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

/**
 * What happened to each stage in the last eventful run that it took part in, whatever the run was asked for. A run is eventful if a
 * stage was built, failed, or had another recipe than before.
 */
export interface Journal {
  /** Milliseconds since 1970 when the last of these runs ended; 0 if there was none. */
  readonly at: number;
  readonly stages: ReadonlyMap<string, DatedEntry>;
}

/** `at`: milliseconds since 1970 when the run ended. */
export type DatedEntry = JournalEntry & { readonly at: number };

/** An entry as it is stored. */
interface WrittenEntry {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly stage: string;
  readonly entry: JournalEntry;
}

/** The results that the last eventful run built or found. Pruning keeps them. */
export interface LastRun {
  /** Milliseconds since 1970 when it ended. */
  readonly at: number;
  readonly keys: readonly Digest[];
}

/** Listens to the events of one run and keeps the journals of its stages. */
export interface JournalWriter {
  observe(event: RunEvent): void;
  /**
   * Writes what has happened so far, and the modules of each bundle that ran. Writes nothing if the run was not eventful, or has
   * written already.
   */
  write(store: Store, now: () => number): Promise<void>;
}

/** Makes the journals of one run. */
export function journalWriter(code: CodeLibrary): JournalWriter {
  const entries = new Map<string, JournalEntry>();
  const keys = new Set<Digest>();
  let eventful = false;
  const started = new Map<string, { readonly key: Digest; readonly reasons: readonly Reason[] }>();
  const ran = new Set<Digest>();
  return {
    observe(event) {
      switch (event.type) {
        case 'fresh': {
          const { key, changes, frozen } = event;
          keys.add(key);
          if (changes !== undefined) eventful = true;
          entries.set(event.stage, {
            state: 'fresh',
            key,
            ...(changes && { changes: kept(changes) }),
            ...(frozen && { frozen: kept(frozen) }),
          });
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
          keys.add(key);
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
          // What was only not started keeps the journal of the run before.
          if (!event.cancelled) entries.set(event.stage, { state: 'skipped', cause: event.cause });
          break;
        case 'planned':
        case 'forecast':
        case 'progress':
        case 'retried':
        case 'log':
        case 'value':
        case 'finished':
      }
    },
    async write(store, now) {
      if (!eventful) return;
      const at = now();
      const lastRun: LastRun = { at, keys: [...keys] };
      const journals = Array.from(entries, ([stage, entry]): [string, string] => {
        const written: WrittenEntry = { at, stage, entry };
        return [nameOf(stage), JSON.stringify(written)];
      });
      const modules = await moduleListNotes(code, ran);
      await store.putNotes(new Map([...modules, ...journals, [lastRunNote, JSON.stringify(lastRun)]]));
      eventful = false;
    },
  };
}

/** The journals of these stages. */
export async function readJournal(
  store: Store,
  stages: readonly { readonly name: string }[],
): Promise<Journal> {
  const texts = await store.notes(stages.map(({ name }) => nameOf(name)));
  const written = texts.flatMap((text) => (text === undefined ? [] : [JSON.parse(text) as WrittenEntry]));
  const at = written.reduce((last, each) => Math.max(last, each.at), 0);
  return { at, stages: new Map(written.map((each) => [each.stage, { ...each.entry, at: each.at }])) };
}

/** The last eventful run, whatever it was asked for. */
export async function readLastRun(store: Store): Promise<LastRun | undefined> {
  const [text] = await store.notes([lastRunNote]);
  return text === undefined ? undefined : (JSON.parse(text) as LastRun);
}

const lastRunNote = 'last-run';

// A stage that takes thousands of values may have thousands of reasons. Nobody reads so many.
function kept(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.slice(0, 50);
}

/** The names of all notes with journals begin with this. The sha256 of the stage's name follows. */
export const journalPrefix = 'journal:';

function nameOf(stage: string): string {
  return `${journalPrefix}${digestOf(stage)}`;
}
