import { briefly } from '../sentences/depth.js';
import {
  arithmeticMethod,
  dataMethod,
  evaluationMethod,
  givenMethod,
  modelMethod,
  trainingMethod,
} from '../sentences/method.js';
import { html } from '../text/html.js';
import type { ReportSettings } from './report-settings.js';
import { type Section, sentences } from './section.js';

/** The experiment as configured. */
export function methodSection(settings: ReportSettings): Section {
  const { model, data, training, evaluation, seeds } = settings;
  const isGiven = settings.weights === 'given';
  const paragraphs = [
    modelMethod(model, isGiven),
    dataMethod(model, data.activeProbability),
    isGiven ? givenMethod(training) : trainingMethod(training, seeds),
    evaluationMethod(evaluation.samples, isGiven),
    arithmeticMethod(isGiven),
    briefly(settings.report.depth, isGiven),
  ].filter((sentence) => sentence !== '');
  return {
    id: 'method',
    title: 'Method',
    body: html`<div class="prose">${paragraphs.map((paragraph) => html`<p>${sentences(paragraph)}</p>`)}</div>`,
  };
}
