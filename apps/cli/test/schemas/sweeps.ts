import { z } from 'zod';
import { count, milliseconds } from './parts.js';

export const sweepRow = z
  .object({ seed: count, missing: z.string().nullable() })
  // Numbers, texts, flags and nothing, by the names of settings and quantities.
  .catchall(z.unknown());

export const sweepPlan = z.strictObject({
  points: count,
  models: count,
  stages: z.strictObject({ total: count, run: count }),
  expected: milliseconds,
});
