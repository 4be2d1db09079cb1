import type { PlacedText } from './boxes.js';
import { paint } from './colour.js';
import { linesOf, lineHeight, type Run, smallShare } from './text-runs.js';
import { px } from './values.js';
import { escapeXml } from './xml.js';

/** Texts as a group, which has the attributes that all of them have. */
export function textGroup(name: string, texts: readonly PlacedText[]): string {
  const [first = [], ...others] = texts.map(inheritedOf);
  const shared = first.filter((each) => others.every((attributes) => attributes.includes(each)));
  const attributes = [`class="${name}"`, ...shared].join(' ');
  return `<g ${attributes}>${texts.map((text) => textElement(text, shared)).join('')}</g>`;
}

/** The attributes that a text may have from the group around it. */
function inheritedOf({ anchor, size, colour }: PlacedText): readonly string[] {
  return [
    `font-size="${px(size)}"`,
    ...(anchor === 'start' ? [] : [`text-anchor="${anchor}"`]),
    paint('fill', colour),
  ];
}

/** The attributes of a group whose labels stay readable on lines, by halos in the colour of the ground. */
export function haloOf(ground: string): string {
  return `${paint('stroke', ground)} stroke-width="3" stroke-linejoin="round" paint-order="stroke"`;
}

/** A text as an element. It leaves out what the group around it has. */
export function textElement(placed: PlacedText, ofGroup: readonly string[] = []): string {
  const { text, x, y, size, bold = false, angle = 0 } = placed;
  const attributes = [
    `x="${px(x)}" y="${px(y)}"`,
    ...inheritedOf(placed).filter((each) => !ofGroup.includes(each)),
    bold ? 'font-weight="600"' : '',
    angle === 0 ? '' : `transform="rotate(${px(angle)} ${px(x)} ${px(y)})"`,
  ].filter((each) => each !== '');
  const lines = linesOf(text);
  const body = lines
    .map((runs, line) => {
      const content = spans(runs, size);
      return line === 0 && lines.length === 1
        ? content
        : `<tspan x="${px(x)}"${line === 0 ? '' : ` dy="${px(lineHeight * size)}"`}>${content}</tspan>`;
    })
    .join('');
  return `<text ${attributes.join(' ')}>${body}</text>`;
}

/** Pieces in their styles. A raised piece moves the pen, and the next piece moves it back. */
function spans(runs: readonly Run[], size: number): string {
  let raised = 0;
  return runs
    .map((run) => {
      const shift = (raised - run.raised) * (run.raised === 1 || raised === 1 ? 0.36 : 0.24) * size;
      raised = run.raised;
      const attributes = [
        shift === 0 ? '' : ` dy="${px(shift)}"`,
        run.raised === 0 ? '' : ` font-size="${px(smallShare * size)}"`,
        run.italic ? ' font-style="italic"' : '',
        run.bold ? ' font-weight="600"' : '',
      ].join('');
      const content = escapeXml(run.text);
      return attributes === '' ? content : `<tspan${attributes}>${content}</tspan>`;
    })
    .join('');
}
