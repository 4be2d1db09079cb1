import { quantityIds } from '@superposition/core/internal/quantities/quantity-definitions';
import { z } from 'zod';
import { count } from './parts.js';

const quantityId = z.enum(quantityIds).meta({ id: 'quantityId', description: 'The id of a quantity.' });

const number = { value: z.number(), lastDigit: z.number() };

const bound = z.strictObject({
  kind: z.enum(['at most', 'at least']),
  value: z.number(),
  because: z.string(),
});

const contradiction = z.strictObject({ section: z.string(), value: z.number(), passage: z.string() });

const claim = z
  .strictObject({
    id: z.string(),
    statement: z.string(),
    section: z.string(),
    printed: z.string(),
    ...number,
    value: z.number().nullable(),
    quantity: quantityId.nullable(),
    others: z.array(quantityId).optional(),
    sampled: z.literal('naive.mse.active').optional(),
    atSampleSize: z.literal(true).optional(),
    rises: z.enum(['active', 'all', 'allPerActive']).optional(),
    judgedBy: z.string().optional(),
    remark: z.string().optional(),
    arithmetic: z
      .strictObject({
        formula: z.string(),
        value: z.number(),
        premise: z.strictObject({
          printed: z.string(),
          ...number,
          quantity: quantityId,
          others: z.array(quantityId),
        }),
      })
      .optional(),
    impossible: bound.optional(),
    contradictedBy: contradiction.optional(),
  })
  .meta({ id: 'claim', description: 'A number that the document states, or an idea of it.' });

const comparison = z
  .strictObject({
    quantity: quantityId,
    mean: z.number(),
    expected: z.tuple([z.number(), z.number()]),
    standardError: z.number().nullable(),
    basis: z.enum(['seeds', 'sampling error of the document', 'exact']),
    samples: count.optional(),
  })
  .meta({ id: 'comparison', description: 'Our number, and where another run is expected.' });

const distance = z
  .strictObject({ standardErrors: z.number(), rounding: z.number(), expected: z.number() })
  .meta({
    id: 'distance',
    description: 'How far a claim lies from ours, in standard errors of another run.',
  });

const explanation = z.string();
const other = comparison.nullable();

const verdict = z
  .union([
    z.strictObject({
      kind: z.enum(['agrees', 'disagrees', 'answered', 'not shown by these models', 'not yet judged']),
      explanation,
    }),
    z.strictObject({ kind: z.literal('agrees with another quantity'), explanation, other }),
    z.strictObject({
      kind: z.literal('right arithmetic, wrong premise'),
      explanation,
      premise: z.strictObject({ taken: comparison, is: other }),
    }),
    z.strictObject({ kind: z.literal('impossible'), explanation, bound, other }),
    z.strictObject({
      kind: z.literal('contradicted by the document itself'),
      explanation,
      contradiction,
      other,
    }),
    z.strictObject({ kind: z.literal('not comparable'), explanation, paths: z.array(z.string()) }),
  ])
  .meta({ id: 'verdict', description: 'What our numbers say about a claim, and why.' });

export const judgedClaim = z
  .strictObject({ claim, ours: comparison.nullable(), distance: distance.nullable(), verdict })
  .meta({ id: 'judgedClaim', description: 'A claim of the document beside our number, with the verdict.' });
