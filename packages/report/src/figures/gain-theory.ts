import type { Convergence } from '@superposition/analyses/internal/sweeps/convergence';
import type { Findings } from '@superposition/analyses/internal/understanding/finding';
import type { GainLine, GainPoint } from '@superposition/analyses/internal/understanding/gain-line';
import type { SweptSettings } from '@superposition/core/internal/config/sweeps';
import type { Figure, FigureTable } from '../figure.js';
import { lossBars, theoryPanels } from '../plot/gain-theory-panels.js';
import {
  cubicPredicts,
  gainBesideTheory,
  gainErrorOf,
  hasOneGain,
  isCancellation,
  isInDomain,
  type LossBar,
  lossesSummary,
  lossOfTheory,
  onlyFourthPower,
  onlyStationary,
  outsideDomain,
  theoryDefinitions,
  type TheoryEvidence,
  theoryMarks,
  theorySummary,
  toleranceOf,
  withoutOneGain,
} from '../sentences/gain-theory.js';
import { type ModelSeed, modelWord, shownModels } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import { isConcluded, notConverged, whetherConverged } from '../sentences/sweep-setting.js';
import { decimals, margin, significant } from '../text/format.js';
import { sweptNotation } from '../text/swept-notation.js';
import { drawnModels } from './drawn-models.js';

export interface GainTheoryParams {
  readonly seed: ModelSeed;
  readonly features: number;
  /** The settings of the converged model. */
  readonly converged: SweptSettings;
  readonly settings: readonly ('activeProbability' | 'neurons')[];
  readonly convergenceFigure: number | null;
}

export interface GainTheoryInputs {
  /** In the order of `settings`. */
  readonly lines: readonly GainLine[];
  /** The converged model by itself. */
  readonly alone: GainPoint;
  readonly theory: Findings;
  readonly losses: Findings;
  readonly convergence?: Convergence;
}

const title = 'Gain theory';

/** In the place of Figure D, where the exponent of the loss is not 4. */
export function withoutGainTheory(
  _inputs: object,
  { lossExponent }: { readonly lossExponent: number },
): Figure<Sentence> {
  return {
    id: 'figure-d',
    number: 'D',
    title,
    caption: [onlyFourthPower(lossExponent)],
    definitions: [],
    panels: [],
    tables: [],
  };
}

/** Figure D: the gain that balances attenuation against crosstalk, beside that of trained models. */
export function gainTheoryFigure(
  { lines, alone, theory, losses, convergence }: GainTheoryInputs,
  { seed, features, converged, settings, convergenceFigure }: GainTheoryParams,
): Figure<Sentence> {
  const evidence: TheoryEvidence = {
    features,
    own: converged,
    lines: lines.map((line, index) => ({ setting: settings[index]!, line })),
    alone,
    theory,
    losses: barsOf(theory, losses, seed),
  };
  const { models, tested, isOpen } = drawnModels({ seed, converged, convergenceFigure }, convergence);
  const concluded = isConcluded(models, tested);
  // The cubic is of networks with one gain; the additive theory is of any.
  const [, ...ofAny] = evidence.losses;
  const drawn = hasOneGain(alone) ? evidence : { ...evidence, losses: ofAny };
  return {
    id: 'figure-d',
    number: 'D',
    title,
    finding: concluded ? cubicPredicts(evidence) : paragraph(),
    caption: paragraphs(
      paragraph(
        notConverged(models, tested),
        theoryMarks(
          evidence,
          lines.map((line) => isOpen(stepsOf(line))),
        ),
        gainBesideTheory(evidence, modelWord(seed)),
        outsideDomain(evidence),
        withoutOneGain(evidence),
      ),
      ...(concluded
        ? [paragraph(isCancellation(evidence), onlyStationary(evidence), lossOfTheory(evidence))]
        : []),
      whetherConverged(
        seed === null || lines.length === 0 ? models : { points: lines.flatMap(({ points }) => points) },
        tested,
      ),
    ),
    definitions: theoryDefinitions,
    panels: [
      ...inRows(
        evidence.lines
          .filter(({ line }) => line.points.some(({ gain }) => gain !== null))
          .map((each) =>
            theoryPanels(each, {
              whose: `${shownModels(each.line.seed, stepsOf(each.line))} each`,
              summary: theorySummary(each.setting, each.line),
              tolerance: toleranceOf(evidence),
              isOpen: isOpen(stepsOf(each.line)),
            }),
          ),
      ),
      ...(drawn.losses.some(({ value }) => value === null || !(value > 0))
        ? []
        : [lossBars(drawn, shownModels(seed, converged.steps), lossesSummary(drawn))]),
    ],
    tables: tablesOf(drawn),
  };
}

/** The steps of the models of a line, which are the same. */
function stepsOf({ points }: GainLine): number | null {
  return points[0]?.settings.steps ?? null;
}

/** The gains of all lines beside each other, and below each of them its errors. */
function inRows<Panel>(pairs: readonly (readonly [Panel, Panel | null])[]): readonly Panel[] {
  return [...pairs.map(([gain]) => gain), ...pairs.flatMap(([, error]) => error ?? [])];
}

function barsOf(theory: Findings, losses: Findings, seed: ModelSeed): readonly LossBar[] {
  const bar = (name: string, found: Findings[string] | undefined, isTheory: boolean): LossBar => ({
    name,
    value: found?.value ?? null,
    margin: 3 * (found?.standardError ?? 0),
    isTheory,
  });
  return [
    bar('cubic, κ measured', theory['theory.cubic.measured.loss'], true),
    bar('relu taken as additive', theory['theory.additive.l4'], true),
    bar(seed === null ? 'given model' : 'trained', losses['loss.l4'], false),
  ];
}

function tablesOf(evidence: TheoryEvidence): readonly FigureTable[] {
  const { lines, alone, losses, features } = evidence;
  const shown = lines.length === 0 ? [alone] : lines.flatMap(({ line }) => line.points);
  const number = (value: number | null) => (value === null ? 'n/a' : significant(value, 4));
  return [
    {
      title: 'Gains',
      columns: [
        'm',
        'p',
        losses.find(({ isTheory }) => !isTheory)!.name,
        'cubic, κ measured',
        'cubic, 4-design κ',
        'error, %',
        'np ≤ 2 and m ≥ 10',
      ],
      rows: shown.map((point) => {
        const { settings, gain, measured, fourDesign } = point;
        const error = gainErrorOf(point);
        return [
          sweptNotation.neurons.show(settings.neurons),
          String(settings.activeProbability),
          number(gain),
          number(measured),
          number(fourDesign),
          error === null ? 'n/a' : decimals(100 * error, 1),
          isInDomain(settings, features) ? 'yes' : 'no',
        ];
      }),
    },
    {
      title: 'Losses over all entries, divided by p',
      columns: ['', 'L4 / p', '± 3 standard errors'],
      rows: losses.map(({ name, value, margin: error, isTheory }) => [
        name,
        number(value),
        isTheory ? 'exact' : margin(value ?? 0, error),
      ]),
    },
  ];
}
