import type { Figure } from '../../figure.js';
import type { Change } from '../../page/diff-reports.js';
import { defaultGround, defaultStyle } from '../../plot/default-style.js';
import {
  comparison,
  drawingOf,
  figureChanges,
  notDrawn,
  partsOfDifference,
} from '../../sentences/comparison.js';
import { figureSvg } from '../../svg/figure-svg.js';
import { figureName } from '../../text/figure-name.js';
import { plainProse } from '../../text/plain-prose.js';
import { element } from '../element.js';
import { currentScheme } from '../scheme.js';
import { svgAddress } from '../take/picture.js';

/** The figures of the two reports, by id. */
export interface BothFigures {
  readonly here: () => Promise<ReadonlyMap<string, Figure>>;
  readonly there: () => Promise<ReadonlyMap<string, Figure>>;
  readonly other: string;
}

/** A list of the figures that differ. Each unfolds to both drawings, side by side; nothing is drawn before. */
export function figurePairs(
  changes: readonly Change<string | null | undefined>[],
  both: BothFigures,
): readonly HTMLElement[] {
  if (changes.length === 0) return [];
  const heading = element('h3', '');
  heading.textContent = partsOfDifference.figures;
  const pairs = changes.map((change) => {
    const pair = element('details', 'pair') as HTMLDetailsElement;
    const summary = element('summary', '');
    summary.textContent = `${figureName(change.id) ?? change.id}: ${wordsOf(change)}`;
    pair.append(summary);
    pair.addEventListener('toggle', () => {
      if (pair.open && pair.childElementCount === 1) void draw(pair, change, both);
    });
    return pair;
  });
  return [heading, ...pairs];
}

function wordsOf({ from, to }: Change<string | null | undefined>): string {
  if (from === undefined) return figureChanges.onlyThere;
  if (to === undefined) return figureChanges.onlyHere;
  if (from === null) return figureChanges.failedHere;
  return to === null ? figureChanges.failedThere : figureChanges.changed;
}

async function draw(
  pair: HTMLElement,
  { id }: Change<unknown>,
  { here, there, other }: BothFigures,
): Promise<void> {
  const place = element('div', 'drawn-pair');
  pair.append(place);
  for (const [figures, report] of [
    [here, comparison.thisReport],
    [there, other],
  ] as const)
    place.append(await drawing((await figures()).get(id), report));
}

/** A figure as an image: it runs nothing, and asks for nothing, whatever the other report holds. */
async function drawing(figure: Figure | undefined, report: string): Promise<HTMLElement> {
  const frame = element('figure', '');
  const caption = element('figcaption', '');
  frame.append(caption);
  caption.textContent = report;
  if (figure === undefined) return frame;
  try {
    const name = figureName(figure.id) ?? '';
    const image = element('img', '') as HTMLImageElement;
    image.alt = `${drawingOf(name, report)}: ${figure.panels.map(({ summary }) => plainProse(summary)).join(' ')}`;
    image.src = await svgAddress(svgOf(figure, name));
    await image.decode();
    frame.append(image);
  } catch {
    caption.textContent = `${report}: ${notDrawn}`;
  }
  return frame;
}

function svgOf(figure: Figure, name: string): string {
  return figureSvg(figure, {
    width: 600,
    scheme: currentScheme(),
    style: defaultStyle,
    ground: defaultGround,
    caption: false,
    name,
  });
}
