/**
 * A location as it may be shown: of a server its kind, host and path, because a user name, a password or an option is
 * nobody's business; of anything else the whole.
 */
export function shownLocation(location: string): string {
  const scheme = schemeOf(location);
  if (scheme === undefined || ['sqlite', 'file', 'memory'].includes(scheme)) return location;
  if (!URL.canParse(location)) return `${scheme}:…`;
  const { host, pathname, search, hash } = new URL(location);
  // An unescaped '/', '?' or '#' in a password ends what a URL takes for the host, and what it takes is the password.
  return `${pathname}${search}${hash}`.includes('@') ? `${scheme}:…` : `${scheme}://${host}${pathname}`;
}

/** The kind of a location; undefined for a folder. A single letter is a drive. */
export function schemeOf(location: string): string | undefined {
  return /^([a-z][a-z0-9+.-]+):/i.exec(location)?.[1]?.toLowerCase();
}

/**
 * A server's URI as its client takes it.
 *
 * @param form what it should look like, for the message
 * @param path what its path may be
 * @throws TypeError when it is no such URI
 */
export function serverUri(location: string, form: string, path: RegExp): string {
  if (!/^[a-z]+:\/\//i.test(location) || !isServer(location, path))
    throw new TypeError(`it must be ${form}, with what is special in a password written as %XX`);
  return location;
}

function isServer(location: string, path: RegExp): boolean {
  try {
    const { host, pathname, username, password } = new URL(location);
    // Throws for a percent sign that stands for itself.
    decodeURIComponent(`${username}${password}${pathname}`);
    return host !== '' && path.test(pathname);
  } catch {
    return false;
  }
}
