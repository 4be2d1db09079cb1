import { type Figure, firstView, headOf, type MultiplesPanel, type PanelHead } from '../figure.js';
import { inScheme } from '../plot/in-scheme.js';
import { multiples } from '../plot/multiples-svg.js';
import type { PlotStyle } from '../plot/styled-layout.js';
import { decimals } from '../text/format.js';
import { plainProse } from '../text/plain-prose.js';
import { prose } from '../text/prose.js';
import type { PlacedText } from './boxes.js';
import { type DrawnScheme, paint } from './colour.js';
import { drawnPanels } from './drawn-panels.js';
import { panelCorners, panelWidth } from './figure-layout.js';
import { type Drawing, panelDrawing } from './panel-svg.js';
import { textElement } from './text-element.js';
import { lineHeight, wrapped } from './text-runs.js';
import { px } from './values.js';
import { escapeXml, xmlCharacters } from './xml.js';

/** How a figure is drawn as SVG. */
export interface FigureSvgRequest {
  /** Pixels, with the margin around everything. */
  readonly width: number;
  readonly scheme: DrawnScheme;
  readonly view?: string | undefined;
  readonly style: PlotStyle;
  readonly ground: string;
  /** What stands before the title, such as `Figure 5`. */
  readonly name?: string | undefined;
  /** Whether the paragraphs of the caption stand below. */
  readonly caption: boolean;
}

const margin = 18;
const sizes = { kicker: 13, title: 17, panel: 13, caption: 13 } as const;

/** A figure with its title as one SVG that needs nothing else. The same figure gives the same text. */
export function figureSvg(figure: Figure, request: FigureSvgRequest): string {
  const { scheme } = request;
  const resolved = <T>(value: T): T => (scheme === 'both' ? value : inScheme(value, scheme));
  const [style, ground] = [resolved(request.style), resolved(request.ground)];
  const inner = request.width - 2 * margin;
  // The page, too, shows this view first.
  const view = request.view ?? firstView(figure.views);
  const write = (markup: string, size: number, width: number, colour: string, bold = false) => {
    const text = wrapped(markup, size, width, bold);
    const placed: PlacedText = { text, x: 0, y: size, anchor: 'start', size, colour, bold };
    return { content: textElement(placed), height: Math.ceil(lineHeight * size * text.split('<br>').length) };
  };

  const panels = drawnPanels(figure);
  const drawings = panels.map((panel): Drawing & { readonly head: number } => {
    const width = Math.floor(panelWidth(panel, inner));
    const head = headOf(panel, view);
    const title = write(prose(head.title).markup, sizes.panel, width, style.ink, true);
    const body =
      panel.kind === 'plot'
        ? panelDrawing(panel, { ...request, view, width, id: `${figure.id}-${panel.id}` })
        : multiplesDrawing(resolved(panel), width, style, write);
    const note = noteOf(head);
    const belowTitle = note === '' ? undefined : write(note, sizes.panel, width, style.muted);
    const top = title.height + (belowTitle?.height ?? 0) + 6;
    return {
      width,
      height: top + body.height,
      head: top,
      content:
        title.content +
        (belowTitle === undefined ? '' : group(0, title.height, belowTitle.content)) +
        group(0, top, `<g role="img" aria-label="${escapeXml(head.summary)}">${body.content}</g>`),
    };
  });
  const { finding = '' } = figure;
  const kind = finding === '' ? '' : prose(figure.title).markup;
  const name = request.name === undefined ? '' : `<b>${escapeXml(request.name)}</b>`;
  const kicker = [name, kind].filter((part) => part !== '').join('\u2003');
  const above = kicker === '' ? { content: '', height: 0 } : write(kicker, sizes.kicker, inner, style.ink);
  const title = write(prose(finding || figure.title).markup, sizes.title, inner, style.ink, true);
  const titleTop = margin + above.height + (kicker === '' ? 0 : 4);
  const top = titleTop + title.height + 14;
  const { corners, height } = panelCorners(
    panels,
    drawings.map((drawing) => ({ head: drawing.head, body: drawing.height - drawing.head })),
    inner,
  );
  let below = top + height;
  const caption = (request.caption ? figure.caption : []).map((paragraph) => {
    const text = write(prose(paragraph).markup, sizes.caption, Math.min(inner, 640), style.ink);
    below += 12;
    const placed = group(margin, below, text.content);
    below += text.height;
    return placed;
  });
  const whole = Math.ceil(below + margin);
  const content = [
    `<title>${escapeXml(titleOf(figure, request.name))}</title>`,
    `<rect width="100%" height="100%" ${paint('fill', ground)}/>`,
    group(margin, margin, above.content),
    group(margin, titleTop, title.content),
    ...drawings.map((drawing, index) =>
      group(margin + corners[index]!.left, top + corners[index]!.top, drawing.content),
    ),
    ...caption,
  ].join('');
  const both = scheme === 'both' ? ' style="color-scheme: light dark"' : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${px(request.width)}" height="${whole}" viewBox="0 0 ${px(request.width)} ${whole}" font-family="${escapeXml(style.font)}"${both}>${content}</svg>\n`;
}

/** The words and the number that stand beside the title of a panel. */
function noteOf({ note = '', key }: PanelHead): string {
  const number = key === undefined ? '' : `<b>${escapeXml(key.value)}</b> ${escapeXml(key.label)}`;
  return [prose(note).markup, number].filter((part) => part !== '').join('\u2003');
}

/** As plain text, for programs that list files. */
function titleOf({ title, finding = '' }: Figure, name: string | undefined): string {
  const words = plainProse(finding === '' ? title : `${title}. ${finding}`);
  return name === undefined ? words : `${name}. ${words}`;
}

function group(left: number, top: number, content: string): string {
  return `<g transform="translate(${px(left)} ${px(top)})">${content}</g>`;
}

function multiplesDrawing(
  panel: MultiplesPanel,
  width: number,
  style: PlotStyle,
  write: (markup: string, size: number, width: number, colour: string) => { content: string; height: number },
): Drawing {
  const { across, down, content } = multiples(panel, style);
  // A few curves are not drawn larger than the page draws them.
  const scale = Math.min(width / across, 2.4);
  const range = ([low, high]: readonly [number, number]) =>
    `from ${decimals(low, 2)} to ${decimals(high, 2)}`;
  const note = write(`Each: across ${range(panel.x)}, up ${range(panel.y)}.`, 12, width, style.muted);
  const noteTop = Math.ceil(down * scale) + 8;
  return {
    width,
    height: noteTop + note.height,
    content: `<svg width="${px(across * scale)}" height="${px(down * scale)}" viewBox="0 0 ${across} ${down}" font-size="7" ${paint('fill', style.muted)}>${xmlCharacters(content.markup)}</svg>${group(0, noteTop, note.content)}`,
  };
}
