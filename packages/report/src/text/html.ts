import { escapeHtml } from '@superposition/pipeline/internal/values/escape-html';

/** Markup that goes into the page unchanged. Plain strings are not `Html`, so they are escaped. */
export interface Html {
  readonly markup: string;
}

/** The values that a template accepts. */
export type Content = Html | string | number | null | readonly Content[];

/**
 * Template tag. Its literal parts are markup. Of its values, strings are escaped, `Html` stays as it is, lists are
 * joined and `null` gives nothing. Attribute values must be quoted in the template.
 */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return { markup: parts.reduce((text, part, index) => text + render(contents[index - 1] ?? null) + part) };
}

function render(content: Content): string {
  if (content === null) return '';
  if (typeof content === 'object') return 'markup' in content ? content.markup : content.map(render).join('');
  return escapeHtml(String(content));
}

/** A value as JSON that can neither end the script element around it nor contain a line break of JavaScript. */
export function embeddedJson(value: unknown): Html {
  const text = JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return { markup: text };
}
