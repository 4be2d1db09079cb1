import { decide, type Outcome, type PlannedWork } from './decide.js';
import type { Digest } from './digest.js';
import type { Failure, ResultFacts, RunEvent } from './event.js';
import type { Lookup } from './lookup.js';
import { InputLost, outcomeOf, performer } from './perform.js';
import type { RunOptions } from './revision.js';
import { type Settled, type Stage, stagesOf } from './stage.js';

/** Brings the stages of one run to their outcomes, and reads their values. */
export interface Resolver {
  /** @param outcomes of the stages in `upstreamOf(stage)`, in that order */
  resolve(stage: Stage, outcomes: readonly Outcome[]): Promise<Outcome>;
  /** The value of a resolved stage; bytes that turn out corrupt are built again first. */
  read(stage: Stage): Promise<Settled<unknown>>;
}

/** Makes the resolver of one run; work of one key is done once, however many stages have that recipe. */
export function createResolver(
  options: RunOptions,
  lookup: Lookup,
  signal: AbortSignal,
  emit: (event: RunEvent) => void,
): Resolver {
  const { store, code } = options;
  const perform = performer({ ...options, signal, emit, now: options.now ?? Date.now });
  const context = {
    code,
    lookup,
    refresh: options.cache === 'refresh',
    force: options.force ?? new Set<string>(),
  };
  const flights = new Map<Digest, { leader: string; done: Promise<ResultFacts | Failure> }>();
  const settledStages = new Map<Stage, { outcome: Outcome; work?: PlannedWork }>();
  const repairs = new Map<Stage, Promise<Outcome>>();

  const settle = (stage: Stage, outcome: Outcome, work?: PlannedWork): Outcome => {
    settledStages.set(stage, work === undefined ? { outcome } : { outcome, work });
    return outcome;
  };

  const report = (stage: Stage, performed: ResultFacts | Failure, sharedWith?: string) => {
    if ('digest' in performed) {
      emit({
        type: 'built',
        ...performed,
        stage: stage.name,
        ...(sharedWith !== undefined && { sharedWith }),
      });
    } else {
      emit({ type: 'failed', stage: stage.name, failure: performed });
    }
  };

  const resolve = async (stage: Stage, outcomes: readonly Outcome[]): Promise<Outcome> => {
    const decision = await decide(stage, outcomes, context);
    signal.throwIfAborted();
    switch (decision.kind) {
      case 'undetermined':
        throw new Error(`stage '${stage.name}' was resolved before its inputs`);
      case 'blocked':
        emit({ type: 'skipped', stage: stage.name, cause: decision.cause });
        return settle(stage, { status: 'absent', cause: decision.cause, message: decision.message });
      case 'fresh': {
        const { facts } = decision;
        if (lookup.latestKey(stage.name) !== facts.key) await store.putLatest(stage.name, facts.key);
        emit({ type: 'fresh', ...facts });
        return settle(stage, { status: 'value', digest: facts.digest }, { ...facts, reasons: [] });
      }
      case 'run': {
        const flight = flights.get(decision.key);
        const done = flight?.done ?? perform(stage, decision, () => readInputs(stage));
        if (flight === undefined) flights.set(decision.key, { leader: stage.name, done });
        const performed = await done;
        signal.throwIfAborted();
        report(stage, performed, flight?.leader);
        return settle(stage, outcomeOf(stage, performed), decision);
      }
    }
  };

  /** Runs a fresh stage after all, because its bytes in the store are bad; the same bytes must come out. */
  const repair = (stage: Stage, digest: Digest): Promise<Outcome> => {
    const known = repairs.get(stage);
    if (known !== undefined) return known;
    const work = settledStages.get(stage)!.work!;
    const repaired = (async () => {
      const performed = await perform(
        stage,
        { ...work, reasons: [{ kind: 'corrupt' }], expected: digest },
        () => readInputs(stage),
      );
      report(stage, performed);
      return settle(stage, outcomeOf(stage, performed), work);
    })();
    repairs.set(stage, repaired);
    return repaired;
  };

  const read = async (stage: Stage): Promise<Settled<unknown>> => {
    let { outcome } = settledStages.get(stage)!;
    for (let attempt = 0; ; attempt++) {
      if (outcome.status !== 'value') {
        const { cause, message } = outcome as Extract<Outcome, { status: 'absent' }>;
        return { status: 'failure', stage: cause, message };
      }
      const bytes = await store.artifact(outcome.digest);
      if (bytes !== undefined) return { status: 'value', value: stage.task.codec.decode(bytes) };
      if (attempt > 0) throw new Error(`the store ${store.location} lost the value of '${stage.name}' twice`);
      outcome = await repair(stage, outcome.digest);
    }
  };

  const readInputs = async (stage: Stage): Promise<Record<string, unknown>> => {
    const inputs: Record<string, unknown> = {};
    for (const [name, input] of Object.entries(stage.inputs)) {
      const isSettled = 'settled' in input;
      const values: unknown[] = [];
      for (const source of stagesOf(input)) {
        const value = await read(source);
        if (!isSettled && value.status === 'failure') throw new InputLost(source.name, value.message);
        values.push(isSettled || value.status === 'failure' ? value : value.value);
      }
      inputs[name] = Array.isArray(isSettled ? input.settled : input) ? values : values[0];
    }
    return inputs;
  };

  return { resolve, read };
}
