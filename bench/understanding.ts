// `pnpm exec jiti bench/understanding.ts`, after `pnpm build`: the numbers of an independent implementation beside ours. It trains the
// models that they are of, in about a minute.

import { boundFindings } from '@superposition/analyses/internal/understanding/bounds';
import { codeFindings } from '@superposition/analyses/internal/understanding/codeword-findings';
import { type Findings, found } from '@superposition/analyses/internal/understanding/finding';
import { responseShape } from '@superposition/analyses/internal/understanding/response-shape';
import { theoryFindings } from '@superposition/analyses/internal/understanding/theory';
import { understandingOf } from '@superposition/analyses/internal/understanding/understanding';
import { designFindings } from '@superposition/analyses/internal/variants/design-findings';
import { trainedFindings } from '@superposition/analyses/internal/variants/trained-findings';
import { trainedRow } from '@superposition/analyses/internal/variants/trained-row';
import { onWords } from '@superposition/analyses/internal/variants/trained-starts';
import { defaultConfig } from '@superposition/core/config';
import { exactResponses } from '@superposition/core/internal/network/responses';
import type { Weights } from '@superposition/core/internal/network/weights';
import { complete } from '@superposition/core/internal/training/complete';
import type { TrainingRequest } from '@superposition/core/internal/training/engine';
import { trainKernel } from '@superposition/core/internal/training/train-kernel';
import {
  compare,
  convergedReferences,
  designedBeside,
  otherReferences,
  outputReferences,
  type Reference,
  reportReferences,
  retrainedReferences,
  type Setting,
  squaresReferences,
  trainedReferences,
} from '../packages/analyses/test/support/understanding-references.js';

const params = { activeProbability: 0.02, lossExponent: 4 };

function configOf({ steps = 10_000, neurons = 10, p = 0.02, q = 4 }: Setting): TrainingRequest['config'] {
  const { model, data, training } = defaultConfig;
  return {
    model: { ...model, neurons },
    data: { ...data, activeProbability: p },
    training: { ...training, steps, lossExponent: q },
  };
}

function trained(setting: Setting): Weights {
  return complete(trainKernel({ config: configOf(setting), seed: 0 })).weights;
}

/** Other trainings beside the converged model, by the names of their ids. */
function otherTrainings(twin: Weights): Findings {
  const { model, training } = defaultConfig;
  const config = { ...defaultConfig, training: { ...training, steps: 10_000 } };
  const naive = { ...config, model: { ...model, init: { ...model.init, kind: 'naive' as const } } };
  const { weights: onItsWords } = onWords({ model: { weights: twin } });
  const requests: Readonly<Record<string, Partial<TrainingRequest>>> = {
    report: { config: defaultConfig },
    naiveStart: { config: naive },
    nonNegative: { variant: { inputConstraint: 'non-negative' } },
    freeValues: { variant: { inputConstraint: 'fixed-support' }, initial: onItsWords },
    linear: { variant: { activation: 'identity' } },
  };
  const rows = Object.values(requests).map((request) => {
    const { weights } = complete(trainKernel({ config, seed: 0, ...request }));
    const { activation } = request.variant ?? {};
    return trainedRow({ model: { weights }, twin: { weights: twin } }, { ...params, activation });
  });
  return trainedFindings({ rows }, { names: Object.keys(requests) });
}

/** Networks with W_in at or above zero, and what features of the converged ones answer to −1, by density. */
function alongDensity(densities: readonly number[]): Findings {
  return Object.assign(
    {},
    ...densities.map((p) => {
      const twin = { weights: trained({ p }) };
      const config = configOf({ p });
      const variant = { inputConstraint: 'non-negative' } as const;
      const model = { weights: complete(trainKernel({ config, seed: 0, variant })).weights };
      const params = { activeProbability: p, lossExponent: 4 };
      const at = `activeProbability=${p}`;
      return trainedFindings(
        { rows: [trainedRow({ model, twin }, params), trainedRow({ model: twin, twin }, params)] },
        { names: [`nonNegative.${at}`, `twins.${at}`] },
      );
    }),
  );
}

/** A training on squares beside the converged model. */
function squaresBeside(twin: Weights): Findings {
  const [two, own] = [trained({ q: 2 }), twin].map((weights) =>
    trainedRow({ model: { weights }, twin: { weights: twin } }, params),
  );
  return trainedFindings({ rows: [two!, own!] }, { names: ['squares', 'twins'] });
}

function print(title: string, findings: Findings, references: readonly Reference[]) {
  process.stdout.write(`\n${title}\n`);
  for (const reference of references) {
    const { ours, standardError, agrees } = compare(findings, reference);
    const error = standardError === 0 ? '' : `± ${standardError.toPrecision(2)}`;
    const columns = [
      reference.id.padEnd(46),
      String(Number(reference.value.toPrecision(6))).padEnd(9),
      ours?.toPrecision(5).padEnd(11),
      error.padEnd(11),
    ];
    process.stdout.write(`  ${columns.join(' ')}${agrees ? '  agrees' : '  differs'}\n`);
  }
}

/** The findings of one setting that its references need: the whole section takes longest where there are many neurons. */
function findingsAt(
  { neurons = 10, p = 0.02, q = 4, ...rest }: Setting,
  references: readonly Reference[],
  twin: Weights,
): Findings {
  const weights = trained({ neurons, p, q, ...rest });
  const params = { activeProbability: p, lossExponent: q };
  const { gain } = responseShape(exactResponses(weights));
  const model = { weights };
  const theory = theoryFindings({ model }, params);
  const cubic = theory['theory.cubic.measured.gain']!.value;
  return {
    ...theory,
    ...boundFindings({ model }),
    ...codeFindings({ model }),
    gain: found(gain),
    'cubic over gain − 1': found((cubic ?? Number.NaN) / gain - 1),
    'sparse limit over gain − 1': found(theory['theory.sparseLimit.gain']!.value! / gain - 1),
    ...(references.some(({ id }) => id === designedBeside(neurons))
      ? designFindings(
          { models: [model], twin: { weights: twin } },
          { ...params, names: [`neurons=${neurons}`] },
        )
      : {}),
  };
}

print('After 1,000 steps', understandingOf(trained({ steps: 1000 }), params), reportReferences);
const converged = trained({});
print('After 10,000 steps', understandingOf(converged, params), convergedReferences);
print('Other trainings beside it', otherTrainings(converged), trainedReferences);
print('L2 beside it', squaresBeside(converged), squaresReferences);
const byDensity = alongDensity([0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2]);
print('Input weights at or above zero, by density', byDensity, retrainedReferences);
print('Outputs at −1, by density', byDensity, outputReferences);
for (const { title, setting, references } of otherReferences)
  print(title, findingsAt(setting, references, converged), references);
