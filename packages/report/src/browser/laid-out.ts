import { nextTask } from './drawings.js';

/** Milliseconds after which a task ends. */
const shortTask = 20;

let all: Promise<void> | undefined;

/**
 * Has the browser lay out what it left out while it read the page, in short tasks, so that the page never hangs. Who asks for places in the page
 * waits for this, or else it lays out everything at once.
 */
export function laidOut(): Promise<void> {
  all ??= layOut();
  return all;
}

async function layOut(): Promise<void> {
  const { dataset } = document.documentElement;
  if (dataset['scripted'] !== 'top') return;
  const parts = [...document.querySelectorAll<HTMLElement>('main > section > *')];
  let begun = -Infinity;
  for (const part of parts) {
    if (performance.now() - begun > shortTask) {
      await nextTask();
      begun = performance.now();
    }
    part.style.contentVisibility = 'visible';
    // The browser lays out the part to answer.
    part.getBoundingClientRect();
  }
  dataset['scripted'] = '';
  for (const part of parts) part.removeAttribute('style');
}
