import { tableAsCsv, takeAlong } from '../../sentences/take-along.js';
import type { PageTables } from '../../page/report-facts.js';
import { fileName } from '../../text/file-name.js';
import { figureName } from '../../text/figure-name.js';
import { element } from '../element.js';
import { unpacked } from '../unpacked.js';
import { saveFile } from './save.js';
import { tableCsv } from './table-csv.js';

/** Adds to each table of the page a button that saves it, where it is missing. */
export function addTableButtons(): void {
  // An update of the page may have removed the table.
  for (const button of document.querySelectorAll('.take-table'))
    if (button.nextElementSibling?.matches('.table-scroll') !== true) button.remove();
  for (const frame of document.querySelectorAll<HTMLElement>('main .table-scroll')) {
    // The file of a section with all digits has what its folded tables show, too.
    const isPart = frame.parentElement!.closest('details') !== null && sectionOf(frame) !== undefined;
    if (isPart || frame.previousElementSibling?.matches('.take-table') === true) continue;
    const label = frame.getAttribute('aria-label') ?? '';
    const button = element('button', 'take-table') as HTMLButtonElement;
    button.type = 'button';
    button.dataset['added'] = '';
    button.textContent = 'CSV';
    button.title = takeAlong.csv;
    button.setAttribute('aria-label', tableAsCsv(label));
    button.addEventListener('click', () => void save(button.nextElementSibling!));
    frame.before(button);
  }
}

/** The section whose tables the page has with all digits, if the table stands in one. */
function sectionOf(frame: Element): keyof PageTables | undefined {
  const section = frame.closest('section')?.id;
  if (frame.closest('[data-figure]') !== null || document.getElementById('table-data') === null)
    return undefined;
  return section === 'quantities' || section === 'claims' ? section : undefined;
}

async function save(frame: Element): Promise<void> {
  const label = frame.getAttribute('aria-label') ?? '';
  const figure = frame.closest('[data-figure]')?.id ?? '';
  const text = (await withAllDigits(frame)) ?? tableCsv(frame.querySelector('table')!);
  const name = fileName([figureName(figure), label], 'csv');
  saveFile(name, new Blob([text], { type: 'text/csv;charset=utf-8' }));
}

async function withAllDigits(frame: Element): Promise<string | undefined> {
  const section = sectionOf(frame);
  const source = document.getElementById('table-data');
  if (section === undefined || source === null) return undefined;
  return ((await unpacked(source).json()) as PageTables)[section];
}
