import { z } from 'zod';

// Parts of outputs that several commands print.

export const digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ id: 'digest', description: 'A sha256.' });

export const milliseconds = z.number().meta({ id: 'milliseconds' });

/** A moment: milliseconds since 1970. */
export const moment = z.number().meta({ id: 'moment', description: 'Milliseconds since 1970.' });

export const count = z.int().nonnegative().meta({ id: 'count' });

export const bytes = z.int().nonnegative().meta({ id: 'bytes', description: 'A number of bytes.' });

export const stage = z.string().meta({ id: 'stage', description: 'The name of a stage.' });

const failedInput = z.strictObject({ failed: stage });

export const recipe = z
  .strictObject({
    task: z.string(),
    code: digest,
    params: z.record(z.string(), z.unknown()),
    inputs: z.record(
      z.string(),
      z.union([
        digest,
        z.array(digest),
        z.strictObject({
          settled: z.union([digest, failedInput, z.array(z.union([digest, failedInput]))]),
        }),
      ]),
    ),
    codec: z.string(),
  })
  .meta({ id: 'recipe', description: 'Everything that a result depends on.' });

export const reason = z
  .union([
    z.strictObject({ kind: z.literal('new'), given: z.literal(true).optional() }),
    z.strictObject({ kind: z.literal('given value'), stage: stage.optional() }),
    z.strictObject({
      kind: z.literal('parameter'),
      path: z.string(),
      // Left out where the parameter is new, or gone.
      from: z.unknown().optional(),
      to: z.unknown().optional(),
    }),
    z.strictObject({ kind: z.literal('code'), task: z.string(), modules: z.array(z.string()).optional() }),
    z.strictObject({ kind: z.enum(['task', 'codec']), from: z.string(), to: z.string() }),
    z.strictObject({ kind: z.literal('input value'), input: z.string(), stage }),
    z.strictObject({ kind: z.literal('input list'), input: z.string(), added: count, removed: count }),
    z.strictObject({
      kind: z.literal('input binding'),
      input: z.string(),
      change: z.enum(['new', 'gone', 'otherwise']),
    }),
    z.strictObject({ kind: z.literal('input failed'), input: z.string() }),
    z.strictObject({ kind: z.enum(['missing', 'corrupt', 'dropped', 'forced', 'refresh']) }),
  ])
  .meta({ id: 'reason', description: 'Why a stage runs.' });

export const plannedStage = z
  .union([
    z.strictObject({
      stage,
      state: z.literal('fresh'),
      key: digest,
      size: bytes,
      duration: milliseconds,
      changes: z.array(reason).optional(),
      frozen: z.array(reason).optional(),
      on: z.array(stage).optional(),
    }),
    z.strictObject({ stage, state: z.literal('runs'), reasons: z.array(reason), expected: milliseconds }),
    z.strictObject({ stage, state: z.literal('depends'), on: z.array(stage), expected: milliseconds }),
  ])
  .meta({ id: 'plannedStage', description: 'What a run would do with a stage.' });

const storedFacts = {
  key: digest,
  stage,
  digest,
  size: bytes,
  duration: milliseconds,
  builtAt: moment,
  usedAt: moment.optional(),
  /** Its value was removed, and is built again when somebody takes it. */
  valueDropped: z.literal(true).optional(),
};

export const storedResult = z.strictObject({ ...storedFacts, recipe });

export const storedOutline = z.strictObject(storedFacts);

export const holding = { results: count, artifacts: count, bytes };

export const quantitySummary = z
  .strictObject({
    mean: z.number().nullable(),
    sd: z.number().nullable(),
    ci95: z.tuple([z.number(), z.number()]).nullable(),
    standardError: z.number().nullable(),
    seeds: z.array(z.number().nullable()),
    reason: z.string().optional(),
  })
  .meta({
    id: 'quantitySummary',
    description:
      'A quantity over the seeds; null is a number that does not exist. `standardError` is that of the samples, for the mean over these models; 0 is exact.',
  });

export const failure = z
  .strictObject({
    kind: z.enum(['task', 'nondeterministic', 'codec', 'input']),
    message: z.string(),
    name: z.string().optional(),
    place: z.strictObject({ file: z.string(), line: count, column: count }).optional(),
    frame: z.string().optional(),
    stack: z.string().optional(),
  })
  .meta({ id: 'failure', description: 'Why a stage has no value.' });

export const quantityFacts = z.strictObject({
  mean: z.number().nullable(),
  sd: z.number().nullable(),
  seeds: count,
});
