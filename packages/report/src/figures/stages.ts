import { differingPaths } from '@superposition/analyses/internal/claims/document-settings';
import type { Analyses, Machine } from '@superposition/analyses/internal/pipeline';
import type { Config } from '@superposition/core/config';
import { type SweepName, sweptSettings } from '@superposition/core/internal/config/sweeps';
import { settled, type Stage, stage } from '@superposition/pipeline/internal/graph/stage';
import type { Figure } from '../figure.js';
import { figureTasks as tasks } from './tasks.js';

/** The figures of the sweeps stand after the nine figures of a model. */
const firstSweep = 10;

/**
 * The figures of the model of the first seed, or of the models of all seeds.
 *
 * @param seeds empty for a model whose weights were given
 */
export function modelFigures(
  analyses: Analyses,
  config: Config,
  seeds: readonly number[],
): readonly Stage<Figure>[] {
  const seed = seeds[0] ?? null;
  const { features, neurons } = config.model;
  const own = sweptSettings(config);
  const steps = seeds.length === 0 ? null : config.training.steps;
  const otherSeeds = seeds.slice(1);
  const { activeProbability } = config.data;
  const { lossComparison, sweeps, convergence } = analyses;
  const overExponents = sweeps.find(({ name }) => name === 'lossExponent');
  const { lossExponent } = config.training;
  // Where a further model has no numbers, the figures show the others.
  const [first, ...others] = analyses.models;
  const evaluations = settled(others.map(({ evaluation }) => evaluation));
  const gainMatrix = {
    params: { seed, steps, otherSeeds },
    inputs: {
      map: analyses.effectiveMap,
      gains: analyses.crossGain,
      responses: first!.responses,
      others: settled(others.map(({ responses }) => responses)),
    },
  };
  const convergenceFigure = stepsFigureNumber(analyses, firstSweep);
  const judged = settled(convergence === undefined ? [] : [convergence]);
  return [
    stage('figure-1', tasks.perFeatureError, {
      params: { seed, activeProbability, steps, otherSeeds },
      inputs: { errors: analyses.perFeatureMse, others: evaluations },
    }),
    stage('figure-2', tasks.responseCurves, {
      params: { seed, steps, otherSeeds, lossExponent: seed === null ? null : lossExponent },
      inputs: {
        curves: analyses.responseCurves,
        others: settled(others.map(({ responses }) => responses)),
        exponents: settled(overExponents?.gains === undefined ? [] : [overExponents.gains]),
      },
    }),
    stage('figure-3', tasks.inputWeights, {
      params: { seed, steps, convergenceFigure },
      inputs: {
        weights: analyses.inputWeights,
        uses: analyses.neuronUses,
        lengths: settled(sweeps.filter(isOverSteps).map(({ summary }) => summary)),
        convergence: judged,
      },
    }),
    stage('figure-4', tasks.effectiveMap, gainMatrix),
    stage('figure-5', tasks.geometry, {
      params: { seed, steps },
      inputs: {
        geometry: analyses.geometry,
        frames: analyses.randomFrames,
        distributions: analyses.cosineDistributions,
      },
    }),
    stage('figure-6', tasks.errorBySparsity, {
      params: {
        seed,
        features,
        neurons,
        activeProbability,
        ...(seed !== null && {
          training: { lossExponent: own.lossExponent, steps: own.steps },
          convergenceFigure,
        }),
      },
      inputs: { sweep: analyses.sparsitySweep, convergence: judged },
    }),
    lossComparison === undefined
      ? stage('figure-7', tasks.needsTraining, {
          params: { number: 7, title: 'L4 against L2', trains: 'models on both losses' },
          inputs: {},
        })
      : stage('figure-7', tasks.lossComparison, {
          params: { own, seed, convergenceFigure },
          inputs: {
            comparison: lossComparison,
            ...(overExponents?.gains && { gains: overExponents.gains }),
            ...(convergence && { convergence }),
          },
        }),
    stage('figure-8', tasks.crossGain, gainMatrix),
    stage('figure-9', tasks.isolatedAndTotal, {
      params: { seed, activeProbability, steps, lossExponent },
      inputs: { parts: analyses.isolatedAndTotal, quantities: analyses.quantities, others: evaluations },
    }),
  ];
}

interface Named {
  readonly name: SweepName;
}

const isExponent = ({ name }: Named) => name.startsWith('lossExponent');
const isOverSteps = ({ name }: Named) => name === 'trainingSteps';

/** The sweeps that have a figure of their own, in the order of the figures. */
export function withFigures<Sweep extends Named>(sweeps: readonly Sweep[]): readonly Sweep[] {
  const first = sweeps.find(isExponent);
  return sweeps.filter((each) => !isExponent(each) || each === first);
}

/** The number of the figure that compares lengths of training; null if the report has none. */
export function stepsFigureNumber({ sweeps }: Pick<Analyses, 'sweeps'>, firstNumber: number): number | null {
  const place = withFigures(sweeps).findIndex(isOverSteps);
  return place < 0 ? null : firstNumber + place;
}

/**
 * The figures of the sweeps: lines over one setting, maps over two. The sweeps over exponents, at the density of the report and at a
 * sparser one, share a figure.
 */
export function sweepFigures(
  { sweeps, convergence }: Analyses,
  config: Config,
  firstNumber: number,
): readonly Stage<Figure>[] {
  const own = sweptSettings(config);
  const exponents = sweeps.filter(isExponent);
  const figures = withFigures(sweeps);
  const stepsFigure = stepsFigureNumber({ sweeps }, firstNumber);
  const judged = convergence === undefined ? {} : { convergence };
  return figures.map((each, index) => {
    const {
      axes: [first, second],
      summary: sweep,
      gains,
    } = each;
    const number = firstNumber + index;
    const name = `figure-${number}`;
    if (second !== undefined) {
      const settings = [first.setting, second.setting] as const;
      const params = { number, settings, own, stepsFigure };
      return stage(name, tasks.sweepMap, { params, inputs: { sweep, ...judged } });
    }
    if (isExponent(each)) {
      const params = { number, own, stepsFigure };
      const inputs = {
        sweeps: exponents.map(({ summary }) => summary),
        gains: exponents.map((line) => line.gains!),
      };
      return stage(name, tasks.sweepExponent, { params, inputs: { ...inputs, ...judged } });
    }
    const params = { number, setting: first.setting, own, stepsFigure };
    return first.setting === 'steps'
      ? stage(name, tasks.sweepSteps, { params, inputs: { sweep, gains: gains!, convergence: convergence! } })
      : stage(name, tasks.sweepLine, { params, inputs: { sweep, gains: gains!, ...judged } });
  });
}

/** What the top of the page shows: the gains by exponent, and a drawing of the network. */
export function topStages(analyses: Analyses, config: Config, seeds: readonly number[]) {
  const { model, training } = config;
  const { features, neurons } = model;
  const isTrained = seeds.length > 0;
  const { responseCurves: curves, sweeps, lossComparison, convergence, models } = analyses;
  const gains = sweeps.find(({ name }) => name === 'lossExponent')?.gains;
  return {
    gains: stage('figure-gains', tasks.gainsByExponent, {
      params: {
        seed: seeds[0] ?? null,
        features,
        neurons,
        lossExponent: isTrained ? training.lossExponent : null,
        steps: isTrained ? training.steps : null,
        convergenceFigure: stepsFigureNumber(analyses, firstSweep),
      },
      inputs: {
        curves,
        exponents: settled(gains === undefined ? [] : [gains]),
        ...(lossComparison && { comparison: settled(lossComparison) }),
        ...(convergence && { convergence: settled(convergence) }),
      },
    }),
    network: stage('network', tasks.network, { params: {}, inputs: { model: models[0]!.model } }),
  };
}

/** How the model of the first seed formed, if its training could be repeated. */
export function formationFigures(
  { formation }: Analyses,
  { data, training }: Config,
  seed: number | null,
): readonly Stage<Figure>[] {
  if (formation === undefined || seed === null) return [];
  const { lossExponent, steps } = training;
  const params = { seed, activeProbability: data.activeProbability, lossExponent, steps };
  return [stage('figure-steps', tasks.formation, { params, inputs: { formation } })];
}

/** The chart of the claims, if they can be compared with the models of a config. */
export function claimsFigures(
  { claims }: Analyses,
  config: Config,
  seeds: readonly number[],
): readonly Stage<Figure>[] {
  if (claims === undefined || differingPaths(config).length > 0) return [];
  const params = { seeds, steps: config.training.steps };
  return [stage('figure-claims', tasks.claims, { params, inputs: { claims } })];
}

/** The figure of the cross-check, if the config has one. */
export function crossCheckFigures(
  { crossCheck }: Analyses,
  { tfjs }: Machine,
  seed: number | null,
  number: number,
): readonly Stage<Figure>[] {
  if (crossCheck === undefined || tfjs === undefined || seed === null) return [];
  return [
    stage(`figure-${number}`, tasks.crossCheck, {
      params: { number, seed, backend: `${tfjs.backend}, ${tfjs.version}` },
      inputs: { check: crossCheck },
    }),
  ];
}
