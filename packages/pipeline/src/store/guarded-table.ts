import type { Table } from './table.js';

/** Wraps every answer of a database. It may note an error, or replace it by another. */
export type Guard = <T>(answer: Promise<T>) => Promise<T>;

/** The same table, with all its answers wrapped by a guard. */
export function guardedTable(table: Table, guard: Guard): Table {
  return {
    getMany: (keys) => guard(table.getMany(keys)),
    existing: (keys) => guard(table.existing(keys)),
    setMany: (texts) => guard(table.setMany(texts)),
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
