import type { PlotPanel } from '../figure.js';
import type { LossChange } from '../sentences/negative-inputs.js';
import type { Sentence } from '../sentences/rule.js';
import { decimals } from '../text/format.js';
import { four, ink2 } from '../theme.js';
import { axis } from './axis.js';
import { levelUp, note } from './levels.js';
import { modelMarks } from './model-marks.js';

const names: Readonly<Record<LossChange['what'], string>> = {
  removed: 'output for x < 0 removed',
  clipped: 'input weights clipped at 0',
  retrained: 'trained with input weights ≥ 0',
};

/** How a panel of changes looks. */
export interface ChangeRows {
  readonly title: string;
  readonly summary: Sentence;
  readonly isOpen: boolean;
}

/** Relative changes of a loss, a row each, in percent. */
export function changeRows(
  changes: readonly LossChange[],
  { title, summary, isOpen }: ChangeRows,
): PlotPanel<Sentence> {
  const percent = changes.map(({ change }) => 100 * change);
  const margins = changes.map(({ margin }) => 100 * margin);
  const ends = [0, ...percent.flatMap((each, index) => [each - margins[index]!, each + margins[index]!])];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const room = high > low ? high - low : 1;
  const rows = changes.map((_, index) => index);
  return {
    kind: 'plot',
    id: 'changes',
    title,
    summary,
    width: 'full',
    aspect: 0.2,
    height: 64 + 30 * changes.length,
    traces: [
      {
        type: 'scatter',
        mode: 'markers',
        name: 'change',
        x: percent,
        y: rows,
        marker: modelMarks({ colour: four, size: 9, open: rows.map(() => isOpen) }),
        error_x: { type: 'data', array: margins, thickness: 1.25, width: 0, color: four },
        hovertemplate: '%{x:.3f} %<extra></extra>',
      },
    ],
    layout: {
      showlegend: false,
      xaxis: axis('change of the loss, %', { range: [low - 0.1 * room, high + 0.3 * room], zeroline: false }),
      yaxis: axis('', {
        range: [changes.length - 0.4, -0.6],
        tickvals: rows,
        ticktext: changes.map(({ what }) => names[what]),
        showgrid: false,
        zeroline: false,
        ticks: '',
      }),
      shapes: [levelUp(0)],
      annotations: changes.map((_, row) => ({
        ...note(
          `${percent[row]! > 0 ? '+' : ''}${decimals(percent[row]!, 2)}`,
          [percent[row]! + margins[row]!, row],
          ['left', 'middle'],
          ink2,
        ),
        xshift: 9,
      })),
    },
  };
}
