import { escapeHtml } from '@superposition/pipeline/escape-html';

/** Markup that may stand in the page as it is. Plain strings are never taken for it: they are escaped. */
export interface Html {
  readonly markup: string;
}

/** What a template may be filled with. */
export type Content = Html | string | number | null | readonly Content[];

/**
 * Template tag: its literal parts are markup; every string put into it is escaped, `Html` stands as it is, lists are
 * joined and `null` is nothing. Attribute values must be quoted in the template.
 */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return { markup: parts.reduce((text, part, index) => text + render(contents[index - 1] ?? null) + part) };
}

function render(content: Content): string {
  if (content === null) return '';
  if (typeof content === 'object') return 'markup' in content ? content.markup : content.map(render).join('');
  return escapeHtml(String(content));
}

/** A value as JSON that cannot end the script element it stands in, nor break a line of JavaScript. */
export function embeddedJson(value: unknown): Html {
  const text = JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return { markup: text };
}
