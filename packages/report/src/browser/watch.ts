import type { WatchState } from '../page/watch-state.js';
import { carryOver } from './carry-over.js';
import { unpackParts } from './packed-parts.js';
import { keepPlace, reloadInPlace, restorePlace } from './keep-place.js';
import { watchStatus } from './watch-status.js';
import { wirePage } from './wire-page.js';

// A copy of the page as the server sent it, taken before the script draws anything.
let received = document.cloneNode(true) as Document;
const figures = wirePage();
restorePlace();
const show = watchStatus();

let state: WatchState | undefined;
let updating = false;

/** Fetches the page until it shows the edition that the server has. */
async function update(): Promise<void> {
  if (updating) return;
  updating = true;
  try {
    while (state !== undefined && state.edition !== received.documentElement.dataset['edition']) {
      const response = await fetch('/');
      become(new DOMParser().parseFromString(await response.text(), 'text/html'));
    }
  } catch {
    // The server does not answer. The next state that it sends starts another update.
  } finally {
    updating = false;
  }
}

function become(newer: Document): void {
  if (programOf(newer) !== programOf(received)) {
    reloadInPlace();
    return;
  }
  keepPlace(() => {
    for (const part of ['.frame', '#report-facts', '#figure-data', '#table-data', '#stage-tree']) {
      const live = document.querySelector(part);
      const [before, after] = [received.querySelector(part), newer.querySelector(part)];
      if (live !== null && before !== null && after !== null) carryOver(live, before, after);
      else if (after !== null) document.body.append(document.importNode(after, true));
    }
    figures.update();
    if (document.querySelector('[data-packed] > [data-added]') !== null) void unpackParts();
  });
  document.title = newer.title;
  document.documentElement.dataset['edition'] = newer.documentElement.dataset['edition'];
  received = newer;
}

/**
 * The scripts, that of the worker too, and the style sheet, which an open page cannot replace. (Plotly adds style elements after that of the
 * page.)
 */
function programOf(page: Document): string {
  const scripts = [...page.querySelectorAll('body > script:not([type])')];
  const packed = ['trainer', 'program'].map((id) => page.getElementById(id));
  return [page.querySelector('head > style'), ...packed, ...scripts]
    .map((part) => part?.textContent)
    .join('\n');
}

function connect(): void {
  const events = new EventSource('/events');
  events.addEventListener('message', ({ data }: MessageEvent<string>) => {
    state = JSON.parse(data) as WatchState;
    show(state);
    void update();
  });
  events.addEventListener('error', () => {
    show({ activity: null, detail: null, problem: 'connection lost: superposition watch has ended' });
    // Some browsers do not try again when no server answers, so we do.
    if (events.readyState === EventSource.CLOSED) setTimeout(connect, 1_000);
  });
}
connect();
