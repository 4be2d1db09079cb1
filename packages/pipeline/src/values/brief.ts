import { canonicalJson } from './canonical-json.js';

/** A value of parameters in one short piece of text: what is left out of it is three dots, and its quotes and brackets are closed. */
export function brief(value: unknown): string {
  if (value === undefined) return '(absent)';
  return value === null ? 'none' : shortened(value, longest);
}

const longest = 60;

function shortened(value: unknown, room: number): string {
  const text = canonicalJson(value);
  if (text.length <= room || typeof value === 'number') return text;
  if (typeof value === 'string') {
    // An escape or a pair of surrogates must not be cut in two.
    const shown = [...value.slice(0, room)].slice(0, Math.max(0, room - 5)).join('');
    const inner = canonicalJson(shown).slice(1, -1);
    return inner.length > room ? '"..."' : `"${inner}..."`;
  }
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  let shown = '';
  for (const [name, member] of Object.entries(value as object)) {
    const told = shortened(member, Math.floor(room / 2));
    const next = `${shown === '' ? '' : ','}${Array.isArray(value) ? '' : `${JSON.stringify(name)}:`}${told}`;
    if (shown.length + next.length > room - 6) return `${open}${shown}${shown === '' ? '' : ','}...${close}`;
    shown += next;
  }
  return `${open}${shown}${close}`;
}
