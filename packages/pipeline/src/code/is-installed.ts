/** Whether a file or folder belongs to an installed package. Its sources are there to be read; nobody builds it again. */
export function isInstalled(path: string): boolean {
  return /[\\/]node_modules[\\/]/.test(path);
}
