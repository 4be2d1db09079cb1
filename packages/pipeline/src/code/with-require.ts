import { pureBuiltins } from './pure-globals.js';
import { unusedName } from './script-of.js';

/**
 * Defines `require` in a bundle: CommonJS code calls it for modules that were not bundled. Code may compute the name, so the
 * function loads nothing but pure modules of Node and the task's external packages. It keeps the methods that it calls, because
 * the code may replace them.
 */
export function withRequire(code: string, externals: readonly string[]): string {
  const names = [...pureBuiltins].flatMap((name) => [name, `node:${name}`]);
  const known = JSON.stringify(Object.fromEntries([...names, ...externals].map((name) => [name, 1])));
  const create = unusedName(code, '__createRequire');
  return (
    `import{createRequire as ${create}}from"node:module";` +
    'const require=(load=>{' +
    'const{call}=Function.prototype,has=call.bind(Object.prototype.hasOwnProperty),' +
    'starts=call.bind(String.prototype.startsWith),includes=call.bind(String.prototype.includes),' +
    `known=${known},externals=${JSON.stringify(externals)};` +
    'return name=>{' +
    'let allowed=typeof name=="string"&&has(known,name);' +
    'for(let at=0;!allowed&&at<externals.length;at++)' +
    'allowed=typeof name=="string"&&starts(name,externals[at]+"/")&&!includes(name,"..");' +
    'if(!allowed)throw new Error("a task must not require "+name);' +
    `return load(name)}})(${create}(import.meta.url));${code}`
  );
}
