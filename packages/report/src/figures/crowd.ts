import type { Convergence } from '@superposition/analyses/internal/sweeps/convergence';
import type { Findings } from '@superposition/analyses/internal/understanding/finding';
import type { SweptSettings } from '@superposition/core/internal/config/sweeps';
import type { Figure, FigureTable } from '../figure.js';
import { axis } from '../plot/axis.js';
import { type FindingLine, findingPanel, rangeOf } from '../plot/finding-lines.js';
import { levelAcross } from '../plot/levels.js';
import {
  additiveShare,
  crowdCosts,
  crowdDefinitions,
  type CrowdEvidence,
  crowdEvidence,
  crowdMarks,
  crowdOfSquares,
  type CrowdPoint,
  crowdSummary,
  neuronsAreWorth,
} from '../sentences/crowd.js';
import { type ModelSeed, modelWord, shownModels } from '../sentences/model.js';
import { paragraph, paragraphs } from '../sentences/paragraph.js';
import type { Sentence } from '../sentences/rule.js';
import { isConcluded, notConverged, whetherConverged } from '../sentences/sweep-setting.js';
import { margin, significant } from '../text/format.js';
import { four, ink } from '../theme.js';
import { drawnModels } from './drawn-models.js';

export interface CrowdParams {
  readonly seed: ModelSeed;
  /** The settings of the converged model. */
  readonly converged: SweptSettings;
  readonly convergenceFigure: number | null;
}

export interface CrowdInputs {
  readonly crowd: Findings;
  readonly participation: Findings;
  readonly ablation: Findings;
  readonly convergence?: Convergence;
}

/** Figure H: what features that are active together cost, and what single neurons are worth. */
export function crowdFigure(
  { crowd, participation, ablation, convergence }: CrowdInputs,
  { seed, converged, convergenceFigure }: CrowdParams,
): Figure<Sentence> {
  const evidence = crowdEvidence({ ...crowd, ...participation, ...ablation }, modelWord(seed));
  const { models, tested, isOpen } = drawnModels({ seed, converged, convergenceFigure }, convergence);
  const whose = shownModels(seed, converged.steps);
  return {
    id: 'figure-h',
    number: 'H',
    title: 'The load of the crowd',
    finding: isConcluded(models, tested) ? crowdCosts(evidence) : paragraph(),
    caption: paragraphs(
      paragraph(notConverged(models, tested), crowdMarks(evidence)),
      paragraph(
        crowdOfSquares(evidence),
        additiveShare(evidence),
        neuronsAreWorth(evidence, converged.neurons),
      ),
      whetherConverged(models, tested),
    ),
    definitions: crowdDefinitions,
    panels: [
      ...panelOf(
        'per-feature',
        `Error per active feature, one alone = 1, ${whose}`,
        [
          { name: '|y − t|⁴', colour: four, points: evidence.fourths },
          { name: '|y − t|²', colour: four, dash: 'dash', points: evidence.squares },
        ],
        isOpen(converged.steps),
      ),
      ...panelOf(
        'additive',
        `|y − t|⁴, additive ÷ true, ${whose}`,
        [{ name: 'additive ÷ true', colour: ink, points: evidence.additive }],
        isOpen(converged.steps),
      ),
    ],
    tables: [tableOf(evidence)],
  };
}

function panelOf(id: string, title: string, all: readonly FindingLine[], isOpen: boolean) {
  const lines = all
    .filter(({ points }) => points.length > 1)
    .map((line) => ({ ...line, open: line.points.map(() => isOpen) }));
  if (lines.length === 0) return [];
  const counts = lines[0]!.points.map(({ at }) => at);
  return [
    findingPanel({
      id,
      title,
      summary: paragraph(
        ...lines.map(({ name, points }) => crowdSummary(name, points as readonly CrowdPoint[])),
      ),
      shown: '%{y:.3f} with %{x} active',
      lines,
      xaxis: axis('features active at once, k', {
        tickvals: counts,
        range: [Math.min(...counts) - 0.3, Math.max(...counts) + 0.3],
        zeroline: false,
        showgrid: false,
      }),
      yaxis: axis(id === 'additive' ? 'ratio' : 'ratio to one feature'),
      range: rangeOf(lines, [0, 1]),
      place: (at) => at,
      shapes: [levelAcross(1)],
    }),
  ];
}

function tableOf({ findings }: CrowdEvidence): FigureTable {
  const number = (id: string) => {
    const { value = null, standardError } = findings[id] ?? {};
    if (value === null) return 'n/a';
    return `${significant(value)}${standardError === undefined ? '' : ` ± ${margin(value, 3 * standardError)}`}`;
  };
  return {
    title: 'Means by active features, ± 3 standard errors',
    columns: ['active', '|y − t|²', '|y − t|⁴', 'additive over true'],
    rows: Array.from({ length: 9 }, (_, k) => [
      String(k),
      number(`crowd.l2.${k}`),
      number(`crowd.l4.${k}`),
      number(`crowd.additive.${k}`),
    ]),
  };
}
