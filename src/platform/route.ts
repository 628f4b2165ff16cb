// Chooses the way out of this machine for a host: our own sockets, or the editor's fetch, which knows proxies.
import { isLoopback } from "../core/field.js";

/** What the person set, and what the machine says about proxies. Handed in as values; nothing is read here. */
export interface RouteSettings {
  readonly route: "auto" | "direct" | "editor";
  /** The editor's `http.proxy`; empty = none. */
  readonly proxy?: string;
  /** The editor's `http.noProxy`. */
  readonly noProxy?: readonly string[];
  /** The editor's `http.proxySupport`: off, on, fallback, override. */
  readonly proxySupport?: string;
  /** `process.env`, or what of it is known. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

export interface RouteChoice {
  readonly route: "direct" | "editor";
  /** A proxy is known to stand between us and the host. */
  readonly isProxied: boolean;
  /** Decided by itself, so a read that got nowhere may try the other route. */
  readonly mayFallBack: boolean;
}

export function chooseRoute(url: URL, settings: RouteSettings): RouteChoice {
  if (isLoopback(url.hostname)) return { route: "direct", isProxied: false, mayFallBack: false };
  const isProxied = isProxyFor(url, settings);
  if (settings.route !== "auto") return { route: settings.route, isProxied, mayFallBack: false };
  return isProxied ? { route: "editor", isProxied, mayFallBack: false } : { route: "direct", isProxied, mayFallBack: true };
}

function isProxyFor(url: URL, settings: RouteSettings): boolean {
  // Switched off, the editor's fetch goes out as directly as we do.
  if (settings.proxySupport === "off") return false;
  const environment = settings.environment ?? {};
  const named = (name: string) => environment[name.toLowerCase()] || environment[name] || "";
  // The editor takes HTTP_PROXY for https too where HTTPS_PROXY is missing.
  const proxy =
    settings.proxy?.trim() ||
    (url.protocol === "https:" ? named("HTTPS_PROXY") : "") ||
    named("HTTP_PROXY") ||
    named("ALL_PROXY");
  if (!proxy) return false;
  return !isExcluded(url, [...(settings.noProxy ?? []), ...named("NO_PROXY").split(/[\s,]+/)]);
}

/** The usual reading of NO_PROXY: `*`, `host`, `.domain`, `*.domain`, each with or without `:port`; a domain covers its subdomains. */
function isExcluded(url: URL, entries: readonly string[]): boolean {
  const host = url.hostname.toLowerCase();
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return entries.some((raw) => {
    const entry = raw.trim().toLowerCase();
    if (entry === "") return false;
    if (entry === "*") return true;
    const match = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(entry);
    // Bare IPv6 addresses have colons of their own.
    const name = match ? match[1]! : `[${entry}]`;
    if (match?.[2] !== undefined && match[2] !== port) return false;
    const domain = name.replace(/^\*?\./, "");
    return host === domain || host.endsWith("." + domain);
  });
}
