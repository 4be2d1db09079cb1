import {
  beyondLimits,
  stepsOfTraining,
  trainsByScript,
  trainsInPage,
  trainsOnScreen,
  unchangedSettings,
  verifyingIsImpossible,
  whatVerifyingDoes,
} from '../sentences/train-here.js';
import { type Html, html } from '../text/html.js';
import { digestSlot } from './made-from.js';
import type { ReportSettings } from './report-settings.js';
import { type Section, sentences } from './section.js';
import { isTrainable, starts, type TrainSetting, trainSettings } from './train-settings.js';

/** The places of the panels of `formationPanels`, which the script of the page draws. */
const livePanels = [
  { id: 'loss', width: 'half' },
  { id: 'gains', width: 'half' },
  { id: 'answers', width: 'third' },
  { id: 'words', width: 'two-thirds' },
] as const;

/** The section that trains a model in the page. It holds no result, and needs the script of the page. */
export function trainHereSection(settings: ReportSettings): Section {
  const { model, data, training, seeds } = settings;
  // The script of the page begins with these settings, and goes back to them.
  const experiment = JSON.stringify({ model, data, training });
  const { batchSize, learningRate, schedule } = training;
  return {
    id: 'train-here',
    title: 'Train one here',
    body: html`<p class="prose">${sentences(trainsInPage)}</p>
<p class="prose without-scripts">${sentences(trainsByScript)}</p>
<p class="prose on-paper">${sentences(trainsOnScreen)}</p>
<div class="training needs-script" data-experiment="${experiment}">
<div class="training-settings">
<p class="training-note" data-forbidden hidden></p>
${isTrainable(settings) ? null : html`<p class="training-note">${sentences(beyondLimits)}</p>`}
<fieldset><legend>Settings of the training</legend>
${trainSettings(settings).map(settingElement)}
<div class="setting"><span id="train-start">start</span><div class="views" role="group" aria-labelledby="train-start">${starts.map(
      ([kind, label]) =>
        html`<button type="button" name="start" value="${kind}" aria-pressed="${String(kind === model.init.kind)}">${label}</button>`,
    )}</div></div>
<div class="training-buttons"><button type="button" name="train" class="filled">Train</button><button type="button" name="stop" disabled>Stop</button><button type="button" name="reset">Back to the report’s settings</button></div>
</fieldset>
<p class="training-note">${sentences(unchangedSettings({ batchSize, learningRate, schedule, initScale: model.init.scale }))}</p>
</div>
<p class="training-status" role="status"></p>
<div class="training-views" hidden><div class="scrub"><label for="train-state">${stepsOfTraining}</label><input type="range" id="train-state" min="0" max="0" value="0"><span class="scrub-step"></span></div>
<div class="panels">${livePanels.map(({ id, width }) => html`<div class="panel ${width}"><h4></h4><div class="plot"><div class="drawing" data-live="${id}" role="img" tabindex="0"></div></div></div>`)}</div></div>
${seeds[0] === undefined || !isTrainable(settings) ? null : verifying(seeds[0])}
</div>
`,
  };
}

function settingElement({ name, label, value, min, max, step, stops }: TrainSetting): Html {
  const id = `train-${name}`;
  return html`<div class="setting"><label for="${id}">${label}</label><input type="number" id="${id}" name="${name}" value="${String(value)}" min="${String(min)}" max="${String(max)}" step="${String(step)}" required><input type="range" aria-label="${label}, slider" data-of="${id}" data-stops="${JSON.stringify(stops)}" min="0" max="${stops.length - 1}" value="${stops.indexOf(value)}" aria-valuetext="${String(value)}"></div>
`;
}

function verifying(seed: number): Html {
  return html`<div class="training-verify" data-seed="${seed}"><div class="can-verify"><button type="button" name="verify">Verify on this machine</button><p>${sentences(whatVerifyingDoes(seed))} <code data-model-digest>${digestSlot(`model[seed=${seed}]`)}</code></p></div><p class="cannot-verify" hidden>${sentences(verifyingIsImpossible)}</p><p data-verified role="status"></p></div>
`;
}
