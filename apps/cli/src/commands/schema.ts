import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CommandName, commandNames, specOf } from '../arguments/command-table.js';
import { UserError } from '../user-error.js';
import { program } from '../workbench/packages.js';
import type { CommandContext } from '../workbench/workbench.js';

/** The commands that have `--json`, and so a schema. */
export const commandsWithJson: readonly CommandName[] = commandNames.filter((name) =>
  specOf(name).options.includes('json'),
);

/**
 * `superposition schema`: prints the JSON schema of what a command prints with `--json`, or those of all commands by name.
 *
 * @throws UserError for a command that has none
 */
export function schema(words: readonly string[], { stdout }: Pick<CommandContext, 'stdout'>): 0 {
  const asked = words.join(' ');
  if (asked === '') {
    const all = Object.fromEntries(commandsWithJson.map((name) => [name, JSON.parse(schemaText(name))]));
    stdout.write(`${JSON.stringify(all, null, 2)}\n`);
    return 0;
  }
  const command = commandsWithJson.find((name) => name === asked);
  if (command === undefined)
    throw new UserError(`schema ${asked}: only these commands have --json: ${commandsWithJson.join(', ')}`);
  stdout.write(schemaText(command));
  return 0;
}

function schemaText(command: CommandName): string {
  return readFileSync(join(program.root, 'schemas', schemaFile(command)), 'utf8');
}

/** The name of a command's file: cache-ls.schema.json for `cache ls`. */
export function schemaFile(command: CommandName): string {
  return `${command.replace(' ', '-')}.schema.json`;
}
