/** What a script needs before it can run: the modules that it imports. */
export interface BundleScript {
  /** A function, as an expression. It takes the imported modules by specifier, and an object for what the bundle exports. */
  readonly text: string;
  readonly specifiers: readonly string[];
  /** How far the first line of the bundle has moved to the right in it, in columns. */
  readonly moved: number;
}

/**
 * Turns a bundle, which is a module, into a function. A function can be called many times, each time with variables
 * of its own, and the engine compiles it once. A module can be imported again only as a new module, which is compiled anew and
 * stays in memory for ever.
 *
 * It knows the form in which esbuild writes bundles: imports at the beginning, one list of exports at the end.
 *
 * @returns undefined for a bundle of another form, which can only be imported
 */
export function scriptOf(bundle: string): BundleScript | undefined {
  // Functions cannot do these. Where the words stand in a text, we lose nothing but time.
  if (/\bimport\s*[(.]/.test(bundle)) return undefined;
  const specifiers: string[] = [];
  const [modules, exports] = [unusedName(bundle, '__modules'), unusedName(bundle, '__exports')];
  let head = '';
  let rest = bundle;
  for (let found = importStatement.exec(rest); found !== null; found = importStatement.exec(rest)) {
    const [statement, name, namespace, list, specifier] = found;
    const module = `${modules}[${JSON.stringify(specifier)}]`;
    if (name !== undefined) head += `const ${name}=${module}.default;`;
    if (namespace !== undefined) head += `const ${namespace}=${module};`;
    if (list !== undefined) head += `const {${list.replaceAll(' as ', ':')}}=${module};`;
    specifiers.push(specifier!);
    rest = rest.slice(statement.length);
  }
  const exported = exportStatement.exec(rest);
  if (exported === null || /\bexport\s*[{*]|\bimport\s*["'{*]/.test(rest.slice(0, exported.index)))
    return undefined;
  const getters = exported[1]!.split(',').map((each) => {
    const [local, name = local] = each.trim().split(' as ');
    return `${exports}[${JSON.stringify(name)}]=${local};`;
  });
  // An arrow function has no `arguments` of its own. So there is none, as in a module.
  const start = `(${modules},${exports})=>{"use strict";${head}`;
  const text = `${start}${rest.slice(0, exported.index)};${getters.join('')}}`;
  return { text, specifiers, moved: start.length - (bundle.length - rest.length) };
}

/** A name that the code neither defines nor asks for. */
export function unusedName(code: string, name: string): string {
  let unused = name;
  while (code.includes(unused)) unused += '_';
  return unused;
}

const importStatement = /^import(?: ([\w$]+))?,?(?:\*as ([\w$]+))?(?:\{([\w$, ]+)\})? ?from"([^"\\]+)";/;

const exportStatement = /export\{([\w$, ]+)\};?\s*$/;
