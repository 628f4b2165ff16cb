// Looks at the way to a server: its addresses, whether it accepts a connection, and its certificate; no request goes out.
import { lookup } from "node:dns/promises";
import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls, type PeerCertificate, type TLSSocket } from "node:tls";
import { VoiceError } from "../../core/errors.js";
import type { Distrust, Handshake, Probes } from "../../core/ports/networkProbe.js";
import { describeRoute } from "./describeRoute.js";
import { explainFailure } from "./networkError.js";
import type { RouteSettings } from "./route.js";

export interface ProbeOptions {
  /** Asked again each time. */
  readonly settings: () => RouteSettings;
  /** Whether reads to this address have switched to the editor's fetch. */
  readonly isRemembered: (url: string) => Promise<boolean>;
  /** Milliseconds for each probe; 5000 unless told otherwise. */
  readonly limitMs?: number;
  /** For tests: authorities to trust besides the machine's. PEM. */
  readonly ca?: string;
}

/** As our own sockets have it: Node's 250 ms give up on addresses that are merely far away. */
const families = { autoSelectFamily: true, autoSelectFamilyAttemptTimeout: 1_000 } as const;

export function createProbes({ settings, isRemembered, limitMs = 5_000, ca }: ProbeOptions): Probes {
  return {
    route: async (url) => describeRoute(new URL(url), settings(), await isRemembered(url)),

    async lookup(host, signal) {
      const name = bare(host);
      if (isIP(name)) return [name];
      const found = await within(limitMs, host, signal, () => ({ done: lookup(name, { all: true }), stop: () => {} }));
      return [...new Set(found.map(({ address }) => address))];
    },

    connect: (host, port, signal) =>
      within(limitMs, host, signal, () => {
        const socket = connect({ host: bare(host), port, ...families });
        return { done: opened(socket, "connect").then(() => socket.remoteAddress ?? ""), stop: () => socket.destroy() };
      }),

    handshake: (host, port, signal) =>
      within(limitMs, host, signal, () => {
        const name = bare(host);
        const socket = connectTls({
          host: name,
          port,
          ...families,
          ...(isIP(name) ? {} : { servername: name }),
          ...(ca && { ca }),
          // Only here, to read an untrusted certificate and say who issued it: no byte of a request goes over this socket.
          rejectUnauthorized: false,
        });
        return { done: opened(socket, "secureConnect").then(() => describe(socket)), stop: () => socket.destroy() };
      }),
  };
}

interface Undertaking<T> {
  readonly done: Promise<T>;
  readonly stop: () => void;
}

/** Ends with the work, the limit or a cancellation, whichever comes first; leaves no socket behind. */
async function within<T>(ms: number, host: string, signal: AbortSignal, begin: () => Undertaking<T>): Promise<T> {
  const cancelled = new VoiceError("cancelled", `${host}: cancelled.`, { host, wasSent: false });
  if (signal.aborted) throw cancelled;
  const { done, stop } = begin();
  let give: (error: VoiceError) => void = () => {};
  const given = new Promise<never>((_, reject) => {
    give = reject;
  });
  const cancel = () => give(cancelled);
  const timeOut = () => give(new VoiceError("network", `${host}: took too long.`, { reason: "timeout", host, wasSent: false }));
  const timer = setTimeout(timeOut, ms);
  signal.addEventListener("abort", cancel, { once: true });
  try {
    return await Promise.race([done, given]);
  } catch (thrown) {
    throw explainFailure(thrown, { host, wasSent: false, hasAnswered: false, isProxied: false });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", cancel);
    done.catch(() => undefined);
    stop();
  }
}

function opened(socket: Socket, event: "connect" | "secureConnect"): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, () => resolve());
    // Stays: a socket may complain after it was destroyed.
    socket.on("error", reject);
    socket.once("close", () => reject(Object.assign(new Error("closed"), { code: "ECONNRESET" })));
  });
}

function describe(socket: TLSSocket): Handshake {
  const { issuer, valid_to } = socket.getPeerCertificate();
  const validUntil = Date.parse(valid_to);
  return {
    protocol: socket.getProtocol() ?? "",
    issuer: nameOf(issuer),
    ...(Number.isNaN(validUntil) ? {} : { validUntil }),
    ...(socket.authorized ? {} : { distrust: readDistrust(String(socket.authorizationError)) }),
  };
}

/** A name may be there several times, or not at all. */
function nameOf(issuer: PeerCertificate["issuer"] | undefined): string {
  const parts = [issuer?.O, issuer?.CN].flat().filter((part) => typeof part === "string" && part !== "");
  return [...new Set(parts)].join(", ");
}

/** OpenSSL's words (X509_V_ERR_…) and Node's own. */
function readDistrust(code: string): Distrust {
  if (code === "CERT_HAS_EXPIRED") return "expired";
  if (code === "CERT_NOT_YET_VALID") return "notYetValid";
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID" || code === "HOSTNAME_MISMATCH") return "otherHost";
  return /SELF_SIGNED|UNABLE_TO_|CERT_UNTRUSTED|INVALID_CA/.test(code) ? "unknownAuthority" : "other";
}

/** IPv6 addresses stand in brackets in URLs only. */
function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/, "$1");
}
