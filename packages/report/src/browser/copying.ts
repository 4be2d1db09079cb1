/** What is copied from a table are numbers that programs read: an ASCII minus, no spaces or line breaks inside, `e` for × 10. */
export function watchCopying(): void {
  document.addEventListener('copy', (event) => {
    const selection = document.getSelection();
    if (selection === null || selection.isCollapsed || event.clipboardData === null) return;
    const ranges = Array.from({ length: selection.rangeCount }, (_, index) => selection.getRangeAt(index));
    if (!ranges.every(isInTable)) return;
    event.clipboardData.setData('text/plain', textOfRanges(ranges));
    event.preventDefault();
  });
}

/** The texts of several ranges, each of some cells that the reader has chosen one by one: those of a row stand beside each other. */
function textOfRanges(ranges: readonly Range[]): string {
  const rows = new Map<unknown, string[]>();
  for (const range of ranges) {
    const row = elementOf(range)?.closest('tr') ?? range;
    rows.set(row, [...(rows.get(row) ?? []), textOfCells(range.cloneContents())]);
  }
  return [...rows.values()].map((row) => row.join('\t')).join('\n');
}

function elementOf({ commonAncestorContainer: container }: Range): Element | null {
  return container instanceof Element ? container : container.parentElement;
}

function isInTable(range: Range): boolean {
  return elementOf(range)?.closest('table, .table-scroll') != null;
}

/** The cells of a part of a table: one row a line, with tabs between the cells. */
function textOfCells(part: DocumentFragment): string {
  // What the reader does not see is not meant.
  for (const unseen of part.querySelectorAll('[hidden], details:not([open]) > :not(summary)'))
    unseen.remove();
  const cells = [...part.querySelectorAll('th, td')];
  if (cells.length === 0) return plainText(part);
  const rows = new Map<Element | null, string[]>();
  for (const cell of cells) {
    const row = cell.closest('tr');
    rows.set(row, [...(rows.get(row) ?? []), plainText(cell)]);
  }
  return [...rows.values()].map((row) => row.join('\t')).join('\n');
}

/** The text of a part of the page as programs read it. */
export function plainText(part: Node): string {
  return plain(marked(part));
}

/** The text of a node, with `^` before what is raised, and a space before what stands on a line of its own. */
function marked(node: Node): string {
  return [...node.childNodes]
    .map((child) => {
      if (!(child instanceof Element)) return child.nodeValue ?? '';
      const before = child.matches('.definition, .comparison, p, div, li') ? ' ' : '';
      return `${before}${child.matches('sup') ? '^' : ''}${marked(child)}`;
    })
    .join('');
}

function plain(text: string): string {
  return (
    text
      .replaceAll('−', '-')
      .replace(/(?<=\d)[\u2009\u202f](?=\d)/g, '')
      // A space that holds a line together is a space.
      .replace(/[\s\u00a0]+/g, ' ')
      .replace(/ × 10\^(-?\d+)/g, 'e$1')
      .replace(/ × 10([⁻⁰¹²³⁴-⁹]+)/g, (_, raised: string) => `e${[...raised].map(lowered).join('')}`)
      .trim()
  );
}

/** A raised digit or minus as it stands in a line. */
function lowered(raised: string): string {
  return raised === '⁻' ? '-' : raised.normalize('NFKC');
}
