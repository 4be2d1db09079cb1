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
 * @throws TypeError when it is no URI with a host
 */
export function serverUri(location: string, form: string): string {
  if (!/^[a-z]+:\/\//i.test(location) || !URL.canParse(location) || new URL(location).host === '')
    throw new TypeError(`it must be ${form}, with what is special in a password written as %XX`);
  return location;
}
