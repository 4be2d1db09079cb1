import { sweepFigures } from '@superposition/report/internal/figures/sweep-figures';
import { assemble } from '@superposition/report/internal/page/assemble';
import { pageOf } from '@superposition/report/internal/page/page';
import { readAssets } from '@superposition/report/internal/read-assets';
import { titleOfSweep } from '@superposition/report/internal/sentences/model-table';
import { csvText } from '@superposition/report/internal/text/csv-text';
import type { Options } from '../../arguments/command-line.js';
import { formatOf } from '../../output/asked-format.js';
import type { Cell, Column } from './sweep-table.js';

const formats = ['csv', 'json', 'parquet', 'html'] as const;

/** A form in which a table can be written. */
export type TableFormat = (typeof formats)[number];

/**
 * The form that `--out` asks for by the end of its name, or else `--json`; CSV if none does.
 *
 * @throws UserError when the name ends otherwise, or contradicts `--json` or `--csv`
 */
export function askedTableFormat(asked: Pick<Options, 'out' | 'json' | 'csv'>): TableFormat {
  return formatOf(asked, formats, 'csv', '.csv, .json, .parquet or .html');
}

type Rows = AsyncIterable<readonly (readonly Cell[])[]>;

/** The settings of all models that are not the defaults, as texts. */
type Shared = readonly string[];

/** A table as the parts of a file. CSV and JSON are written while the rows come. */
export const tableParts: Readonly<
  Record<
    TableFormat,
    (columns: readonly Column[], rows: Rows, shared: Shared) => AsyncIterable<string | Uint8Array>
  >
> = {
  async *csv(columns, rows) {
    yield csvText([columns.map(({ name }) => name)]);
    for await (const some of rows)
      yield csvText(some.map((row) => row.map((cell) => (typeof cell === 'boolean' ? String(cell) : cell))));
  },
  /** A list with an object for each row, on a line of its own. */
  async *json(columns, rows) {
    let before = '[';
    for await (const some of rows)
      for (const row of some) {
        yield `${before}\n${JSON.stringify(Object.fromEntries(columns.map(({ name }, index) => [name, row[index]])))}`;
        before = ',';
      }
    yield before === '[' ? '[]\n' : '\n]\n';
  },
  /** Its columns are packed as a whole, so that all rows have to be there. */
  async *parquet(columns, rows) {
    const all = await allOf(rows);
    const { parquetWriteBuffer } = await import('hyparquet-writer');
    const columnData = columns.map(({ name, type }, index) => ({
      name,
      type: parquetTypes[type],
      data: all.map((row) => (type === 'integer' && row[index] !== null ? BigInt(row[index]!) : row[index])),
    }));
    yield new Uint8Array(parquetWriteBuffer({ columnData }));
  },
  /** A page with figures of the models. */
  async *html(columns, rows, shared) {
    const all = await allOf(rows);
    const of = (role: Column['role']) =>
      columns.flatMap(({ name, role: own }, index) =>
        own === role ? [{ name, values: all.map((row) => row[index]!) }] : [],
      );
    const table = { settings: of('setting'), quantities: of('quantity'), models: all.length };
    const page = pageOf(titleOfSweep(table.models), sweepFigures(table, shared));
    yield assemble({ page, ...readAssets() });
  },
};

async function allOf(rows: Rows): Promise<readonly (readonly Cell[])[]> {
  const all: (readonly Cell[])[] = [];
  for await (const some of rows) for (const row of some) all.push(row);
  return all;
}

const parquetTypes = { integer: 'INT64', number: 'DOUBLE', text: 'STRING', flag: 'BOOLEAN' } as const;
