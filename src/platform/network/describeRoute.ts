// Tells which way requests to an address take and why, by the same rules that choose it.
import { isLoopback } from "../../core/forms/field.js";
import type { RouteDescription, WayCause } from "../../core/ports/networkProbe.js";
import { chooseRoute, type RouteSettings } from "./route.js";

export function describeRoute(url: URL, settings: RouteSettings, isRemembered: boolean): RouteDescription {
  const { route, isProxied, mayFallBack, proxy: address } = chooseRoute(url, settings);
  const isSwitched = mayFallBack && isRemembered;
  const proxy = address === undefined ? undefined : readProxy(address);
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
  // Asked again as if this or that were not there: what would be chosen then tells whether it made the difference.
  if (isProxied) return chooseRoute(url, { ...settings, environment: {} }).isProxied ? "proxySetting" : "proxyVariable";
  if (settings.proxySupport === "off")
    return chooseRoute(url, { ...settings, proxySupport: "override" }).isProxied ? "supportOff" : "noProxy";
  const { NO_PROXY: _, no_proxy: __, ...environment } = settings.environment ?? {};
  return chooseRoute(url, { ...settings, noProxy: [], environment }).isProxied ? "excluded" : "noProxy";
}

/** Where it listens. */
function readProxy(address: string): RouteDescription["proxy"] {
  if (!URL.canParse(address)) return undefined;
  const { protocol, hostname, port } = new URL(address);
  const usual = protocol === "https:" ? 443 : protocol.startsWith("socks") ? 1080 : 80;
  return { host: hostname, port: Number(port) || usual };
}
