import type { WatchState } from '../page/watch-state.js';

/** The status that the corner of the page shows. */
export type Status = Pick<WatchState, 'activity' | 'detail' | 'problem'>;

/** Returns a function that shows a status in the corner of the page. All of it is shown as text, never as HTML. */
export function watchStatus(): (status: Status) => void {
  const corner = element('div', 'watch-status');
  const spoken = element('div', 'watch-spoken');
  spoken.setAttribute('role', 'status');
  spoken.setAttribute('aria-live', 'polite');
  const problem = element('p', 'watch-problem');
  const activity = element('span', 'watch-activity');
  const detail = element('span', 'watch-detail');
  detail.setAttribute('aria-hidden', 'true');
  spoken.append(problem, activity);
  corner.append(spoken, detail);
  document.body.append(corner);
  return (status) => {
    corner.dataset['state'] =
      status.problem !== null ? 'problem' : status.activity !== null ? 'active' : 'current';
    problem.hidden = status.problem === null;
    say(problem, status.problem ?? '');
    say(activity, status.activity ?? (status.problem === null ? 'up to date' : ''));
    say(detail, status.detail ?? '');
  };
}

/** Sets a text only if it differs, because a screen reader reads every text aloud that is set. */
function say(place: HTMLElement, text: string): void {
  if (place.textContent !== text) place.textContent = text;
}

function element(name: string, className: string): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  return made;
}
