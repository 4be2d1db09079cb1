import type { Store } from '../store/store.js';

/** A store under test. Each test gets an empty one. */
export interface StoreUnderTest extends AsyncDisposable {
  readonly store: Store;
  /** Opens the same rows a second time, if stores of this kind can be shared. */
  another?(): Promise<Store>;
  /** Changes the text of every row of a table, without the store. */
  tamper(table: 'results' | 'artifacts', change: (text: string) => string): Promise<void>;
}

/** Declares one test of the contract. */
export type ContractTest = (name: string, body: (subject: StoreUnderTest) => Promise<void>) => void;
