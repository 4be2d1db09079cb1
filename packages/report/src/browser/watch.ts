import type { WatchState } from '../page/watch-state.js';
import { carryOver } from './carry-over.js';
import { keepPlace, reloadInPlace, restorePlace } from './keep-place.js';
import { watchStatus } from './watch-status.js';
import { wirePage } from './wire-page.js';

// Before anything is drawn into it: what the server sent.
let received = document.cloneNode(true) as Document;
const figures = wirePage();
restorePlace();
const show = watchStatus();

let state: WatchState | undefined;
let updating = false;

/** Fetches until what is shown is the edition that the server has. */
async function update(): Promise<void> {
  if (updating) return;
  updating = true;
  try {
    while (state !== undefined && state.edition !== received.documentElement.dataset['edition']) {
      const response = await fetch('/');
      become(new DOMParser().parseFromString(await response.text(), 'text/html'));
    }
  } catch {
    // The server has gone; the next state that it sends begins anew.
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
    for (const part of ['.frame', '#report-facts']) {
      const live = document.querySelector(part);
      const [before, after] = [received.querySelector(part), newer.querySelector(part)];
      if (live !== null && before !== null && after !== null) carryOver(live, before, after);
      else if (after !== null) document.body.append(document.importNode(after, true));
    }
    figures.update();
  });
  document.title = newer.title;
  document.documentElement.dataset['edition'] = newer.documentElement.dataset['edition'];
  received = newer;
}

/** Scripts and style sheet: what cannot be exchanged in an open page. Plotly adds style elements after the page's own. */
function programOf(page: Document): string {
  const scripts = [...page.querySelectorAll('body > script:not([type])')];
  return [page.querySelector('head > style'), ...scripts].map((part) => part?.textContent).join('\n');
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
    // Some browsers give up when nobody answers at all.
    if (events.readyState === EventSource.CLOSED) setTimeout(connect, 1_000);
  });
}
connect();
