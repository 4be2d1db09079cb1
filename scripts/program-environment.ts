/**
 * The environment in which a script starts the program: without the options that its caller has set for their own work, in variables
 * or in a file of defaults.
 *
 * @param folder has no file of defaults
 */
export function programEnvironment(folder: string): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('SUPERPOSITION_'));
  return { ...Object.fromEntries(others), XDG_CONFIG_HOME: folder, APPDATA: folder };
}
