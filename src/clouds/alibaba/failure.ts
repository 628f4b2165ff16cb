// What Alibaba's refusals mean: by code first, because statuses differ between its products.
import { type Dialect, judgeStatus, type Verdict, type Words } from "../shared/exchange.js";
import { isObject, type Json, present, readWord } from "../shared/lenient.js";
import type { Reply } from "../shared/reply.js";

/** Vendor documentation B5, looked at in this order. */
const verdicts: readonly (readonly [RegExp, Verdict])[] = [
  // The vendor's SDK looks for the word, whatever the status.
  [/Throttling/, { kind: "throttled" }],
  [/^InvalidAccessKeyId\.NotFound/, { kind: "auth", reason: "unknownKey" }],
  [/^InvalidAccessKeyId\.Inactive/, { kind: "auth", reason: "unknownKey" }],
  [/^InvalidAccessKeyId/, { kind: "auth" }],
  [/^SignatureDoesNotMatch/, { kind: "auth", reason: "wrongSecret" }],
  [/^IncompleteSignature/, { kind: "auth" }],
  [/^(MissingAccessKeyId|MissingSecurityToken)/, { kind: "auth", reason: "missingCredentials" }],
  [/^InvalidSecurityToken\.Expired/, { kind: "auth", reason: "expired" }],
  [/^InvalidSecurityToken/, { kind: "auth", reason: "wrongSecret" }],
  [/^(InvalidTimeStamp|IllegalTimestamp)/i, { kind: "clock" }],
  // Restrictions of the whole account: no right is missing.
  [/^Forbidden\.(RiskControl|UserVerification)/, { kind: "forbidden" }],
  [/^(Forbidden|NoPermission|NotAuthorized)/, { kind: "forbidden", reason: "missingRight" }],
  // The address or the version is wrong, not the job's id.
  [/^(InvalidAction|NoSuchVersion|UnsupportedHTTPMethod)/, { kind: "refused" }],
  [/^(InternalError|ServiceUnavailable)/, { kind: "unavailable" }],
  // The two below are the vendor's habits in other products; codes of its own for voice jobs are not documented (C.2).
  [/Quota/, { kind: "quota" }],
  [/NotFound$/, { kind: "notFound" }],
];

export const dialect: Dialect = {
  cloud: "alibaba",
  read({ headers, json }: Reply): Words {
    const envelope = isObject(json) ? json : {};
    return present({
      code: readWord(envelope.Code) ?? readWord(envelope.code),
      message: readWord(envelope.Message) ?? readWord(envelope.message),
      requestId: readWord(envelope.RequestId) ?? readWord(envelope.requestId) ?? headers["x-acs-request-id"],
    });
  },
  judge(reply: Reply, { code = "" }: Words, action: string): Verdict | undefined {
    if (reply.status < 300 && !saysFailure(reply.json)) return undefined;
    const known = verdicts.find(([pattern]) => pattern.test(code))?.[1];
    const verdict = known ?? judgeStatus(reply.status);
    const denied = readDeniedAction(reply.json);
    if (verdict.reason === "missingRight") return { ...verdict, missingRight: denied ?? `ice:${action}` };
    // RAM's denial under a code that is not documented.
    if (!known && verdict.kind === "forbidden" && denied)
      return { kind: "forbidden", reason: "missingRight", missingRight: denied };
    return verdict.kind === "throttled" ? { ...verdict, ...readRetryAfter(reply.headers) } : verdict;
  },
};

/** `Success` can be false in a 200. */
function saysFailure(json: unknown): boolean {
  return isObject(json) && (json.Success === false || json.Success === "false");
}

/** AccessDeniedDetail is an object in some products' answers and its JSON text in others'. */
function readDeniedAction(json: unknown): string | undefined {
  if (!isObject(json)) return undefined;
  const detail = json.AccessDeniedDetail ?? json.accessDeniedDetail;
  return readWord(asObject(detail).AuthAction);
}

function asObject(value: unknown): Json {
  if (isObject(value)) return value;
  try {
    const parsed: unknown = JSON.parse(String(value));
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

/** Milliseconds by the vendor's SDK, which is all that is known of the unit: kept within 1 to 60 seconds (vendor documentation B5). */
function readRetryAfter(headers: Reply["headers"]): { readonly retryAfterMs?: number } {
  const header = headers["x-acs-retry-after"]?.trim() ?? "";
  return /^\d+$/.test(header) ? { retryAfterMs: Math.min(60_000, Math.max(1000, Number(header))) } : {};
}
