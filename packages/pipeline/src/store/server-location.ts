/**
 * A location for messages. For a server, it shows only the kind, the host and the path, so that no user name, password
 * or option appears. It shows any other location whole.
 */
export function shownLocation(location: string): string {
  const scheme = schemeOf(location);
  if (scheme === undefined || ['sqlite', 'file', 'memory'].includes(scheme)) return location;
  if (!URL.canParse(location)) return `${scheme}:…`;
  const { host, pathname, search, hash } = new URL(location);
  // If a password contains an unescaped '/', '?' or '#', the URL parser takes a part of the password for the host. In
  // that case an '@' comes later, and we show only the scheme.
  return `${pathname}${search}${hash}`.includes('@') ? `${scheme}:…` : `${scheme}://${host}${pathname}`;
}

/** The scheme of a location; undefined for a folder. A single letter before the colon is a drive, not a scheme. */
export function schemeOf(location: string): string | undefined {
  return /^([a-z][a-z0-9+.-]+):/i.exec(location)?.[1]?.toLowerCase();
}

/**
 * Checks the URI of a server and returns it.
 *
 * @param form how such a URI looks, for the message
 * @param path what its path must match
 * @throws TypeError when the URI is malformed
 */
export function serverUri(location: string, form: string, path: RegExp): string {
  if (!/^[a-z]+:\/\//i.test(location) || !isServer(location, path))
    throw new TypeError(`it must be ${form}, with special characters of a password written as %XX`);
  return location;
}

function isServer(location: string, path: RegExp): boolean {
  try {
    const { host, pathname, username, password } = new URL(location);
    // Throws for a percent sign that is not part of an escape.
    decodeURIComponent(`${username}${password}${pathname}`);
    return host !== '' && path.test(pathname);
  } catch {
    return false;
  }
}
