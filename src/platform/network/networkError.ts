// Makes what sockets, TLS, undici and fetch throw into VoiceErrors.
import { type ErrorReason, VoiceError } from "../../core/errors.js";
import { own } from "../../core/parsing/ownProperty.js";

/** What is known about the attempt that failed. */
export interface Circumstances {
  readonly host: string;
  /** A server can have seen the request. */
  readonly wasSent: boolean;
  /** The headers of the answer had come. */
  readonly hasAnswered: boolean;
  /** A proxy stands between us and the host. */
  readonly isProxied: boolean;
}

const networkReasons: Readonly<Record<string, ErrorReason>> = {
  ENOTFOUND: "nameNotFound",
  EAI_AGAIN: "nameNotFound",
  EAI_FAIL: "nameNotFound",
  EAI_NODATA: "nameNotFound",
  EAI_NONAME: "nameNotFound",
  ECONNREFUSED: "connectionRefused",
  // A firewall on this machine says no in these two words.
  EACCES: "connectionRefused",
  EPERM: "connectionRefused",
  ECONNRESET: "reset",
  ECONNABORTED: "reset",
  EPIPE: "reset",
  UND_ERR_SOCKET: "reset",
  ETIMEDOUT: "timeout",
  UND_ERR_CONNECT_TIMEOUT: "timeout",
  UND_ERR_HEADERS_TIMEOUT: "timeout",
  UND_ERR_BODY_TIMEOUT: "timeout",
};

/** OpenSSL's words for certificates (X509_V_ERR_…) and Node's own for TLS. */
const tlsCode =
  /^(ERR_TLS_|ERR_SSL_|ERR_OSSL_|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERROR_IN_CERT_|(EPROTO|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED)$)/;

/** undici tells a proxy's refusal to open a tunnel in words only (proxy-agent.js). */
const proxyRefusal = /^Proxy response \((\d{3})\)/;
/** A proxy that speaks TLS itself has a certificate for another name. */
const proxyTls = "UND_ERR_PRX_TLS";

/** Of undici, and of Node's http, which the editor may put behind its fetch. */
const headerOverflows: ReadonlySet<string> = new Set(["UND_ERR_HEADERS_OVERFLOW", "HPE_HEADER_OVERFLOW"]);

export function explainFailure(thrown: unknown, at: Circumstances): VoiceError {
  if (thrown instanceof VoiceError) return thrown;
  const error = (kind: VoiceError["kind"], reason: ErrorReason | undefined, words: string, status?: number) =>
    new VoiceError(kind, `${at.host}: ${words}`, {
      ...(reason ? { reason } : {}),
      ...(status ? { status } : {}),
      host: at.host,
      wasSent: at.wasSent,
      cause: thrown,
    });

  const found = causesOf(thrown);
  const codes = found.map(codeOf).filter((code) => code !== undefined);
  if (codes.includes("UND_ERR_INVALID_ARG")) return error("bug", undefined, "the request cannot be sent.");
  const refusal = found.map((cause) => (cause instanceof Error ? proxyRefusal.exec(cause.message) : null)).find((match) => match);
  if (refusal) return error("network", "proxy", "the proxy refused to connect.", Number(refusal[1]));
  if (codes.includes(proxyTls)) return error("network", "proxy", "the proxy has a certificate for another name.");
  for (const code of codes) {
    if (headerOverflows.has(code))
      return error("protocol", "responseHeadersTooLarge", "the headers of the answer are too large.");
    if (code === "ERR_BUFFER_TOO_LARGE" || code === "UND_ERR_RES_EXCEEDED_MAX_SIZE") {
      return error("protocol", "tooLarge", "the answer is too large.");
    }
    if (code === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH" || code === "Z_BUF_ERROR") {
      return error("protocol", "truncated", "the answer ends too early.");
    }
    if (code.startsWith("Z_") || code.startsWith("ERR__ERROR_FORMAT") || code.startsWith("ERR_BROTLI")) {
      return error("protocol", "unexpectedShape", "the answer cannot be decompressed.");
    }
    const reason = tlsCode.test(code) ? "tls" : own(networkReasons, code);
    if (at.hasAnswered && reason !== "timeout" && (reason || code.startsWith("HPE_"))) {
      return error("protocol", "truncated", "the connection ended within the answer.");
    }
    if (code.startsWith("HPE_")) return error("protocol", "unexpectedShape", "what answered does not speak HTTP/1.1.");
    // Behind a proxy it is the proxy whose name was looked up and whose door was closed.
    if (at.isProxied && (reason === "nameNotFound" || reason === "connectionRefused")) {
      return error("network", "proxy", "the proxy cannot be reached.");
    }
    if (reason) return error("network", reason, `the request did not get through (${code}).`);
  }
  const code = codes[0];
  return error("network", undefined, `the request did not get through${code ? ` (${code})` : ""}.`);
}

/** The thrown thing and everything it says it comes from, nearest first. */
function causesOf(thrown: unknown): readonly unknown[] {
  const found: unknown[] = [];
  const visit = (one: unknown) => {
    if (typeof one !== "object" || one === null || found.includes(one)) return;
    found.push(one);
    if (one instanceof AggregateError) one.errors.forEach(visit);
    if ("cause" in one) visit(one.cause);
  };
  visit(thrown);
  return found;
}

function codeOf(cause: unknown): string | undefined {
  const { code, name } = cause as { readonly code?: unknown; readonly name?: unknown };
  // undici means to give its parser's errors llhttp's code (HPE_…), but looks it up the wrong way round and gives none (client-h1.js, 7.30).
  if (name === "HTTPParserError") return "HPE_";
  return typeof code === "string" ? code : undefined;
}
