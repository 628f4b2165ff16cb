// One spelling for an address that can be written in several.

/**
 * Scheme, host and port as URLs write them: small letters, no port that goes without saying, international names encoded, and no dot at the
 * end of the name. Undefined = there is more in it than that (a path, a user), or it is no address.
 */
export function originFrom(value: string): string | undefined {
  const url = urlFrom(value);
  if (!url) return undefined;
  const { protocol, hostname, port, pathname, search, hash, username, password } = url;
  const hasMore = /[?#@]/.test(value) || search || hash || username || password || !/^\/*$/.test(pathname);
  const host = hostname.replace(/\.$/, "");
  if ((protocol !== "https:" && protocol !== "http:") || hasMore || host === "") return undefined;
  return `${protocol}//${host}${port && `:${port}`}`;
}

/** The same of an address that may be none: then as it is. */
export function plainOrigin(value: string): string {
  return originFrom(value) ?? value;
}

/** Not by `URL.canParse`, which some versions of Node let fail for names with letters such as ü. */
export function urlFrom(value: string): URL | undefined {
  try {
    return new URL(value);
  } catch {
    return undefined;
  }
}
