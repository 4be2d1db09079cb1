import type { NetworkState } from '@superposition/analyses/internal/formation/network-state';
import { defaultGround, defaultStyle } from '../../plot/default-style.js';
import {
  type FormedTraining,
  formationPanels,
  formationScale,
  stateInNumbers,
} from '../../plot/formation-panels.js';
import { gainsInWords } from '../../sentences/formation.js';
import { stepOfTraining } from '../../sentences/train-here.js';
import { panelDrawing } from '../../svg/panel-svg.js';
import { prose } from '../../text/prose.js';
import type { ChosenTraining } from './controls.js';

/** The drawings of a training in the page, and their slider. */
export interface LiveViews {
  /** Forgets the training before. */
  readonly begin: (chosen: ChosenTraining) => void;
  /** Takes a further state, and shows it, unless the reader has moved the slider to another. */
  readonly add: (state: NetworkState, steps: readonly number[], losses: readonly number[]) => void;
  /** The reader moved the slider. */
  readonly choose: () => void;
  /** Draws again, in another width or after the page has changed. */
  readonly redraw: () => void;
  /** What features get in the last state, for the line that is read aloud. */
  readonly inWords: () => string;
}

/** @param rootOf the element of the section's training, which an update of the page may replace */
export function liveViews(rootOf: () => HTMLElement | null): LiveViews {
  let training: (FormedTraining & { curve: { step: number[]; loss: number[] } }) | undefined;
  let states: NetworkState[] = [];
  let isFollowing = true;
  let isAwaited = false;

  const find = <Kind extends HTMLElement>(selector: string) =>
    rootOf()?.querySelector<Kind>(selector) ?? null;
  const slider = () => find<HTMLInputElement>('#train-state');

  const draw = () => {
    isAwaited = false;
    const [views, range] = [find('.training-views'), slider()];
    if (training === undefined || views === null || range === null || states.length === 0) return;
    views.hidden = false;
    resizes.observe(views);
    range.max = String(states.length - 1);
    if (isFollowing) range.value = range.max;
    const state = states[range.valueAsNumber]!;
    const words = stepOfTraining(state.step, training.steps);
    range.ariaValueText = words;
    find('.scrub-step')!.textContent = words;
    for (const panel of formationPanels(state, training, formationScale(training, states))) {
      const place = find(`[data-live="${panel.id}"]`);
      if (place === null) continue;
      const request = { width: Math.floor(place.getBoundingClientRect().width), scheme: 'both' } as const;
      const { width, height, content } = panelDrawing(panel, {
        ...request,
        style: defaultStyle,
        ground: defaultGround,
        id: `train-${panel.id}`,
      });
      place.innerHTML = `<svg class="fitting" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${content}</svg>`;
      place.ariaLabel = panel.summary;
      place.closest('.panel')!.querySelector('h4')!.innerHTML = prose(panel.title).markup;
    }
  };
  // The worker may be faster than the drawing: only the newest state of a frame is drawn.
  const redraw = () => {
    if (isAwaited) return;
    isAwaited = true;
    requestAnimationFrame(draw);
  };
  let drawnWidth = 0;
  const resizes = new ResizeObserver(([entry]) => {
    const { width } = entry!.contentRect;
    if (width === drawnWidth) return;
    drawnWidth = width;
    redraw();
  });

  return {
    begin({ seed, config: { model, data, training: settings } }) {
      const { features, neurons } = model;
      const { lossExponent, steps } = settings;
      const curve = { step: [], loss: [] };
      training = { seed, features, neurons, ...data, lossExponent, steps, curve };
      states = [];
      isFollowing = true;
    },
    add(state, steps, losses) {
      training!.curve.step.push(...steps);
      training!.curve.loss.push(...losses);
      states.push(state);
      redraw();
    },
    choose() {
      const range = slider();
      isFollowing = range !== null && range.value === range.max;
      redraw();
    },
    redraw,
    inWords() {
      const state = states.at(-1);
      if (training === undefined || state === undefined) return '';
      return gainsInWords(stateInNumbers(state, training, formationScale(training, states)));
    },
  };
}
