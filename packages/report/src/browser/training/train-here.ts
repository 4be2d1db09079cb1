import { formationSteps } from '@superposition/analyses/internal/formation/formation-steps';
import {
  noDigestHere,
  otherDigest,
  sameDigest,
  trainingEnded,
  trainingFailed,
  trainingForbidden,
  trainingStarted,
  trainingStopped,
} from '../../sentences/train-here.js';
import { chosenTraining, followControls, resetControls } from './controls.js';
import { liveViews } from './live-views.js';
import type { TrainingMessage } from './messages.js';
import { type RunningTraining, runTraining } from './run-training.js';

/** So many states follow each other in a training. */
const states = 60;

/** The section that trains, if the page has it. */
export interface TrainHere {
  /** After the page has changed. A training goes on, unless its section is gone. */
  readonly update: () => void;
}

/** Makes the section train. Nothing of it runs before a reader touches it. */
export function watchTraining(): TrainHere {
  let running: RunningTraining | undefined;
  let isProbed = false;
  let step = 0;

  const rootOf = () => document.querySelector<HTMLElement>('.training');
  const views = liveViews(rootOf);
  // An update of the page may replace elements, so they are looked for when they are needed.
  const part = <Kind extends HTMLElement>(selector: string) =>
    rootOf()?.querySelector<Kind>(selector) ?? null;
  const say = (selector: string, words: string) => {
    const place = part(selector);
    if (place !== null) place.textContent = words;
  };
  const showRunning = () => {
    const stop = part<HTMLButtonElement>('[name=stop]');
    if (stop === null) return;
    // A disabled button would lose the focus of a reader who stops by the keyboard.
    if (running === undefined && document.activeElement === stop) part('[name=train]')?.focus();
    stop.disabled = running === undefined;
  };

  const end = () => {
    running?.stop();
    running = undefined;
    showRunning();
  };
  const train = (expected?: string) => {
    const root = rootOf();
    const chosen = root === null ? undefined : chosenTraining(root);
    if (chosen === undefined) return;
    end();
    step = 0;
    views.begin(chosen);
    say('.training-status', trainingStarted);
    if (expected !== undefined) say('[data-verified]', '');
    const { steps } = chosen.config.training;
    const order = { ...chosen, checkpoints: formationSteps(steps, states) };
    running = runTraining(order, (message) => {
      if (message.kind === 'state') {
        step = message.state.step;
        views.add(message.state, message.steps, message.losses);
        return;
      }
      running = undefined;
      showRunning();
      if (message.kind === 'failed') {
        say('.training-status', trainingFailed(message.message));
        return;
      }
      say('.training-status', `${trainingEnded(steps, message.milliseconds)} ${views.inWords()}`);
      if (expected !== undefined) say('[data-verified]', verdict(expected, message));
    });
    showRunning();
  };
  const stop = () => {
    if (running === undefined) return;
    end();
    say('.training-status', trainingStopped(step));
  };
  const verify = () => {
    const root = rootOf();
    if (root === null) return;
    resetControls(root);
    train(expectedDigest());
  };
  const expectedDigest = () => part('[data-model-digest]')?.textContent ?? '';

  /** Trains the smallest model at the first touch, so that readers learn at once where nothing can be trained. */
  const probe = () => {
    if (isProbed) return;
    isProbed = true;
    runTraining(smallest, (message) => {
      if (message.kind !== 'failed') return;
      end();
      say('.training-status', '');
      say('[data-forbidden]', trainingForbidden(message.message));
      part('[data-forbidden]')!.hidden = false;
      part<HTMLFieldSetElement>('fieldset')!.disabled = true;
      const button = part<HTMLButtonElement>('[name=verify]');
      if (button !== null) button.disabled = true;
    });
  };

  const inSection = ({ target }: Event) => target instanceof Node && rootOf()?.contains(target) === true;
  const listen = (name: string, action: (event: Event) => void) =>
    document.addEventListener(name, (event) => {
      if (inSection(event)) action(event);
    });
  listen('pointerdown', probe);
  listen('focusin', probe);
  listen('input', ({ target }) => {
    if (target instanceof Element && target.id === 'train-state') views.choose();
    else followControls(rootOf()!, target);
  });
  // Not the submission of a form, which a sandbox may forbid.
  listen('keydown', (event) => {
    const { key, target } = event as KeyboardEvent;
    if (key === 'Enter' && target instanceof HTMLInputElement) train();
  });
  listen('click', ({ target }) => {
    const button = (target as Element).closest('button');
    if (button === null) return;
    followControls(rootOf()!, button);
    if (button.name === 'train') train();
    else if (button.name === 'stop') stop();
    else if (button.name === 'reset') resetControls(rootOf()!);
    else if (button.name === 'verify') verify();
  });
  const update = () => {
    if (rootOf() === null) {
      end();
      return;
    }
    showRunning();
    views.redraw();
    const isKnown = expectedDigest() !== '';
    for (const [selector, hidden] of [
      ['.can-verify', !isKnown],
      ['.cannot-verify', isKnown],
    ] as const) {
      const place = part(selector);
      if (place !== null) place.hidden = hidden;
    }
  };
  update();
  return { update };
}

const smallest = {
  config: {
    model: { features: 1, neurons: 1, init: { kind: 'normal', scale: 0 } },
    data: { activeProbability: 1 },
    training: { steps: 1, batchSize: 1, learningRate: 1, lossExponent: 2, schedule: 'constant' },
  },
  seed: 0,
  checkpoints: [],
} as const;

function verdict(expected: string, { digest, firstGain }: TrainingMessage & { kind: 'trained' }): string {
  if (digest === undefined) return noDigestHere;
  return digest === expected ? sameDigest(digest, firstGain) : otherDigest(digest);
}
