import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';

/** The script of axe-core. No policy of a page lets it in, so a test gives it to the page by the debugger. */
export function axeSource(): string {
  return readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
}

/**
 * What axe-core finds, or what it finds of colours, if the page differs in them alone from one that it has seen. This
 * function runs in the page, so it uses nothing from here.
 */
export async function violations(onlyColours: boolean): Promise<string[]> {
  const { axe } = globalThis as unknown as {
    axe: { run(context: object, options: object): Promise<AxeResults> };
  };
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
  // A drawing is one image with a description. Its parts are no elements of the page to a reader who cannot see it.
  const context = { exclude: ['.drawing > *', '.multiples > *'] };
  const runOnly = onlyColours ? ['color-contrast', 'link-in-text-block'] : tags;
  const found = await axe.run(context, { runOnly, resultTypes: ['violations'] });
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}
