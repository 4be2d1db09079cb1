/**
 * Writes src/svg/glyph-widths.ts: how wide Chromium draws each character, in thousandths of the size of the text. The families are
 * those that the page's list of fonts falls to on Linux and, by equal widths, on other systems: Liberation Sans has those of Arial and
 * Helvetica. A character gets the width of its widest family, so text has at least the room that it needs.
 *
 *     npx jiti packages/report/scripts/measure-glyphs.ts
 */
import { writeFile } from 'node:fs/promises';
import { chromiumPath, launchChromium } from '../test/chromium.js';

const families = ['Liberation Sans', 'DejaVu Sans'];
const characters = [
  ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)),
  ...'\u00a0\u2009\u202f¬°±²³´µ·¹½¼¾×÷–—‘’“”…′″‖√∞≈≠≤≥∑Σ∂−⁰⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉ᵢⱼαβγδεθκλμνπρστφχψωΔΓΘΛΠΦΨΩàáâãäåæçèéêëìíîïñòóôõöøùúûüýßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝ←→↑↓●○◐◇✕',
];

if (chromiumPath === undefined) throw new Error('no chromium on the PATH');
const browser = await launchChromium();
const page = await browser.newPage();
const measured = await page.evaluate(
  ({ families, characters }) => {
    const context = document.createElement('canvas').getContext('2d')!;
    const widest = (weight: number) =>
      characters.map((character) =>
        Math.max(
          ...families.map((family) => {
            context.font = `${weight} 1000px "${family}"`;
            return Math.ceil(context.measureText(character).width);
          }),
        ),
      );
    return { regular: widest(400), bold: widest(700) };
  },
  { families, characters },
);
await browser.close();

const lines = (values: readonly number[]) =>
  Array.from(
    { length: Math.ceil(values.length / 20) },
    (_, row) => `  ${values.slice(20 * row, 20 * row + 20).join(', ')},`,
  ).join('\n');
await writeFile(
  new URL('../src/svg/glyph-widths.ts', import.meta.url),
  `/*
 * Made by scripts/measure-glyphs.ts, which says how. Widths are thousandths of the size of the text: of each character the widest of
 * ${families.join(' and ')}.
 */
export const characters =
  ${JSON.stringify(characters.join('')).replaceAll(/[\u00a0\u2009\u202f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)};

// biome-ignore format: a table
export const regular: readonly number[] = [
${lines(measured.regular)}
];

// biome-ignore format: a table
export const bold: readonly number[] = [
${lines(measured.bold)}
];
`,
);
