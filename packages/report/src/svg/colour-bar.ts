import type { PlotStyle } from '../plot/styled-layout.js';
import type { ColourScale } from '../theme.js';
import { ascent, halfHeight, type PlacedText } from './boxes.js';
import { sizes } from './head.js';
import type { HeatmapTrace } from './read-heatmap.js';
import { lineHeight, textWidth, wrapped } from './text-runs.js';
import { linearTexts } from './tick-texts.js';

/** A strip of all colours with the values at some of them, and what the values are. */
export interface ColourBar {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly scale: ColourScale | undefined;
  readonly texts: readonly PlacedText[];
  /** The height of strip and texts. */
  readonly whole: number;
}

const strip = { widest: 150, share: 0.62, height: 9 } as const;

/** Pixels from the strip to the texts around it. */
const gaps = { below: 3, beside: 10, above: 3 } as const;

/** Lays out the bar of a heatmap below `top`. What the values are stands beside the strip, or above it where it is too long. */
export function colourBarOf(
  map: HeatmapTrace,
  left: number,
  top: number,
  width: number,
  style: PlotStyle,
): ColourBar {
  const label = map.bar?.title ?? '';
  const long = Math.min(strip.widest, strip.share * width);
  const isBeside = left + long + gaps.beside + textWidth(label, sizes.text) <= width - 1;
  const above = label === '' || isBeside ? [] : wrapped(label, sizes.text, width - left - 4).split('<br>');
  const stripTop = top + (above.length === 0 ? 0 : lineHeight * sizes.text * above.length + gaps.above);
  const named = { anchor: 'start', size: sizes.text, colour: style.ink } as const;
  const texts: PlacedText[] = above.map((text, line) => ({
    ...named,
    text,
    x: left,
    y: top + (ascent + line * lineHeight) * sizes.text,
  }));
  if (label !== '' && isBeside)
    texts.push({
      ...named,
      text: label,
      x: left + long + gaps.beside,
      y: stripTop + strip.height / 2 + halfHeight * sizes.text,
    });
  const below = stripTop + strip.height + gaps.below + ascent * sizes.tick;
  texts.push(
    ...tickTexts(map, { left, long, width }).map((text) => ({ ...text, y: below, colour: style.muted })),
  );
  return {
    left,
    top: stripTop,
    width: long,
    height: strip.height,
    scale: map.scale,
    texts,
    whole: stripTop - top + strip.height + gaps.below + 1.17 * sizes.tick,
  };
}

/** The values along the strip, as many as do not touch. */
function tickTexts(
  { bar, low, high }: HeatmapTrace,
  { left, long, width }: { readonly left: number; readonly long: number; readonly width: number },
): readonly Omit<PlacedText, 'y' | 'colour'>[] {
  const values = bar?.values ?? [low, high];
  const texts = bar?.texts ?? linearTexts(values);
  const span = high - low || 1;
  let free = Number.NEGATIVE_INFINITY;
  return values.flatMap((value, index) => {
    const text = texts[index] ?? '';
    const half = textWidth(text, sizes.tick) / 2;
    const at = left + ((value - low) / span) * long;
    // A label at an end of the strip ends with it, so that nothing goes beyond the drawing.
    const x = Math.min(
      Math.max(at, left + half),
      Math.max(left + half, Math.min(left + long, width - 1) - half),
    );
    if (!Number.isFinite(x) || x - half < free || x + half > width) return [];
    free = x + half + 6;
    return [{ text, x, anchor: 'middle' as const, size: sizes.tick }];
  });
}
