import { quantityIds } from '@superposition/core/internal/quantities/quantity-definitions';
import { z } from 'zod';
import type { CommandName } from '../../src/arguments/command-table.js';
import { judgedClaim } from './claims.js';
import { eventLine, reportLine, watchLine } from './events.js';
import {
  bytes,
  count,
  digest,
  failure,
  holding,
  milliseconds,
  moment,
  plannedStage,
  quantityFacts,
  quantitySummary,
  reason,
  recipe,
  stage,
  storedOutline,
  storedResult,
} from './parts.js';
import { sweepPlan, sweepRow } from './sweeps.js';

/** What a command prints with `--json`. */
export interface OutputDefinition {
  /** Raised with every change, because a reader may refuse members that it does not know. */
  readonly version: number;
  readonly description: string;
  readonly schema: z.ZodType;
}

const madeWith = z.array(z.strictObject({ setting: z.string(), value: z.unknown().optional() }));

export const verification = z.union([
  z.strictObject({
    kind: z.literal('same'),
    stages: count,
    unrecorded: count,
    report: z.enum(['same', 'none']),
  }),
  z.strictObject({ kind: z.literal('stage differs'), stage, recorded: digest, computed: digest }),
  z.strictObject({ kind: z.literal('bytes are damaged'), stage }),
  z.strictObject({ kind: z.literal('report differs'), path: z.string(), at: count, madeWith }),
  z.strictObject({ kind: z.literal('report cannot be read'), path: z.string(), why: z.string() }),
  z.strictObject({ kind: z.literal('nothing recorded'), path: z.string(), madeWith }),
]);

const reasons = z.array(reason);

export const chainLine = z.union([
  z.strictObject({
    depth: count,
    stage,
    state: z.literal('fresh'),
    cutOff: z.boolean(),
    changes: reasons.optional(),
  }),
  z.strictObject({
    depth: count,
    stage,
    state: z.literal('built'),
    at: moment,
    duration: milliseconds,
    reasons,
    sharedWith: stage.optional(),
  }),
  z.strictObject({ depth: count, stage, state: z.literal('runs'), reasons, failed: z.string().optional() }),
  z.strictObject({ depth: count, stage, state: z.literal('depends'), on: z.array(stage) }),
  z.strictObject({ depth: count, stage, state: z.literal('frozen'), reasons, on: z.array(stage).optional() }),
  z.strictObject({ depth: count, stage, state: z.literal('explained above') }),
]);

const recorded = z.strictObject({ key: digest, stage, recipe });

const stageState = z.enum(['fresh', 'stale', 'failed']);

export const graphView = z.strictObject({
  families: z.array(
    z.strictObject({
      name: z.string(),
      state: stageState,
      stages: z.array(
        z.strictObject({
          name: stage,
          state: stageState,
          duration: milliseconds.optional(),
          size: bytes.optional(),
          inputs: z.array(stage),
        }),
      ),
      duration: milliseconds,
      size: bytes,
    }),
  ),
  edges: z.array(z.tuple([z.string(), z.string()])),
});

const change = <Value extends z.ZodType>(value: Value) => ({
  id: z.string(),
  // Left out where only the other report has it.
  from: value.optional(),
  to: value.optional(),
});

const changedSettings = z.array(z.strictObject(change(z.unknown())));

const changedQuantities = z.array(
  z.strictObject({ ...change(quantityFacts), standardErrors: z.number().nullable() }),
);

export const difference = z.strictObject({
  settings: changedSettings,
  frozen: z.array(z.strictObject(change(z.string()))),
  quantities: changedQuantities,
  claims: z.array(z.strictObject(change(z.string()))),
  figures: z.array(z.strictObject(change(z.string().nullable()))),
});

export const storeProblem = z.union([
  z.strictObject({ kind: z.literal('damaged database'), name: z.string(), reason: z.string() }),
  z.strictObject({ kind: z.enum(['unreadable row', 'damaged row', 'damaged artifact']), name: z.string() }),
  z.strictObject({ kind: z.literal('missing artifact'), name: z.string(), stage }),
]);

const isoTime = z
  .string()
  .regex(/^[+-]?\d{4,6}-\d\d-\d\dT[\d:.]+Z$/)
  .nullable();

const stageCounts = { fresh: count, built: count, failed: count, skipped: count };

const runFacts = z
  .strictObject({
    run: count,
    at: isoTime,
    command: z.enum(['report', 'watch']),
    settings: z.record(z.string(), z.unknown()),
    weights: digest.optional(),
    frozen: z.array(stage).optional(),
    stages: z.strictObject({ ...stageCounts, total: count }),
    families: z.record(z.string(), z.strictObject(stageCounts)),
    elapsed: milliseconds,
    ended: z.enum(['done', 'failed', 'interrupted', 'running', 'broken off']),
    process: z.strictObject({ host: z.string(), pid: z.int(), heard: isoTime }).optional(),
    quantities: z.record(
      z.string(),
      quantityFacts.extend({ standardError: z.number().nullable() }).nullable(),
    ),
    report: z.string().nullable(),
  })
  .meta({ id: 'run', description: 'A report that this cache has made.' });

const quantities = Object.fromEntries(quantityIds.map((id) => [id, quantitySummary.optional()]));

/** The definition of each command's output. A command that takes `--json` and is not here fails a test. */
export const outputs: Partial<Record<CommandName, OutputDefinition>> = {
  report: {
    version: 3,
    description:
      'One line of stdout: an event of the run; at the end the report, or with --verify the comparison.',
    schema: z.union([eventLine, reportLine, verification]),
  },
  watch: {
    version: 3,
    description: 'One line of stdout: what happens, with the number of the revision.',
    schema: watchLine,
  },
  plan: {
    version: 3,
    description: 'What a report would do with each stage, in the order of the graph.',
    schema: z.array(plannedStage),
  },
  get: {
    version: 2,
    description: 'The quantities and the values of stages by name; with --list the names.',
    schema: z.union([
      z.array(z.string()),
      z.object({ ...quantities, claims: z.array(judgedClaim).optional() }).catchall(z.unknown()),
    ]),
  },
  sweep: {
    version: 1,
    description:
      'A row for each model: the settings that vary, the seed, quantities with their standard errors, and what is missing, and why; with --plan what would run.',
    schema: z.union([z.array(sweepRow), sweepPlan]),
  },
  explain: {
    version: 3,
    description: 'The chain of reasons of a stage as a tree in lines; or how two recipes differ.',
    schema: z.union([z.array(chainLine), z.strictObject({ from: recorded, to: recorded, reasons })]),
  },
  debug: {
    version: 1,
    description: 'The folder that was written, and how the stage failed, or null.',
    schema: z.strictObject({ stage, folder: z.string(), failure: failure.nullable() }),
  },
  runs: { version: 2, description: 'The reports that this cache has made.', schema: z.array(runFacts) },
  'runs show': { version: 2, description: 'One report that this cache has made.', schema: runFacts },
  'runs diff': {
    version: 2,
    description: 'What differs between two of them.',
    schema: z.strictObject({
      settings: changedSettings,
      // `frozen` where the stage was.
      frozen: z.array(z.strictObject(change(z.string()))),
      quantities: changedQuantities,
    }),
  },
  graph: {
    version: 1,
    description: 'The stages by family, and which family takes values of which.',
    schema: graphView,
  },
  export: {
    version: 1,
    description: 'Where the model was written.',
    schema: z.strictObject({
      path: z.string(),
      format: z.enum(['npz', 'safetensors', 'json', 'tfjs']),
      stage,
      features: count,
      neurons: count,
    }),
  },
  diff: { version: 1, description: 'Everything that differs between two reports.', schema: difference },
  'cache ls': { version: 1, description: 'Every result of the cache.', schema: z.array(storedOutline) },
  'cache show': { version: 1, description: 'A result with its recipe.', schema: storedResult },
  'cache stats': {
    version: 1,
    description: 'How much the cache holds, in all and by family of stages.',
    schema: z.strictObject({
      location: z.string(),
      file: bytes.nullable(),
      ...holding,
      families: z.record(z.string(), z.strictObject({ results: count, bytes, milliseconds })),
    }),
  },
  'cache prune': {
    version: 1,
    description: 'What was removed, or would be.',
    schema: z.strictObject({
      before: z.strictObject(holding),
      removed: z.strictObject(holding),
      stay: z.strictObject({ lastRun: count, young: count, fit: count }),
      budget: bytes.nullable(),
      olderThan: milliseconds.optional(),
      dryRun: z.boolean(),
    }),
  },
  'cache drop': {
    version: 1,
    description: 'The results that were removed, or would be.',
    schema: z.strictObject({
      dropped: z.array(z.strictObject({ key: digest, stage })),
      removed: z.strictObject(holding),
      dryRun: z.boolean(),
    }),
  },
  'cache verify': {
    version: 1,
    description: 'What was checked, and what is wrong.',
    schema: z.strictObject({ results: count, artifacts: count, problems: z.array(storeProblem) }),
  },
  'cache export': {
    version: 1,
    description: 'What was exported, and where to.',
    schema: z.strictObject({ path: z.string(), results: count }),
  },
  'cache import': {
    version: 1,
    description: 'What was imported, and stages whose results the cache had already, with other bytes.',
    schema: z.strictObject({ results: count, artifacts: count, conflicts: z.array(stage) }),
  },
  'cache clear': {
    version: 1,
    description: 'How many results were removed.',
    schema: z.strictObject({ results: count }),
  },
};

/** The schema that is published for a command. */
export function publishedSchema(
  command: CommandName,
  { version, description, schema }: OutputDefinition,
): object {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', unrepresentable: 'throw' });
  return {
    $schema,
    $id: `urn:superposition:output:${command.replace(' ', '-')}:${version}`,
    title: `superposition ${command} --json, version ${version}`,
    description,
    ...rest,
  };
}
