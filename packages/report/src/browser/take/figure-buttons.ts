import { isForPlotlyAlone } from '../drawings.js';
import { addressOfFigure, notMade, saved, takeAlong, takeFigure } from '../../sentences/take-along.js';
import { figureName } from '../../text/figure-name.js';
import { element } from '../element.js';
import { fragmentOf, stateOfAddress } from '../page-address.js';
import { toggleCitation } from './cite.js';
import { copyText, type Notes } from './copy.js';
import { type FileKind, fileKinds, fileOf } from './figure-files.js';
import { saveFile } from './save.js';

/** Adds to each figure the buttons by which readers take it along, where they are missing. Pages in a browser without scripts have none. */
export function addFigureButtons(): void {
  for (const figure of document.querySelectorAll<HTMLElement>('[data-figure]')) {
    const row = figure.querySelector<HTMLElement>('.figure-row');
    if (row !== null && row.querySelector('.take') === null) addTo(figure, row);
  }
}

function addTo(figure: HTMLElement, row: HTMLElement): void {
  let actions = row.querySelector<HTMLElement>('.actions');
  if (actions === null) {
    actions = added('div', 'actions needs-script');
    row.prepend(actions);
  }
  const group = added('div', 'take');
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', takeFigure(figureName(figure.id) ?? figure.id));
  const said = added('output', 'said');
  const notes: Notes = { said, place: row };
  const add = (name: string, title: string, act: (button: HTMLElement) => unknown) => {
    const button = element('button', '') as HTMLButtonElement;
    button.type = 'button';
    button.textContent = name;
    button.title = title;
    button.addEventListener('click', () => {
      said.textContent = '';
      void act(button);
    });
    group.append(button);
    return button;
  };
  for (const kind of kindsOf(figure))
    add(kind.toUpperCase(), takeAlong[kind], () => take(figure, kind, said));
  add('Link', takeAlong.link, () => copyText(addressOf(figure), addressOfFigure, notes));
  const cite = add('Cite', takeAlong.cite, (button) => toggleCitation(button, figure, notes));
  cite.setAttribute('aria-expanded', 'false');
  actions.append(group, said);
}

function added(name: string, className: string): HTMLElement {
  const made = element(name, className);
  made.dataset['added'] = '';
  return made;
}

/** What there is to take: a figure of words alone has no file, and what only Plotly draws has no drawing. */
function kindsOf(figure: Element): readonly FileKind[] {
  if (figure.querySelector('.panels') === null) return [];
  return isForPlotlyAlone(figure) ? ['csv'] : fileKinds;
}

async function take(figure: HTMLElement, kind: FileKind, said: HTMLElement): Promise<void> {
  try {
    const { name, content } = await fileOf(figure, kind);
    saveFile(name, content);
    said.textContent = saved(name);
  } catch {
    said.textContent = notMade(kind.toUpperCase());
  }
}

/** The address of a figure, with what the reader has chosen. */
function addressOf({ id }: Element): string {
  const [page] = location.href.split('#');
  return `${page}${fragmentOf(id, stateOfAddress())}`;
}
