import type { Store } from '../store/store.js';

/** A store under test, made empty for each test. */
export interface StoreUnderTest extends AsyncDisposable {
  readonly store: Store;
  /** Opens another handle on the same rows, where a store of this kind can be shared. */
  another?(): Promise<Store>;
  /** Changes the text of every row of a table behind the store's back. */
  tamper(table: 'results' | 'artifacts', change: (text: string) => string): Promise<void>;
}

/** Declares one test of the contract. */
export type ContractTest = (name: string, body: (subject: StoreUnderTest) => Promise<void>) => void;
