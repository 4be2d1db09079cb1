import { isDigest } from '../../values/digest.js';
import { type ProvenRow, provenRow } from '../proven-row.js';
import type { StoredResult, Survey } from '../store.js';
import type { Value } from '../table.js';
import { foundRows } from './found-rows.js';
import { pageFile } from './page-file.js';
import { type SqliteTable, sqliteTable } from './sqlite-table.js';

/** What was copied from a damaged database. */
export interface Salvaged {
  readonly results: number;
  readonly artifacts: number;
  /** Rows that are known to have been there, and were not copied. */
  readonly lost: number;
  /** Why copying ended before the end. */
  readonly error?: Error;
}

/** Bytes that are written in one transaction: other processes can write between two. */
const chunk = 2e6;

/**
 * Copies every intact row of a damaged database into another one, which must exist. It keeps what the other one already has. It
 * copies no result whose artifact is lost, because a run would have to build it again.
 */
export async function salvage(damaged: string, into: string): Promise<Salvaged> {
  const names = new Set<string>();
  const copied = new Set<string>();
  const counts = { results: 0, artifacts: 0 };
  const artifacts = sqliteTable(into, 'artifacts');
  const results = sqliteTable(into, 'results');
  const salvaged = (error?: Error): Salvaged => ({
    ...counts,
    lost: names.size - copied.size,
    ...(error !== undefined && { error }),
  });
  try {
    // A crash in between leaves artifacts without results, but no result without its artifact.
    const intoArtifacts = copyInto(artifacts);
    for (const { table, key, value } of rowsIn(damaged, names, {})) {
      if (table !== 'artifacts') continue;
      await intoArtifacts.add(key, value);
      copied.add(key);
      counts.artifacts++;
    }
    await intoArtifacts.flush();
    const intoResults = copyInto(results);
    // A page that is free or old may hold the claim whose place the result has taken.
    const claims = new Map<string, string>();
    for (const { table, key, value, result } of rowsIn(damaged, names, { skip: copied })) {
      if (table !== 'results' || (result !== undefined && !copied.has(result.digest))) continue;
      if (result === undefined && isDigest(key)) {
        claims.set(key, value);
        continue;
      }
      await intoResults.add(key, value);
      copied.add(key);
      if (result !== undefined) counts.results++;
    }
    for (const [key, value] of claims) {
      if (copied.has(key)) continue;
      await intoResults.add(key, value);
      copied.add(key);
    }
    await intoResults.flush();
    return salvaged();
  } catch (error) {
    return salvaged(error as Error);
  } finally {
    await Promise.allSettled([artifacts.close(), results.close()]);
  }
}

/** Adds rows to a table that it does not have yet, many at a time. */
function copyInto<V extends Value>(target: SqliteTable<V>) {
  const rows = new Map<string, V>();
  let bytes = 0;
  const flush = async () => {
    for (const key of await target.existing([...rows.keys()])) rows.delete(key);
    await target.query('BEGIN IMMEDIATE');
    try {
      await target.setMany(rows);
      await target.query('COMMIT');
    } catch (error) {
      await target.query('ROLLBACK').catch(() => {});
      throw error;
    }
    rows.clear();
    bytes = 0;
  };
  return {
    flush,
    async add(key: string, value: V) {
      rows.set(key, value);
      bytes += value.length;
      if (bytes > chunk) await flush();
    },
  };
}

/** Reads a damaged database, and changes nothing. */
export function survey(damaged: string): Survey {
  const names = new Set<string>();
  const spoiled = new Set<string>();
  const artifacts = new Set<string>();
  const results = new Map<string, StoredResult>();
  const others = new Set<string>();
  for (const { table, key, result } of rowsIn(damaged, names, {
    onSpoiled: (name) => spoiled.add(name),
  })) {
    if (table === 'artifacts') artifacts.add(key);
    else if (result !== undefined) results.set(key, result);
    else others.add(key);
  }
  return {
    results: results.size,
    artifacts: artifacts.size,
    lost: [...names].filter((name) => !artifacts.has(name) && !results.has(name) && !others.has(name)),
    spoiled,
    missing: new Map(
      Array.from(results.values())
        .filter(({ digest, valueDropped }) => !valueDropped && !artifacts.has(digest) && !names.has(digest))
        .map(({ digest, stage }) => [digest, stage]),
    ),
  };
}

/**
 * The intact rows of a database.
 *
 * @param names gets the name of every row, also of those that cannot be read
 */
function* rowsIn(
  file: string,
  names: Set<string>,
  {
    skip,
    onSpoiled,
  }: {
    /** Names of rows that are not wanted. */
    readonly skip?: ReadonlySet<string>;
    /** Called with the name of a row that is there, but not as it was written. */
    readonly onSpoiled?: (name: string) => void;
  },
): Generator<ProvenRow> {
  using pages = pageFile(file);
  for (const { key, cell } of foundRows(pages)) {
    names.add(key);
    if (cell === undefined || skip?.has(key)) continue;
    const value = cell.read();
    const proven = value && provenRow(key, value);
    if (proven === undefined) onSpoiled?.(key);
    else yield proven;
  }
}
