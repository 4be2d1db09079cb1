/** What the page that `superposition watch` serves is told of it, in words that are shown as they stand. */
export interface WatchState {
  /** The edition of the page that is served now. */
  readonly edition: string;
  /** What is under way; null when the page is up to date. */
  readonly activity: string | null;
  /** How far it has come; changes often, so that it is not read aloud. */
  readonly detail: string | null;
  /** What is wrong, until it is mended. */
  readonly problem: string | null;
}
