import type { RunSummary } from '@superposition/pipeline/internal/run/event';
import type { Options } from '../arguments/command-line.js';
import type { EventOutline } from '../output/event-outline.js';

/** An order from the watching process to its session. */
export type Order =
  | ReviseOrder
  /** Cancel the revision, and run none. */
  | { readonly type: 'rest' }
  /** Cancel the revision, wait until all it started has ended, and end the process. */
  | { readonly type: 'end' };

/** Cancel the revision that runs, load the config again and make the report. */
export interface ReviseOrder {
  readonly type: 'revise';
  readonly revision: number;
  readonly options: Options;
  /** The user's current folder. */
  readonly folder: string;
}

/** A message from a session to the watching process. */
export type Message =
  | { readonly type: 'event'; readonly revision: number; readonly event: EventOutline }
  | { readonly type: 'warning'; readonly message: string }
  /** A revision made no report, because of a mistake in the config, or a file that cannot be written. */
  | { readonly type: 'problem'; readonly revision: number; readonly message: string }
  | ReportMessage;

/** A revision that has written its report. */
export interface ReportMessage {
  readonly type: 'report';
  readonly revision: number;
  readonly path: string;
  readonly bytes: number;
  readonly summary: RunSummary;
  /** Describes the run and its report to a person. */
  readonly line: string;
  /** The report as `watch` serves it. */
  readonly served: ServedPage;
}

/** A page for the browser, and the name of its edition. */
export interface ServedPage {
  readonly edition: string;
  readonly html: string;
}

/**
 * All that happens while watching, in order. The lines of the terminal, the JSON and the status of the page follow from
 * it.
 */
export type WatchEvent =
  | { readonly type: 'watching'; readonly address: string; readonly sources: boolean }
  /** A revision begins, because these files changed. The list is empty for the first revision. */
  | { readonly type: 'revision'; readonly revision: number; readonly changed: readonly string[] }
  | Message
  /** What a user may not expect of the search for a config. */
  | { readonly type: 'search'; readonly message: string }
  /** The config of the last revision is gone. There is no revision until it is back. */
  | { readonly type: 'config missing'; readonly file: string; readonly message: string }
  | { readonly type: 'building'; readonly changed: readonly string[] }
  | { readonly type: 'rebuilt'; readonly duration: number }
  | { readonly type: 'build failed'; readonly message: string }
  | { readonly type: 'session lost'; readonly message: string };
