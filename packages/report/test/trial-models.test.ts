// Every sentence of the report on models that prose must survive. The sentences of a model stand in
// trial-models/NAME.txt, with a # in the place of each number. After a change of the wording, read the difference of
// these files, and accept it with `npx vitest run --update=all packages/report/test/trial-models.test.ts`.
import { readdirSync } from 'node:fs';
import {
  quantityDefinitions,
  quantityIds,
} from '@superposition/core/internal/quantities/quantity-definitions';
import { graph } from '@superposition/pipeline/internal/graph/graph';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Figure } from '../src/figure.js';
import type { Page } from '../src/page/page.js';
import { buildPipeline } from '../src/pipeline.js';
import type { Rule } from '../src/sentences/rule.js';
import { generalFaults } from './general-faults.js';
import { maskedText, type PageWords, pageWords, sentencesOf } from './page-words.js';
import { type TrialFacts, trialFacts } from './trial-facts.js';
import { trialModels } from './trial-models.js';
import { truths } from './truths.js';
import { valuesOfStages } from './values-of-stages.js';

interface Trial {
  readonly words: readonly PageWords[];
  readonly figures: readonly Figure[];
  readonly facts: TrialFacts;
}

/** Places whose sentences are not moved to sentences/ yet, and so not yet true of every model. */
const notYetMoved: readonly string[] = [];
const moved = (words: readonly PageWords[]) => words.filter(({ place }) => !notYetMoved.includes(place));

const trials = new Map<string, Trial>();
const judged = new Set<string>();
/** The rules that wrote something, by what they call `holds`. */
const used = new Set<unknown>();

/** All pages are made before the first test: about 100 s of one core, and several times that where others use it. */
const patience = 1_200_000;

beforeAll(async () => {
  // The rules are the real ones; this only takes down which of them wrote.
  vi.resetModules();
  vi.doMock('../src/sentences/rule.js', async (original) => {
    const actual = await original<typeof import('../src/sentences/rule.js')>();
    const rule = (holds: string, words: (...evidence: never[]) => string) => {
      const made = actual.rule(holds, (...evidence: never[]) => {
        const text = words(...evidence);
        if (text !== '') used.add(made);
        return text;
      });
      return made;
    };
    return { ...actual, rule };
  });
  for (const trial of trialModels) {
    const { page, figures, understanding } = buildPipeline(
      trial.config,
      trial.weights && { weights: trial.weights },
    );
    const values = await valuesOfStages(graph([page]));
    trials.set(trial.name, {
      words: pageWords((values.get(page.name) as Page).body),
      figures: [...figures, ...understanding].map(({ name }) => values.get(name) as Figure),
      facts: trialFacts(trial, values),
    });
  }
}, patience);
afterAll(() => {
  vi.doUnmock('../src/sentences/rule.js');
  vi.resetModules();
});

describe.each(trialModels.map(({ name }) => name))('%s', (name) => {
  it('is described in these sentences', async () => {
    await expect(maskedText(trials.get(name)!.words)).toMatchFileSnapshot(`trial-models/${name}.txt`);
  });

  it('has sentences that are true of the model as the test measures it', () => {
    const { words, facts } = trials.get(name)!;
    const untrue = words.flatMap(({ place, words: text }) =>
      sentencesOf(text).flatMap((sentence) =>
        truths.flatMap(({ about, judge }) => {
          const fault = judge(sentence, facts);
          if (fault === 'not about this') return [];
          judged.add(about);
          return fault === null || notYetMoved.includes(place) ? [] : [`${place}: ${sentence}\n    ${fault}`];
        }),
      ),
    );
    expect(untrue).toEqual([]);
  });

  it('has numbers and sentences that can be read', () => {
    const { words, figures } = trials.get(name)!;
    const there = figures.filter(({ id }) => !notYetMoved.includes(id));
    expect(generalFaults(moved(words), there)).toEqual([]);
  });
});

it('has a sentence for every truth that it knows how to judge', () => {
  const unsaid = truths.filter(({ about, isNeverSaid }) => isNeverSaid !== true && !judged.has(about));
  // What is not moved yet may come to say it.
  expect(notYetMoved.length > 0 ? [] : unsaid.map(({ about }) => about)).toEqual([]);
});

it('defines quantities for any model, and without praise', () => {
  const texts = quantityIds.map((id) => quantityDefinitions[id].definition);
  expect(
    texts.filter((text) => /training loss|ideal|perfect|\bbetter\b|\bworse\b|trained model/.test(text)),
  ).toEqual([]);
});

/** Rules that these models do not reach, because they need TensorFlow.js, a failure, a server, a reader or the document's experiment. Each is tried by a test of its own. */
const triedElsewhere: readonly string[] = [
  'citation.ts',
  'comparison.ts',
  'cross-check.ts',
  'errors-of-seeds.ts: unmeasuredSeeds',
  'formation.ts: notRepeated',
  'given-figures.ts',
  'loss-comparison.ts: gainUnderSquares',
  // Of a sweep's page, which is of no one model: model-table.test.ts.
  'model-table.ts',
  'page.ts',
  'pick.ts: notDrawn',
  'pick.ts: pickedInWords',
  'series.ts',
  'sweep-setting.ts: notConverged',
  'take-along.ts',
  'train-here.ts: otherDigest',
  'train-here.ts: sameDigest',
  'train-here.ts: stepOfTraining',
  'train-here.ts: trainingEnded',
  'train-here.ts: trainingFailed',
  'train-here.ts: trainingForbidden',
  'train-here.ts: trainingStopped',
  'uses-by-steps.ts: usesOverSteps',
  'verdicts.ts',
  'claims-chart.ts',
  // They need a sweep over neurons around more than ten of them, and one of which some models serve few: understanding.test.ts.
  'gain-theory.ts: isCancellation',
  'gain-theory.ts: withoutOneGain',
  // It needs models of 20 or 50 neurons: loss-ladder.test.ts.
  'loss-ladder.ts: designsElsewhere',
  // It needs models of several seeds whose losses hardly differ: explained-figures.test.ts.
  'negative-inputs.ts: isOnlySideEffect',
];

it('uses every rule, each of which says when it holds', async () => {
  const folder = new URL('../src/sentences/', import.meta.url);
  const names = readdirSync(folder).filter((file) => /(?<!\.test)\.ts$/.test(file));
  const unused: string[] = [];
  for (const file of names) {
    const exported = (await import(/* @vite-ignore */ new URL(file, folder).href)) as Record<string, unknown>;
    for (const [name, rule] of Object.entries(exported)) {
      if (!isRule(rule)) continue;
      expect(rule.holds, `${file}: ${name}`).toMatch(/\w{2}/);
      const isTriedElsewhere = triedElsewhere.some((each) => each === file || each === `${file}: ${name}`);
      if (!used.has(rule) && !isTriedElsewhere) unused.push(`${file}: ${name}`);
    }
  }
  expect(unused).toEqual([]);
});

const isRule = (value: unknown): value is Rule<never> => typeof value === 'function' && 'holds' in value;
