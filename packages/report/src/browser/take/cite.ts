import { factsId, readFactsText } from '../../page/report-facts.js';
import { bibtex, type Cited, citation } from '../../sentences/citation.js';
import { citationAsBibtex, citationAsText } from '../../sentences/take-along.js';
import { figureName } from '../../text/figure-name.js';
import { plainProse } from '../../text/plain-prose.js';
import { element } from '../element.js';
import { copyText, type Notes } from './copy.js';
import { figureOf } from './figure-files.js';

/** Shows below the buttons of a figure how to cite it, or hides that again. */
export async function toggleCitation(button: HTMLElement, figure: Element, notes: Notes): Promise<void> {
  const id = `${figure.id}-cite`;
  const shown = notes.place.querySelector(`#${id}`);
  button.setAttribute('aria-expanded', String(shown === null));
  if (shown !== null) return shown.remove();
  const box = element('div', 'cite');
  box.id = id;
  box.dataset['added'] = '';
  notes.place.append(box);
  button.setAttribute('aria-controls', id);
  const cited = await citedFigure(figure);
  for (const [words, what] of [
    [citation(cited), citationAsText],
    [bibtex(cited), citationAsBibtex],
  ] as const) {
    const text = element('pre', '');
    text.textContent = words;
    const copy = element('button', '') as HTMLButtonElement;
    copy.type = 'button';
    copy.textContent = `Copy ${what.replace(/^the /, '')}`;
    copy.addEventListener('click', () => void copyText(words, what, notes));
    box.append(text, copy);
  }
}

async function citedFigure(element: Element): Promise<Cited> {
  const { id, title } = await figureOf(element).catch(() => ({ id: element.id, title: '' }));
  const read = readFactsText(document.getElementById(factsId)?.textContent ?? '');
  const facts = 'facts' in read ? read.facts : undefined;
  const name = figureName(id);
  return {
    report: facts?.title ?? document.title,
    figure: [name, plainProse(title)].filter((part) => part !== undefined && part !== '').join(': '),
    id,
    digest: facts?.digest,
    version: facts?.version,
  };
}
