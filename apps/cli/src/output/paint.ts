import { styleText } from 'node:util';

/** Colours for the states of stages, where the stream is a terminal that shows colours. A reader needs none of them. */
export interface Paint {
  failed(text: string): string;
  fresh(text: string): string;
}

export function paintFor(stream: NodeJS.WriteStream): Paint {
  // `hasColors` knows NO_COLOR, FORCE_COLOR and TERM. Other streams than terminals lack it.
  const hasColors = stream.isTTY && stream.hasColors();
  const paint = (style: 'red' | 'dim') => (text: string) => (hasColors ? styleText(style, text) : text);
  return { failed: paint('red'), fresh: paint('dim') };
}
