import type { RunSummary } from '@superposition/pipeline/event';
import type { Options } from '../arguments/command-line.js';
import type { EventOutline } from '../output/event-outline.js';

/** What the process that watches asks of its session. */
export type Order =
  | ReviseOrder
  /** Cancel, drain, and end the process. */
  | { readonly type: 'end' };

/** Load the config anew and make the report; whatever runs is cancelled first. */
export interface ReviseOrder {
  readonly type: 'revise';
  readonly revision: number;
  readonly options: Options;
  /** Where the user stands. */
  readonly folder: string;
}

/** What a session tells the process that watches. */
export type Message =
  | { readonly type: 'event'; readonly revision: number; readonly event: EventOutline }
  | { readonly type: 'warning'; readonly message: string }
  /** A revision that made no report: a mistake in the config, or a file that cannot be written. */
  | { readonly type: 'problem'; readonly revision: number; readonly message: string }
  | ReportMessage;

/** A revision that has written its report. */
export interface ReportMessage {
  readonly type: 'report';
  readonly revision: number;
  readonly path: string;
  readonly bytes: number;
  readonly summary: RunSummary;
  /** The run and its report for a person. */
  readonly line: string;
  /** The report as it is served. */
  readonly served: ServedPage;
}

/** A page for the browser, and what names it. */
export interface ServedPage {
  readonly edition: string;
  readonly html: string;
}

/** Everything that happens while watching, in order, on one stream: lines, JSON and the page's status are drawn from it. */
export type WatchEvent =
  | { readonly type: 'watching'; readonly address: string; readonly sources: boolean }
  /** A revision is asked for, because these files changed; none for the first. */
  | { readonly type: 'revision'; readonly revision: number; readonly changed: readonly string[] }
  | Message
  | { readonly type: 'building'; readonly changed: readonly string[] }
  | { readonly type: 'rebuilt'; readonly duration: number }
  | { readonly type: 'build failed'; readonly message: string }
  | { readonly type: 'session lost'; readonly message: string };
