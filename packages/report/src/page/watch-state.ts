/** The state that `superposition watch` sends to the page that it serves. The page shows these texts unchanged. */
export interface WatchState {
  /** The edition of the page that is served now. */
  readonly edition: string;
  /** What `watch` is doing; null when the page is up to date. */
  readonly activity: string | null;
  /** The progress. It changes often, so screen readers do not read it aloud. */
  readonly detail: string | null;
  /** The current problem; null when there is none. */
  readonly problem: string | null;
}
