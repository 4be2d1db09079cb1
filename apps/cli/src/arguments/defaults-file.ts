import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { nearestTo } from '@superposition/pipeline/internal/values/nearest-names';
import { UserError } from '../user-error.js';
import { type OptionName, optionTable } from './command-table.js';
import type { Source, Values } from './sources.js';

/**
 * Where the user's file of defaults would be: in the folder for settings that the system names. Undefined if the
 * environment names none.
 */
export function defaultsPath(
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const { XDG_CONFIG_HOME: named = '', APPDATA: appData = '', HOME: home = '' } = environment;
  // The specification of XDG_CONFIG_HOME says that a relative path is to be ignored.
  const folder = isAbsolute(named)
    ? named
    : platform === 'win32'
      ? appData
      : home === ''
        ? ''
        : join(home, '.config');
  return folder === '' ? undefined : join(folder, 'superposition', 'defaults.json');
}

/**
 * Reads the user's file of defaults: an object from the names of options to values. Undefined where there is none.
 *
 * @throws UserError that names the file, the key and the value
 */
export function readDefaults(environment: NodeJS.ProcessEnv): Source | undefined {
  const path = defaultsPath(environment);
  const text = path === undefined ? undefined : textOf(path);
  if (path === undefined || text === undefined) return undefined;
  const refuse = (what: string): never => {
    throw new UserError(`the defaults in ${path} cannot be used: ${what}`);
  };
  const values: Values = {};
  for (const [name, value] of Object.entries(parse(text, refuse))) {
    if (!Object.hasOwn(optionTable, name)) {
      const [nearest] = nearestTo(name, Object.keys(optionTable));
      refuse(`'${name}' is no option${nearest === undefined ? '' : `: did you mean '${nearest}'?`}`);
    }
    const option = name as OptionName;
    const read = readValue(option, value);
    if (read === undefined) refuse(`'${name}' is ${JSON.stringify(value)}: it must be ${kindOf(option)}`);
    Object.assign(values, { [name]: read });
  }
  return { values, nameOf: (option) => `'${option}' in ${path}` };
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new UserError(
      `the defaults in ${path} cannot be read: ${code === 'EISDIR' ? 'it is a folder' : message}`,
    );
  }
}

function parse(text: string, refuse: (what: string) => never): object {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    return refuse(`it is not JSON: ${(error as Error).message}`);
  }
  if (typeof content === 'object' && content !== null && !Array.isArray(content)) return content;
  return refuse('it must be an object with options by name, for example {"jobs": 4}');
}

/** The value as the command line would give it; undefined if it has another type than the option. */
function readValue(option: OptionName, value: unknown): Values[OptionName] {
  const spec = optionTable[option];
  if (spec.type === 'boolean') return typeof value === 'boolean' ? value : undefined;
  if ('multiple' in spec) {
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    return list.every(isText) ? list : undefined;
  }
  if (isText(value)) return value;
  return isAmount(option) && typeof value === 'number' ? String(value) : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isAmount(option: OptionName): boolean {
  const spec = optionTable[option];
  return 'value' in spec && (spec.value === 'N' || spec.value === 'BYTES');
}

function kindOf(option: OptionName): string {
  const spec = optionTable[option];
  if (spec.type === 'boolean') return 'true or false';
  if ('multiple' in spec) return `a list of texts ${spec.value}`;
  return isAmount(option) ? 'a number or a text' : 'a text that is not empty';
}
