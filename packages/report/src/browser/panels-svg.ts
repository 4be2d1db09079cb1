/** The part of Plotly's interface that this script uses. */
declare const Plotly: {
  toImage(node: HTMLElement, options: object): Promise<string>;
};

const namespace = 'http://www.w3.org/2000/svg';

/** Resolves when the script of the page has drawn every plot of the page. */
async function drawn(): Promise<void> {
  const isDrawn = () =>
    [...document.querySelectorAll('[data-plot]')].every((plot) => plot.querySelector('.main-svg') !== null);
  while (!isDrawn()) await new Promise((resolve) => setTimeout(resolve, 20));
  await document.fonts.ready;
}

/** Pixels around the panels. */
const margin = 12;

/** Where the panels of the figure are in the window, with a margin. */
async function panelsPlace(): Promise<{ x: number; y: number; width: number; height: number }> {
  await drawn();
  // Plotly's buttons appear where the mouse is.
  for (const buttons of document.querySelectorAll<HTMLElement>('.modebar')) buttons.style.display = 'none';
  const { left, top, width, height } = document.querySelector('.panels')!.getBoundingClientRect();
  return { x: left - margin, y: top - margin, width: width + 2 * margin, height: height + 2 * margin };
}

/**
 * The panels of the figure as one SVG. They look as on the page. It contains the fonts' names, and not the fonts.
 */
async function panelsAsSvg(): Promise<string> {
  const { x: left, y: top, width, height } = await panelsPlace();
  const panels = document.querySelector<HTMLElement>('.panels')!;
  const root = element('svg', {
    width: round(width),
    height: round(height),
    viewBox: `0 0 ${round(width)} ${round(height)}`,
  });
  root.append(
    element('rect', { width: '100%', height: '100%', fill: getComputedStyle(document.body).backgroundColor }),
  );
  for (const plot of panels.querySelectorAll<HTMLElement>('[data-plot]'))
    root.append(await plotAsSvg(plot, left, top));
  for (const svg of panels.querySelectorAll<SVGSVGElement>('.multiples svg'))
    root.append(...inlinedSvg(svg, left, top));
  root.append(...linesOfText(panels, left, top));
  return new XMLSerializer().serializeToString(root);
}

async function plotAsSvg(plot: HTMLElement, left: number, top: number): Promise<Element> {
  const box = plot.getBoundingClientRect();
  const text = await Plotly.toImage(plot, {
    format: 'svg',
    width: box.width,
    height: box.height,
    imageDataOnly: true,
  });
  const svg = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  svg.setAttribute('x', round(box.left - left));
  svg.setAttribute('y', round(box.top - top));
  return svg;
}

/** A copy of an inline SVG with the properties that style sheets give it, and its background. */
function inlinedSvg(svg: SVGSVGElement, left: number, top: number): readonly Element[] {
  const box = svg.getBoundingClientRect();
  const place = {
    x: round(box.left - left),
    y: round(box.top - top),
    width: round(box.width),
    height: round(box.height),
  };
  const copy = svg.cloneNode(true) as SVGSVGElement;
  for (const [name, value] of Object.entries(place)) copy.setAttribute(name, value);
  const originals = [...svg.querySelectorAll('*')];
  for (const [index, node] of [...copy.querySelectorAll('*')].entries()) {
    const style = getComputedStyle(originals[index]!);
    for (const property of [
      'fill',
      'stroke',
      'stroke-width',
      'opacity',
      'font-family',
      'font-size',
      'vector-effect',
    ])
      node.setAttribute(property, style.getPropertyValue(property));
  }
  return [element('rect', { ...place, fill: getComputedStyle(svg).backgroundColor }), copy];
}

/** The text of titles and notes. SVG does not break lines, so each line is a text of its own. */
function linesOfText(panels: HTMLElement, left: number, top: number): readonly Element[] {
  const lines: Element[] = [];
  const walker = document.createTreeWalker(panels, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement!;
    if (parent.closest('svg, [data-plot]') !== null) continue;
    const style = getComputedStyle(parent);
    const range = document.createRange();
    let line: { readonly top: number; readonly text: Element } | undefined;
    for (const { 0: word, index } of node.textContent!.matchAll(/\S+\s*/g)) {
      range.setStart(node, index);
      range.setEnd(node, index + word.trimEnd().length);
      const box = range.getBoundingClientRect();
      if (line === undefined || Math.abs(line.top - box.top) > 2) {
        const text = element('text', {
          x: round(box.left - left),
          // The baseline of the usual fonts lies at about four fifths of the height of a line of letters.
          y: round(box.top + 0.8 * box.height - top),
          fill: style.color,
          'font-family': style.fontFamily,
          'font-size': style.fontSize,
          'font-style': style.fontStyle,
          'font-weight': style.fontWeight,
        });
        line = { top: box.top, text };
        lines.push(text);
      }
      line.text.append(word);
    }
  }
  return lines;
}

function element(name: string, attributes: Readonly<Record<string, string>>): Element {
  const made = document.createElementNS(namespace, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}

function round(value: number): string {
  return String(Number(value.toFixed(2)));
}

Object.assign(globalThis, { panelsPlace, panelsAsSvg });
