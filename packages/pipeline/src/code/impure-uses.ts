import { type AnyNode, type Identifier, type Node, parse } from 'acorn';
import { ancestor } from 'acorn-walk';
import { transform } from 'esbuild';
import { pureGlobals } from './pure-globals.js';

/**
 * Finds, in the syntax of a bundle, what a task must not use. It knows the forms below and refuses every other use of these
 * globals. The threads that run tasks refuse what the syntax does not show.
 *
 * @param code as esbuild wrote it
 * @returns names of the globals and methods
 */
export async function impureUses(code: string, target: string): Promise<readonly string[]> {
  if (!mayBeImpure.test(code.replace(pureMath, ''))) return [];
  return [...(await placedUses(code, target)).uses.keys()];
}

/** Where in a text something is. */
export interface TextPlace {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 0. */
  readonly column: number;
}

/** What a bundle uses, and the modules of Node that it imports, each with its first place. */
export interface PlacedUses {
  readonly uses: ReadonlyMap<string, TextPlace>;
  /** By the text of the import. */
  readonly imports: ReadonlyMap<string, TextPlace>;
  /** Leads from these places to places in the code. Empty unless it was asked for. */
  readonly map: string;
}

/** @param code as esbuild wrote it, perhaps with a source map at its end, which is followed then */
export async function placedUses(code: string, target: string, isMapped = false): Promise<PlacedUses> {
  // esbuild's `define` does not replace local variables of the same name. So each marker is a use of its global.
  const marked = await transform(code, {
    define: Object.fromEntries(watched.map((name) => [name, `${mark}${name.replaceAll('.', '$')}`])),
    format: 'esm',
    target,
    sourcemap: isMapped ? 'external' : false,
    sourcesContent: false,
    logLevel: 'silent',
  });
  const uses = new Map<string, TextPlace>();
  const imports = new Map<string, TextPlace>();
  const visit = (node: Node, _state: unknown, ancestors: readonly Node[]) => {
    const found = impureUse(node as AnyNode, ancestors.at(-2) as AnyNode | undefined);
    if (found !== undefined && !uses.has(found)) uses.set(found, node.loc!.start);
    const imported = importedBy(node as AnyNode);
    if (imported !== undefined && !imports.has(imported)) imports.set(imported, node.loc!.start);
  };
  ancestor(parse(marked.code, { ecmaVersion: 'latest', sourceType: 'module', locations: true }), {
    ImportDeclaration: visit,
    Identifier: visit,
    MemberExpression: visit,
    ImportExpression: visit,
    CallExpression: visit,
    NewExpression: visit,
    ObjectPattern: visit,
  });
  return { uses, imports, map: marked.map };
}

function importedBy(node: AnyNode): string | undefined {
  const source =
    node.type === 'ImportDeclaration' || node.type === 'ImportExpression'
      ? node.source
      : node.type === 'CallExpression'
        ? node.arguments[0]
        : undefined;
  return source?.type === 'Literal' && typeof source.value === 'string' ? source.value : undefined;
}

/** Finds what no thread can refuse when it runs: names of files of this machine, and imports of a computed name. */
export async function unstoppableUses(code: string, target: string): Promise<readonly string[]> {
  if (!/\bimport\s*[(.]/.test(code)) return [];
  const stoppable = await impureUses(code, target);
  return stoppable.filter((name) => name.startsWith('import'));
}

const mark = '__impure_';

/** The forms of globals of which a part is pure. `null`: nothing of it. */
const partlyPure: Readonly<Record<string, ReadonlySet<string> | null>> = {
  // Functions such as `exp` and `sin` are not here: JavaScript does not say which bits they give.
  Math: new Set([
    ...['abs', 'ceil', 'clz32', 'floor', 'fround', 'f16round', 'imul', 'max', 'min', 'round', 'sign', 'sqrt'],
    ...['trunc', 'E', 'LN10', 'LN2', 'LOG10E', 'LOG2E', 'PI', 'SQRT1_2', 'SQRT2', 'sumPrecise'],
  ]),
  Date: new Set(['UTC', 'parse', 'prototype']),
  Function: new Set(['prototype']),
  eval: null,
};

/** Globals of which a part is impure; all other uses are fine. */
const partlyImpure: Readonly<Record<string, ReadonlySet<string>>> = {
  URL: new Set(['createObjectURL', 'revokeObjectURL']),
  AbortSignal: new Set(['timeout']),
  Atomics: new Set(['wait', 'waitAsync']),
  Buffer: new Set(['allocUnsafe', 'allocUnsafeSlow']),
  Error: new Set(['captureStackTrace', 'prepareStackTrace']),
};

/** Names of the global object. */
const globalObjects: ReadonlySet<string> = new Set(['globalThis', 'global', 'self', 'window']);

const impure = [
  ...['performance', 'process', 'crypto', 'navigator', 'localStorage', 'sessionStorage', 'Intl', 'Temporal'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'requestAnimationFrame', 'requestIdleCallback'],
  ...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'BroadcastChannel', 'MessageChannel', 'Worker'],
  ...['SharedWorker', 'document', 'location', 'Deno', 'Bun', 'WeakRef', 'FinalizationRegistry'],
  ...[
    'Blob',
    'File',
    'Event',
    'CustomEvent',
    'Performance',
    'Crypto',
    'SubtleCrypto',
    '__dirname',
    '__filename',
  ],
  ...['import.meta.url', 'import.meta.dirname', 'import.meta.filename', 'import.meta.resolve'],
];

const pureMath = new RegExp(`\\bMath\\.(${[...partlyPure['Math']!].join('|')})\\b(?!\\$)`, 'g');

const watched = [...impure, ...globalObjects, ...Object.keys(partlyPure), ...Object.keys(partlyImpure)];

/** Methods whose result depends on the locale of the machine, on whatever object. */
const localeMethods: ReadonlySet<string> = new Set([
  ...['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'],
  ...['toLocaleLowerCase', 'toLocaleUpperCase', 'localeCompare'],
]);

/** Most bundles have none of these words, and need no parsing. */
const mayBeImpure = new RegExp(
  [...watched, ...localeMethods, 'constructor', 'stack', 'import']
    .map((word) => `(?<![\\w$])${word.replaceAll('.', '\\.')}(?![\\w$])`)
    .join('|'),
);

function impureUse(node: AnyNode, parent: AnyNode | undefined): string | undefined {
  switch (node.type) {
    case 'Identifier':
      return node.name.startsWith(mark) ? impureGlobal(node, parent) : undefined;
    case 'MemberExpression': {
      const name = memberName(node);
      if (name === 'stack' && isNewError(node.object as AnyNode)) return 'Error.stack';
      return name !== undefined && localeMethods.has(name) ? name : undefined;
    }
    case 'ObjectPattern': {
      const locale = patternNames(node)?.find((name) => localeMethods.has(name));
      return locale;
    }
    case 'ImportExpression':
      return node.source.type === 'Literal' ? undefined : 'import() of a computed name';
    case 'CallExpression':
    case 'NewExpression':
      return node.callee.type === 'MemberExpression' && memberName(node.callee) === 'constructor'
        ? '.constructor() as a function'
        : undefined;
    default:
      return undefined;
  }
}

const comparisons: ReadonlySet<string> = new Set(['instanceof', '===', '!==', '==', '!=']);

function impureGlobal(node: Identifier, parent: AnyNode | undefined): string | undefined {
  const name = node.name.slice(mark.length).replaceAll('$', '.');
  // Asking whether something is there, or of a kind, reads nothing of it.
  if (parent?.type === 'UnaryExpression' && parent.operator === 'typeof') return undefined;
  if (parent?.type === 'BinaryExpression' && comparisons.has(parent.operator)) return undefined;
  // A thread refuses the present time of a subclass, too.
  if (name === 'Date' && parent !== undefined && 'superClass' in parent && parent.superClass === node)
    return undefined;
  const members = membersTaken(node, parent);
  const refused = partlyImpure[name];
  if (refused !== undefined) {
    const member = members?.find((each) => refused.has(each));
    return member === undefined ? undefined : `${name}.${member}`;
  }
  if (globalObjects.has(name)) {
    const isPure = members?.every((member) => pureGlobals.has(member) && !watched.includes(member));
    return isPure === true ? undefined : name;
  }
  const allowed = partlyPure[name];
  if (allowed === undefined || allowed === null) return name;
  if (name === 'Date' && parent?.type === 'NewExpression' && parent.callee === node)
    return parent.arguments.length > 0 ? undefined : name;
  const other = members === undefined ? undefined : members.find((member) => !allowed.has(member));
  if (members !== undefined && other === undefined) return undefined;
  return name === 'Math' && other !== undefined ? `Math.${other}` : name;
}

/** The members that an expression takes of this object, if all of them can be seen: `a.b`, `a['b']`, `const { b } = a`. */
function membersTaken(node: Node, parent: AnyNode | undefined): readonly string[] | undefined {
  if (parent?.type === 'MemberExpression' && parent.object === node) {
    const name = memberName(parent);
    return name === undefined ? undefined : [name];
  }
  if (parent?.type === 'VariableDeclarator' && parent.init === node && parent.id.type === 'ObjectPattern')
    return patternNames(parent.id);
  return undefined;
}

function memberName(node: Extract<AnyNode, { type: 'MemberExpression' }>): string | undefined {
  const { property, computed } = node;
  if (!computed) return property.type === 'Identifier' ? property.name : undefined;
  return property.type === 'Literal' ? String(property.value) : undefined;
}

function patternNames(pattern: Extract<AnyNode, { type: 'ObjectPattern' }>): readonly string[] | undefined {
  const names = pattern.properties.map((property) => {
    if (property.type !== 'Property') return undefined;
    if (property.key.type === 'Literal') return String(property.key.value);
    return !property.computed && property.key.type === 'Identifier' ? property.key.name : undefined;
  });
  return names.every((name) => name !== undefined) ? names : undefined;
}

function isNewError(node: AnyNode): boolean {
  if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return false;
  return node.callee.type === 'Identifier' && /Error$/.test(node.callee.name);
}
