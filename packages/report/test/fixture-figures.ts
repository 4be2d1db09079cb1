import { crossGain } from '@superposition/analyses/cross-gain';
import { effectiveMap } from '@superposition/analyses/effective-map';
import { featureOrders } from '@superposition/analyses/feature-orders';
import { geometry } from '@superposition/analyses/geometry';
import { inputWeights } from '@superposition/analyses/input-weights';
import { isolatedAndTotal } from '@superposition/analyses/isolated-and-total';
import { lossComparison } from '@superposition/analyses/loss-comparison';
import { measureQuantities } from '@superposition/analyses/measure-quantities';
import type { Model } from '@superposition/analyses/model';
import { perFeatureMse } from '@superposition/analyses/per-feature-mse';
import { responseCurves } from '@superposition/analyses/response-curves';
import { responses } from '@superposition/analyses/responses';
import { sparsityPoint } from '@superposition/analyses/sparsity-point';
import { sparsitySweep } from '@superposition/analyses/sparsity-sweep';
import { type QuantitySummaries, summariseQuantities } from '@superposition/analyses/summarise-quantities';
import { evaluate } from '@superposition/core/evaluate';
import type { Figure } from '../src/figure.js';
import { figure1 } from '../src/figures/figure-1.js';
import { figure2 } from '../src/figures/figure-2.js';
import { figure3 } from '../src/figures/figure-3.js';
import { figure4 } from '../src/figures/figure-4.js';
import { figure5 } from '../src/figures/figure-5.js';
import { figure6 } from '../src/figures/figure-6.js';
import { figure7 } from '../src/figures/figure-7.js';
import { figure8 } from '../src/figures/figure-8.js';
import { figure9 } from '../src/figures/figure-9.js';

interface Request {
  /** One model a seed; the figures show the first. */
  readonly models: readonly Model[];
  readonly activeProbability: number;
  readonly samples: number;
}

/** The nine figures and the quantities of some models, through the functions that the pipeline's stages run. */
export function fixtureFigures({ models, activeProbability, samples }: Request): {
  figures: Figure[];
  quantities: QuantitySummaries;
} {
  const seed = 0;
  const perModel = models.map((model) => {
    const evaluation = finish(
      evaluate({ weights: model.weights, activeProbability, samples, lossExponent: 4, seed }),
    );
    const facts = responses({ model });
    return { evaluation, facts, quantities: measureQuantities({ model, responses: facts, evaluation }) };
  });
  const [model, { evaluation, facts, quantities: ofModel }] = [models[0]!, perModel[0]!];
  const quantities = summariseQuantities({ models: perModel.map((each) => each.quantities) });
  const comparison = lossComparison(
    { trained: [quantities, quantities] },
    { lossExponent: 4, trainedWith: [4, 2] },
  );
  const { features, neurons } = model.weights;
  const orders = featureOrders({ model });
  const points = [0.01, 0.05, 0.2, 1].map((at) =>
    finish(sparsityPoint({ model }, { activeProbability: at, activeEntries: samples / 4, seed })),
  );
  const figures = [
    figure1(
      { errors: perFeatureMse({ evaluation, quantities: ofModel }, { neurons }) },
      { seed, activeProbability },
    ),
    figure2({ curves: responseCurves({ model, responses: facts }) }, { seed }),
    figure3({ weights: inputWeights({ model, orders }) }, { seed }),
    figure4({ map: effectiveMap({ model, orders }) }, { seed }),
    figure5({ geometry: geometry({ model, orders }) }, { seed }),
    figure6({ sweep: sparsitySweep({ points }) }, { seed, features, neurons, activeProbability }),
    figure7({ comparison }, { activeProbability }),
    figure8({ gains: crossGain({ model, orders }) }, { seed }),
    figure9({ parts: isolatedAndTotal({ responses: facts, evaluation }) }, { seed, activeProbability }),
  ];
  return { figures, quantities };
}

/** Runs a generator to its end. */
function finish<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value as T;
  }
}
