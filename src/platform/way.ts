// Tells which way requests to an address take and why, by the same rules that choose it.
import { isLoopback } from "../core/field.js";
import type { Way, WayCause } from "../core/probes.js";
import { chooseRoute, type RouteSettings } from "./route.js";

export function describeWay(url: URL, settings: RouteSettings, isRemembered: boolean): Way {
  const { route, isProxied, mayFallBack } = chooseRoute(url, settings);
  const isSwitched = mayFallBack && isRemembered;
  const proxy = isProxied ? readProxy(settingOf(settings) || variableOf(url, settings)) : undefined;
  return {
    route: isSwitched ? "editor" : route,
    isProxied,
    mayFallBack,
    isRemembered: isSwitched,
    cause: causeOf(url, settings, isProxied),
    ...(proxy && { proxy }),
  };
}

function causeOf(url: URL, settings: RouteSettings, isProxied: boolean): WayCause {
  if (isLoopback(url.hostname)) return "loopback";
  if (settings.route !== "auto") return "forced";
  if (isProxied) return settingOf(settings) ? "proxySetting" : "proxyVariable";
  // Asked again as if the exception were not there: what would be chosen then tells whether it made the difference.
  if (settings.proxySupport === "off")
    return chooseRoute(url, { ...settings, proxySupport: "override" }).isProxied ? "supportOff" : "noProxy";
  const { NO_PROXY: _, no_proxy: __, ...environment } = settings.environment ?? {};
  return chooseRoute(url, { ...settings, noProxy: [], environment }).isProxied ? "excluded" : "noProxy";
}

const settingOf = ({ proxy }: RouteSettings): string => proxy?.trim() ?? "";

/** In the order in which the editor looks at them. */
function variableOf(url: URL, { environment = {} }: RouteSettings): string {
  const names = [...(url.protocol === "https:" ? ["HTTPS_PROXY"] : []), "HTTP_PROXY", "ALL_PROXY"];
  return names.map((name) => environment[name.toLowerCase()] || environment[name]).find((value) => value) ?? "";
}

/** Where it listens and nothing else: its address may hold a password. */
function readProxy(address: string): Way["proxy"] {
  const written = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`;
  if (!URL.canParse(written)) return undefined;
  const { protocol, hostname, port } = new URL(written);
  const usual = protocol === "https:" ? 443 : protocol.startsWith("socks") ? 1080 : 80;
  return hostname === "" ? undefined : { host: hostname, port: Number(port) || usual };
}
