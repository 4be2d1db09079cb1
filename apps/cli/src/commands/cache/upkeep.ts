import { type Pruned, type PruneRequest, prune, rowsOf } from '@superposition/pipeline/internal/upkeep/prune';
import type { StoreProblem } from '@superposition/pipeline/internal/upkeep/verify-store';
import { verifyStore } from '@superposition/pipeline/internal/upkeep/verify-store';
import type { Options } from '../../arguments/command-line.js';
import { byteSize } from '../../output/units.js';
import type { CacheRequest } from './request.js';

/** `cache prune`: cuts the cache back to the budget, or removes what is older than asked for. */
export async function pruneCache({ store, options, print }: CacheRequest): Promise<0> {
  const { dryRun, cacheBudget: budget, olderThan } = options;
  const request: PruneRequest = {
    budget,
    now: Date.now(),
    dryRun,
    ...(olderThan !== undefined && { olderThan }),
    ...(options.now && { grace: 0 }),
  };
  const pruned = await prune(store, request);
  if (!dryRun && pruned.removed.bytes > 0) await store.compact();
  const limits = {
    budget: Number.isFinite(budget) ? budget : null,
    ...(olderThan !== undefined && { olderThan }),
  };
  print(
    options.json
      ? `${JSON.stringify({ ...pruned, ...limits, dryRun }, null, 2)}\n`
      : describe(pruned, options),
  );
  return 0;
}

function describe({ before, removed, stay }: Pruned, { dryRun, cacheBudget, olderThan }: Options): string {
  const left = byteSize(before.bytes - removed.bytes);
  const limits = [
    ...(Number.isFinite(cacheBudget) ? [`fit into the budget of ${byteSize(cacheBudget)}`] : []),
    ...(olderThan === undefined ? [] : [`were used within ${age(olderThan)}`]),
  ];
  const reasons: readonly (readonly [number, string])[] = [
    [stay.lastRun, 'belong to the last run that built something'],
    [
      stay.young,
      "were used within two hours, and another run may need them ('cache prune --now' removes them)",
    ],
    [stay.fit, limits.join(' and ')],
  ];
  const lines = [
    `${dryRun ? 'would remove' : 'removed'} ${removed.results} results and ${removed.artifacts} artifacts, ${byteSize(removed.bytes)} of ${byteSize(before.bytes)}; ${left} ${dryRun ? 'would stay' : 'stay'}`,
    ...reasons.flatMap(([count, why]) => (count === 0 ? [] : [`  ${count} results stay: they ${why}`])),
  ];
  return `${lines.join('\n')}\n`;
}

function age(milliseconds: number): string {
  const hours = milliseconds / 3_600_000;
  if (hours >= 48) return `${Number((hours / 24).toFixed(1))} days`;
  if (hours >= 2) return `${Number(hours.toFixed(1))} hours`;
  const minutes = Number((60 * hours).toFixed(1));
  return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
}

/** `cache verify`: reads and checks every byte. Returns 1 when it finds a problem. */
export async function verifyCache({ store, options, print }: CacheRequest): Promise<0 | 1> {
  const verdict = await verifyStore(store);
  const { results, artifacts, problems } = verdict;
  if (options.json) {
    print(`${JSON.stringify(verdict, null, 2)}\n`);
  } else {
    print(problems.map((problem) => `${sentence(problem)}\n`).join(''));
    const found =
      problems.length === 0
        ? 'all as they should be'
        : `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}; the next run computes again what it needs of the damaged results`;
    print(`${results} results, ${artifacts} artifacts: ${found}\n`);
  }
  return problems.length === 0 ? 0 : 1;
}

function sentence(problem: StoreProblem): string {
  const name = problem.name.slice(0, 20);
  switch (problem.kind) {
    case 'damaged database':
      return `${problem.reason}; the next run copies what can be read into a new cache`;
    case 'unreadable row':
      return `the row ${name} cannot be read`;
    case 'damaged row':
      return `the row ${name} is damaged`;
    case 'damaged artifact':
      return `the artifact ${name} is damaged`;
    case 'missing artifact':
      return `the artifact ${name} of ${problem.stage} is missing`;
  }
}

/** `cache clear`: removes everything. */
export async function clearCache({ store, options, print }: CacheRequest): Promise<0> {
  const rows = await rowsOf(store);
  await store.remove(rows);
  await store.compact();
  const results = rows.filter(({ result }) => result !== undefined).length;
  print(
    options.json
      ? `${JSON.stringify({ results })}\n`
      : `removed all ${results} results of ${store.location}\n`,
  );
  return 0;
}
