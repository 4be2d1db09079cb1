import { configPaths } from '@superposition/core/config';
import type { ModelQuantities } from '@superposition/core/internal/quantities/quantities';
import { isSampled, type QuantityId } from '@superposition/core/internal/quantities/quantity-definitions';

/** The value of a cell: of a setting, of a quantity, or nothing. */
export type Cell = string | number | boolean | null;

export interface Column {
  readonly name: string;
  readonly type: 'integer' | 'number' | 'text' | 'flag';
  readonly role: 'setting' | 'seed' | 'quantity' | 'standard error' | 'missing';
}

/** The columns of a sweep's table, and its rows. */
export interface SweepTable {
  readonly columns: readonly Column[];
  /** One row a model: settings, seed, quantities with their standard errors, and why a value is missing. */
  rowOf(model: SweptModel): readonly Cell[];
}

/** A model of a sweep, after the run. */
export interface SweptModel {
  /** The value of each setting that varies, by path. */
  readonly varied: Readonly<Record<string, unknown>>;
  readonly seed: number;
  /** The quantities, or why there are none. */
  readonly found: ModelQuantities | { readonly failure: string };
}

/** A tidy table: every row has the same columns. A quantity that is estimated from samples has a second one, for its standard error. */
export function sweepTable(settings: readonly string[], quantities: readonly QuantityId[]): SweepTable {
  const cells = (id: QuantityId, value: number | null, standardError: number | null): readonly Cell[] =>
    isSampled(id) ? [value, standardError] : [value];
  return {
    columns: [
      ...settings.map((path) => ({ name: path, type: typeOf(path), role: 'setting' }) as const),
      { name: 'seed', type: 'integer', role: 'seed' },
      ...quantities.flatMap((id): readonly Column[] => [
        { name: id, type: 'number', role: 'quantity' },
        ...(isSampled(id)
          ? [{ name: `${id}.standardError`, type: 'number', role: 'standard error' } as const]
          : []),
      ]),
      { name: 'missing', type: 'text', role: 'missing' },
    ],
    rowOf({ varied, seed, found }) {
      const named = [...settings.map((path) => cellOf(varied[path])), seed];
      if ('failure' in found)
        return [...named, ...quantities.flatMap((id) => cells(id, null, null)), found.failure];
      const reasons = quantities.flatMap((id) => {
        const { value, reason } = found[id];
        return value === null ? [`${id}: ${reason}`] : [];
      });
      return [
        ...named,
        ...quantities.flatMap((id) => cells(id, found[id].value, found[id].standardError ?? null)),
        reasons.length === 0 ? null : reasons.join('; '),
      ];
    },
  };
}

function typeOf(path: string): Column['type'] {
  const type = configPaths.find((setting) => setting.path === path)?.type;
  return type === 'integer' || type === 'number' || type === 'flag' ? type : 'text';
}

/** Lists and groups stand in a cell as JSON. */
function cellOf(value: unknown): Cell {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
    ? (value as Cell)
    : JSON.stringify(value);
}
