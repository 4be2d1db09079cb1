import type { Explained } from '@superposition/analyses/internal/conclusions/explained';
import type { Network } from '@superposition/analyses/internal/conclusions/solution';
import { figureId } from '../figure-number.js';
import { type Answer, type AnswerSentence, noAnswers } from '../sentences/answer.js';
import { answerAboutGain, answerAboutSquares } from '../sentences/answers-about-gain.js';
import {
  answerAboutBoundary,
  answerAboutNegativeInputs,
  answerAboutStructure,
} from '../sentences/answers-about-structure.js';
import { kindOfSolution } from '../sentences/solution.js';
import { whoseNumbers } from '../sentences/understanding.js';
import { type Html, html } from '../text/html.js';
import { sentences } from './section.js';

const heading = html`<h3 id="answers">Five open questions</h3>`;

/** The open questions of the document, in its order, with what these models answer. Each sentence names what it rests on. */
export function answers(explained: Explained): Html {
  const all = [
    answerAboutGain(explained),
    answerAboutStructure(explained),
    answerAboutBoundary(explained),
    answerAboutSquares(explained),
    answerAboutNegativeInputs(explained),
  ];
  return html`<div class="answers prose"><p>${sentences(whoseNumbers(explained))}</p>${heading}${all.map(answer)}</div>`;
}

/** In the place of the answers, where the models may not be concluded from. */
export function withoutAnswers(steps: number, stepsFigure: number | null): Html {
  return html`<div class="answers prose">${heading}<p>${sentences(noAnswers(steps, stepsFigure))}</p></div>`;
}

/** What kind of solution a given network is: the question, and what is said, in the place of the open questions. */
export function solution(network: Network): Html {
  const { id, question, sentences: said } = kindOfSolution(network);
  return html`<div class="answers prose"><h3 id="${id}">${sentences(question)}</h3><p>${said.map(({ text }) => html`${sentences(text)} `)}</p>
${evidenceOf(said)}</div>`;
}

function answer({ id, question, sentences: said }: Answer): Html {
  const [short, ...reasons] = said;
  return html`<section aria-labelledby="${id}"><h4 id="${id}">${sentences(question)}</h4>${
    short === undefined ? null : html`<p class="short-answer">${sentences(short.text)}</p>`
  }${reasons.length === 0 ? null : html`<ul>${reasons.map(({ text }) => html`<li>${sentences(text)}</li>`)}</ul>`}
${evidenceOf(said)}</section>
`;
}

function evidenceOf(said: readonly AnswerSentence[]): Html {
  return html`<details class="definitions"><summary>Evidence</summary><ul>${said.filter((each) => each.evidence.length > 0).map(evidence)}</ul></details>`;
}

function evidence({ evidence: ids, figure }: AnswerSentence): Html {
  const link = figure === undefined ? null : html`<a href="#${figureId(figure)}">Figure ${figure}</a>: `;
  return html`<li>${link}${ids.map((each) => html`<code>${each}</code> `)}</li>`;
}
