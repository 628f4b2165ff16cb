// What OSS's refusals mean: by the code in their XML, else by the status. Its words are not taken over: they repeat what was signed.
import { type ErrorDetails, type ErrorKind, VoiceError } from "../../../core/errors.js";
import type { HttpAnswer } from "../../../core/ports/ports.js";
import { judgeStatus } from "../../shared/api/exchange.js";
import { xmlText } from "../api/xml.js";

type Verdict = Pick<ErrorDetails, "reason" | "missingRight"> & { readonly kind: ErrorKind };

/** A key that the jobs' service takes is not wrong because OSS refuses it: it may just have no right there. */
const verdicts: ReadonlyMap<string, Verdict> = new Map<string, Verdict>([
  ["SecurityTokenExpired", { kind: "auth", reason: "expired" }],
  ["RequestTimeTooSkewed", { kind: "clock" }],
  ["InvalidAccessKeyId", { kind: "forbidden" }],
  ["SignatureDoesNotMatch", { kind: "forbidden" }],
  ["NoSuchBucket", { kind: "notFound" }],
]);

export function ossError({ status, headers, body }: HttpAnswer, host: string, action: string): VoiceError {
  const text = new TextDecoder().decode(body.subarray(0, 8_192));
  const code = /^[A-Za-z0-9.]{1,64}$/.exec(xmlText(text, "Code") ?? "")?.[0];
  const requestId = /^[A-Za-z0-9]{1,64}$/.exec(headers["x-oss-request-id"] ?? xmlText(text, "RequestId") ?? "")?.[0];
  const { kind, ...facts } = verdicts.get(code ?? "") ?? judgeStatus(status >= 300 && status < 400 ? 400 : status);
  const right = code === "AccessDenied" ? { reason: "missingRight" as const, missingRight: `oss:${action}` } : {};
  return new VoiceError(kind, `alibaba ${action}: HTTP ${status}${code ? ` ${code}` : ""}`, {
    ...facts,
    ...right,
    status,
    host,
    ...(code === undefined ? {} : { code }),
    ...(requestId === undefined ? {} : { requestId }),
  });
}

/** The region that OSS says a bucket must be called in, where that is why it refuses. */
export function otherRegion({ body }: HttpAnswer): string | undefined {
  return regionIn(xmlText(new TextDecoder().decode(body.subarray(0, 8_192)), "Endpoint"));
}

/** Of a location such as oss-cn-shanghai, or an endpoint that begins with one. */
export function regionIn(location: string | undefined): string | undefined {
  return /^oss-([a-z0-9]{1,20}(?:-[a-z0-9]{1,20}){1,4}?)(?:-internal)?(?:\.|$)/.exec(location ?? "")?.[1];
}
