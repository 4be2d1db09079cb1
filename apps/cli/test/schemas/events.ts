import { z } from 'zod';
import { bytes, count, digest, failure, milliseconds, plannedStage, reason, stage } from './parts.js';

const taskRun = z
  .strictObject({ thread: count, start: milliseconds, duration: milliseconds })
  .meta({ id: 'taskRun', description: 'In which thread and when a task ran, since the program started.' });

const resultOutline = { stage, key: digest, digest, size: bytes, duration: milliseconds };

/** The members of each event of a run, as `report --json` prints them. */
const events = {
  planned: { stages: count, targets: z.array(stage) },
  forecast: { stages: z.array(plannedStage) },
  started: { stage, key: digest, reasons: z.array(reason) },
  progress: { stage, done: z.number(), total: z.number(), note: z.string().optional() },
  log: { stage, text: z.string() },
  fresh: {
    ...resultOutline,
    changes: z.array(reason).optional(),
    frozen: z.array(reason).optional(),
  },
  built: { ...resultOutline, sharedWith: stage.optional(), ran: taskRun.optional() },
  retried: { stage, retry: count, of: count, failure },
  failed: { stage, failure, ran: taskRun.optional() },
  skipped: { stage, cause: stage, cancelled: z.literal(true).optional() },
  value: { stage },
  finished: {
    fresh: count,
    built: count,
    failed: count,
    skipped: count,
    duration: milliseconds,
    saved: milliseconds,
  },
} as const;

type Events = typeof events;

const line = <Type extends string, Shape extends z.core.$ZodLooseShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), ...shape });

/** The lines of a run. */
export const eventLine = z.union([
  line('planned', events.planned),
  line('forecast', events.forecast),
  line('started', events.started),
  line('progress', events.progress),
  line('log', events.log),
  line('fresh', events.fresh),
  line('built', events.built),
  line('retried', events.retried),
  line('failed', events.failed),
  line('skipped', events.skipped),
  line('value', events.value),
  line('finished', events.finished),
]);

/** The lines of runs of `watch`, each with its revision. */
const revision = count.meta({ id: 'revision', description: 'The number of the revision, from 1 on.' });

const revisedEventLines = (Object.keys(events) as (keyof Events)[]).map((type) =>
  line(type, { ...events[type], revision }),
);

export const watchLine = z.union([
  ...revisedEventLines,
  line('watching', { address: z.string(), sources: z.boolean() }),
  line('revision', { revision, changed: z.array(z.string()) }),
  line('warning', { message: z.string() }),
  line('problem', { revision, message: z.string() }),
  line('report', { revision, path: z.string(), bytes }),
  line('building', { changed: z.array(z.string()) }),
  line('rebuilt', { duration: milliseconds }),
  line('build failed', { message: z.string() }),
  line('session lost', { message: z.string() }),
]);

const settings = z
  .record(z.string(), z.unknown())
  .meta({ id: 'settings', description: 'Values of settings by path.' });

/** What `report --json` prints besides the events: `point`, `problem` and `index` only for a list of values of a setting. */
export const reportLine = z.union([
  line('report', { path: z.string(), bytes, settings: settings.optional() }),
  line('point', { point: count, points: count, settings }),
  line('problem', { message: z.string(), settings }),
  line('index', { path: z.string(), bytes, reports: count, failed: count }),
]);
