// Chooses the way out of this machine for a host: our own sockets, or the editor's fetch, which knows proxies.
import { isLoopback } from "../../core/forms/field.js";

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
  /** A proxy is known that the editor's fetch takes for this host; our own sockets never do. */
  readonly isProxied: boolean;
  /** Scheme, host and port of that proxy, without its user and password. */
  readonly proxy?: string;
  /** Decided by itself, so a read that got nowhere may try the other route. */
  readonly mayFallBack: boolean;
}

export function chooseRoute(url: URL, settings: RouteSettings): RouteChoice {
  if (isLoopback(url.hostname)) return { route: "direct", isProxied: false, mayFallBack: false };
  const proxy = proxyFor(url, settings);
  const known = proxy === undefined ? { isProxied: false } : { isProxied: true, proxy };
  if (settings.route !== "auto") return { route: settings.route, ...known, mayFallBack: false };
  return known.isProxied ? { route: "editor", ...known, mayFallBack: false } : { route: "direct", ...known, mayFallBack: true };
}

/** By the editor's own rules (`@vscode/proxy-agent`, createProxyResolver), since it is the editor that takes the proxy. */
function proxyFor(url: URL, settings: RouteSettings): string | undefined {
  // Switched off, the editor's fetch goes out as directly as we do.
  if (settings.proxySupport === "off") return undefined;
  const environment = settings.environment ?? {};
  const named = (name: string) => environment[name.toLowerCase()] || environment[name] || "";
  // One entry in the setting, and the environment's are not looked at.
  const exceptions = settings.noProxy?.length ? settings.noProxy : named("NO_PROXY").split(/[\s,]+/);
  if (isExcluded(url, exceptions)) return undefined;
  // The editor takes HTTP_PROXY for https too where HTTPS_PROXY is missing, and does not know ALL_PROXY.
  return readProxy(settings.proxy) ?? readProxy(named("HTTPS_PROXY") || named("HTTP_PROXY"));
}

function readProxy(address = ""): string | undefined {
  // The greedy middle takes user and password along, whatever characters they are of.
  const match = /^(https?|socks[45]?|socks4a|socks5h):\/\/(?:.*@)?([^/?#]+)/i.exec(address.trim());
  return match ? `${match[1]!.toLowerCase()}://${match[2]}` : undefined;
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
