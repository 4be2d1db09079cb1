import type { Table, Value } from './table.js';

/** Wraps every answer of a database. It may note an error, or replace it by another. */
export type Guard = <T>(answer: Promise<T>) => Promise<T>;

/** The same table, with all its answers wrapped by a guard. */
export function guardedTable<V extends Value>(table: Table<V>, guard: Guard): Table<V> {
  return {
    getMany: (keys) => guard(table.getMany(keys)),
    existing: (keys) => guard(table.existing(keys)),
    setMany: (values) => guard(table.setMany(values)),
    insert: (row, over) => guard(table.insert(row, over)),
    deleteExactly: (row) => guard(table.deleteExactly(row)),
    delete: (keys) => guard(table.delete(keys)),
    async *list() {
      const pages = table.list()[Symbol.asyncIterator]();
      for (;;) {
        const page = await guard(pages.next());
        if (page.done === true) return;
        yield page.value;
      }
    },
    close: () => table.close(),
  };
}
