import { isComplete } from '../graph/recipe.js';
import type { Settled, Stage } from '../graph/stage.js';
import { memoryStore } from '../store/memory-store.js';
import type { StoredResult } from '../store/store.js';
import { semaphore } from '../threads/semaphore.js';
import type { Digest } from '../values/digest.js';
import { createClaims } from './claims.js';
import { systemClock } from './clock.js';
import { type Absence, type Decision, decide, type Outcome, type PlannedWork } from './decide.js';
import { decoded } from './decoded.js';
import type { Failure, FreshFacts, ResultFacts, RunEvent, TaskRun } from './event.js';
import { createFailFast, NotStarted } from './fail-fast.js';
import type { Lookup } from './lookup.js';
import { perform } from './perform.js';
import { planStages } from './plan.js';
import { quiescence } from './quiescence.js';
import { readInputs } from './read-inputs.js';
import type { RunOptions } from './run-options.js';

/** Finds the outcomes of the stages of one run, running stages where needed, and reads their values. */
export interface Resolver {
  /**
   * Finds the outcome of a stage. Returns no promise if the look-up has already fetched its result.
   *
   * @param outcomes of the stages in `upstreamOf(stage)`, in that order
   */
  resolve(stage: Stage, outcomes: readonly Outcome[]): Outcome | Promise<Outcome>;
  /** Makes all work wait until this walk over the stages, and every decision that needs no work, has ended. */
  begin(walk: Promise<void>): void;
  /** The value of a resolved stage. If its bytes turn out to be corrupt, or were dropped, they are built again first. */
  read(stage: Stage): Promise<Settled<unknown>>;
  /** Writes the `latest:` rows of stages that were found under other keys than these rows say. */
  close(): Promise<void>;
}

/** Makes the resolver of one run. If several stages have the same key, the work is done once. */
export function createResolver(
  order: readonly Stage[],
  options: RunOptions,
  lookup: Lookup,
  signal: AbortSignal,
  emit: (event: RunEvent) => void,
): Resolver {
  const { store } = options;
  const unstored = memoryStore();
  const runs = new Map<string, { readonly ran: TaskRun }>();
  const onRan = (stage: string, ran: TaskRun) => void runs.set(stage, { ran });
  const { clock = systemClock } = options;
  const performing = { ...options, unstored, signal, emit, onRan, now: clock.now };
  const deciding = {
    code: options.code,
    lookup,
    refresh: options.cacheMode === 'refresh',
    force: options.force ?? new Set<string>(),
    freeze: options.freeze ?? new Set<string>(),
  };
  const slotOf = {
    worker: semaphore(options.workers.jobs),
    // Inline tasks share one thread. While it runs one of them, we read the inputs of the next.
    inline: semaphore(2),
  };
  const failFast = createFailFast(options.failFast === true, signal);
  const claims = createClaims(store, failFast.signal, clock);
  const resolved = new Map<Stage, { outcome: Outcome; work?: Identified }>();
  const workByKey = new Map<Digest, SharedWork>();
  const repairs = new Map<Stage, Promise<Outcome>>();
  const newLatest = new Map<string, Digest>();
  // Work waits until all decisions that need no work are made. Otherwise a stage could write a result while the look-up
  // of another stage with the same recipe is under way: the look-up would find it, and a stage that `plan` listed as
  // `runs` would be fresh.
  const decisions = quiescence();
  const run = async (stage: Stage, planned: PlannedWork): Promise<ResultFacts | Failure> => {
    const performed = await perform(
      stage,
      planned,
      () => readInputs(stage, planned.recipe, read),
      performing,
    );
    if (!('digest' in performed)) failFast.failed(stage.name);
    return performed;
  };
  const decided = new Map<Stage, Decision>();
  let isForetold = false;
  let forecast: Promise<void> | undefined;
  /** Tells, before the first work, what all the work will be. A run that finds everything fresh has no need of it. */
  const foretell = async (): Promise<void> => {
    await decisions.reached;
    isForetold = true;
    const stages = await planStages(
      order,
      lookup,
      (stage, outcomes) => decided.get(stage) ?? decide(stage, outcomes, deciding),
      options.deliver ? (options.targets ?? order) : [],
    );
    signal.throwIfAborted();
    emit({ type: 'forecast', stages });
  };
  const foretold = (): Promise<void> => {
    forecast ??= foretell();
    return forecast;
  };

  const settle = (stage: Stage, outcome: Outcome, work?: Identified): Outcome => {
    resolved.set(stage, work === undefined ? { outcome } : { outcome, work });
    return outcome;
  };

  const startOrJoin = (stage: Stage, { key }: PlannedWork, action: () => SharedWork['done']): SharedWork => {
    const known = workByKey.get(key);
    if (known !== undefined) return known;
    const shared = { leader: stage.name, done: action() };
    workByKey.set(key, shared);
    return shared;
  };

  const skip = (stage: Stage, absence: Absence): Outcome => {
    const { cause, cancelled } = absence;
    emit({ type: 'skipped', stage: stage.name, cause, ...(cancelled && { cancelled }) });
    return settle(stage, { status: 'absent', ...absence });
  };

  const fail = (stage: Stage, failure: Failure, work: Identified | undefined): Outcome => {
    emit({ type: 'failed', stage: stage.name, failure, ...runs.get(stage.name) });
    failFast.failed(stage.name);
    failFast.emitted();
    return settle(stage, { status: 'absent', cause: stage.name, message: failure.message }, work);
  };

  const finish = async (shared: SharedWork, stage: Stage, work: PlannedWork): Promise<Outcome> => {
    const performed = await shared.done.catch((error: unknown) => {
      if (error instanceof NotStarted) return error;
      throw error;
    });
    if (performed instanceof NotStarted) await failFast.told;
    signal.throwIfAborted();
    if (performed instanceof NotStarted)
      return skip(stage, { cause: performed.stage, message: performed.message, cancelled: true });
    if ('found' in performed) return takeFresh(stage, factsOf(stage, performed.found, work));
    if (!('digest' in performed)) return fail(stage, performed, work);
    const isFollower = shared.leader !== stage.name;
    if (isFollower) newLatest.set(stage.name, work.key);
    emit({
      type: 'built',
      ...performed,
      stage: stage.name,
      ...(isFollower && { sharedWith: shared.leader }),
      ...runs.get(stage.name),
    });
    return settle(stage, { status: 'value', digest: performed.digest }, work);
  };

  const takeFresh = (stage: Stage, facts: FreshFacts): Outcome => {
    if (lookup.latestKey(stage.name) !== facts.key) newLatest.set(stage.name, facts.key);
    emit({ type: 'fresh', ...facts });
    return settle(stage, { status: 'value', digest: facts.digest }, facts);
  };

  /** Facts of a result that another run has built while this one was about to. */
  const factsOf = (stage: Stage, { digest, size, duration }: StoredResult, work: PlannedWork): FreshFacts => {
    const { key, recipe, reasons } = work;
    const latest = lookup.latestKey(stage.name);
    const isChanged = latest !== undefined && latest !== key;
    return { stage: stage.name, key, recipe, digest, size, duration, ...(isChanged && { changes: reasons }) };
  };

  /**
   * What is built again although the store has a row of its result leaves no place for a claim. What is forced runs here, even if
   * another run is building it.
   */
  const isClaimed = ({ name }: Stage, { key, recipe }: PlannedWork) =>
    !deciding.refresh && !deciding.force.has(name) && isComplete(recipe) && !lookup.isRecorded(key);

  const act = (stage: Stage, decision: Decision): Outcome | Promise<Outcome> => {
    signal.throwIfAborted();
    if (!isForetold) decided.set(stage, decision);
    switch (decision.kind) {
      case 'undetermined':
        throw new Error(`stage '${stage.name}' was resolved before its inputs`);
      case 'blocked': {
        const { kind: _, ...absence } = decision;
        return skip(stage, absence);
      }
      case 'fresh':
        return takeFresh(stage, decision.facts);
      case 'run': {
        const isShared = isClaimed(stage, decision);
        const shared = startOrJoin(stage, decision, async () => {
          await foretold();
          const slot = slotOf[stage.task.runs];
          const workHere = async () => {
            failFast.signal.throwIfAborted();
            return run(stage, decision);
          };
          if (!isShared) return slot(workHere);
          return claims.once({
            key: decision.key,
            slot,
            work: workHere,
            find: async () => lookup.find(decision.key),
            note: (text) => emit({ type: 'log', stage: stage.name, text }),
          });
        });
        return finish(shared, stage, decision);
      }
    }
  };

  /** Runs a fresh stage after all, because its bytes in the store are damaged or were dropped. The same bytes must come out. */
  const repair = (stage: Stage, expected: Digest): Promise<Outcome> => {
    const known = repairs.get(stage);
    if (known !== undefined) return known;
    const work = resolved.get(stage)!.work!;
    if (work.frozen !== undefined) {
      const message = 'it is frozen, and its last result is damaged: run it without freezing it';
      return Promise.resolve(refuseValue(stage, { kind: 'input', message }));
    }
    const kind = lookup.isDropped(work.key) ? 'dropped' : 'corrupt';
    const again: PlannedWork = { ...work, reasons: [{ kind }], expected };
    // The repair takes no slot of its own. The reader already has one, and readers that wait for a second slot could
    // block each other for ever. Nor does it join the repair of another stage with the same key: f(x) = x makes the key of f(f(x)) that
    // of f(x), so that one would wait for the other, and that one for its input.
    const runAgain = async () => {
      // What was dropped is part of the forecast, and may be the first work of a run.
      if (kind === 'dropped') await foretold();
      return run(stage, again);
    };
    const repaired = finish({ leader: stage.name, done: runAgain() }, stage, again);
    repairs.set(stage, repaired);
    return repaired;
  };

  const read = async (stage: Stage): Promise<Settled<unknown>> => {
    let { outcome } = resolved.get(stage)!;
    for (let attempt = 0; ; attempt++) {
      if (outcome.status === 'undetermined') throw new Error(`'${stage.name}' is read before it is resolved`);
      if (outcome.status === 'absent')
        return { status: 'failure', stage: outcome.cause, message: outcome.message };
      // What was dropped is built again also if its bytes are there by now, because the forecast has said so.
      const { key } = resolved.get(stage)!.work!;
      const isDropped = attempt === 0 && !workByKey.has(key) && lookup.isDropped(key);
      const bytes = isDropped
        ? undefined
        : ((await unstored.artifact(outcome.digest)) ?? (await store.artifact(outcome.digest)));
      if (bytes !== undefined) {
        const value = decoded(stage, bytes);
        if ('value' in value) return { status: 'value', value: value.value };
        outcome = refuseValue(stage, value.failure);
        continue;
      }
      if (attempt > 0) throw new Error(`the store ${store.location} lost the value of '${stage.name}' twice`);
      outcome = await repair(stage, outcome.digest);
    }
  };

  /** The value of a stage cannot be read, and cannot be built again either: then the stage has failed after all. */
  const refuseValue = (stage: Stage, failure: Failure): Outcome => {
    const { outcome, work } = resolved.get(stage)!;
    if (outcome.status === 'absent') return outcome;
    return fail(stage, failure, work);
  };

  return {
    resolve(stage, outcomes) {
      const decision = decide(stage, outcomes, deciding);
      if (!(decision instanceof Promise)) return act(stage, decision);
      return decisions.during(decision).then((late) => act(stage, late));
    },
    begin(walk) {
      void decisions.during(walk);
    },
    read,
    async close() {
      if (newLatest.size > 0) await store.putLatest(newLatest);
    },
  };
}

/** The part of a stage's work that is known when the outcomes of its inputs are known. */
type Identified = Pick<PlannedWork, 'key' | 'recipe'> & Pick<FreshFacts, 'frozen'>;

/** Work that is under way or done. All stages with the same recipe share it. */
interface SharedWork {
  /** Name of the first stage that asked for it. */
  readonly leader: string;
  readonly done: Promise<ResultFacts | Failure | { readonly found: StoredResult }>;
}
