// Checks a prepared request before anything is sent, and takes its address apart without changing a character of it.
import { VoiceError } from "../../core/errors.js";
import { isLoopback } from "../../core/forms/field.js";
import type { HttpRequest } from "../../core/ports/ports.js";

/** A request that may go out. */
export interface Outgoing extends HttpRequest {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Path and query, exactly as they were signed. */
  readonly path: string;
}

/** Where a request would go; throws `bug` for an address that nothing is ever sent to. */
export function readAddress(address: string): URL {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw new VoiceError("bug", "The address of the request is not a URL.", { wasSent: false });
  }
  const broken = (what: string) => new VoiceError("bug", `${url.host}: ${what}`, { host: url.host, wasSent: false });
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname))) {
    throw broken("only https leaves this machine.");
  }
  if (url.username || url.password || url.hash) throw broken("an address has no user and no fragment.");
  return url;
}

export function checkRequest(request: HttpRequest): Outgoing {
  const url = readAddress(request.url);
  const broken = (what: string) => new VoiceError("bug", `${url.host}: ${what}`, { host: url.host, wasSent: false });
  const path = url.pathname + url.search;
  const written = request.url.slice(request.url.indexOf("://") + 3).replace(/^[^/?]*/, "");
  // Otherwise the server would check the signature of another address than the one that was signed.
  if (written !== path && "/" + written !== path) throw broken("the address would change on its way out.");
  for (const [name, value] of Object.entries(request.headers)) {
    if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) throw broken("a header has no proper name.");
    // Only the name is told: the value may be a secret.
    if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) throw broken(`the header ${name} holds a character that cannot be sent.`);
    if (/^(host|content-length|transfer-encoding|connection|expect|upgrade|keep-alive)$/i.test(name)) {
      throw broken(`the header ${name} belongs to the transport.`);
    }
  }
  return { ...request, origin: url.origin, path };
}
