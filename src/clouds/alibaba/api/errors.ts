// What Alibaba's refusals mean: by code first, because statuses differ between its products.
import { plainName, readEnvelope } from "../../shared/api/errorEnvelope.js";
import { type Dialect, judgeStatus, type Verdict, type Words } from "../../shared/api/exchange.js";
import { parseJson } from "../../shared/api/json.js";
import { isObject, type Json, present, readWord } from "../../shared/api/lenient.js";
import { cutWord } from "../../shared/api/limits.js";
import type { ResponseBody } from "../../shared/api/responseBody.js";
import { readAcsRetryAfter } from "../../shared/api/retryAfter.js";
import { readXmlEnvelope } from "./xml.js";

/** Vendor documentation B5, looked at in this order. */
const verdicts: readonly (readonly [RegExp, Verdict])[] = [
  // The vendor's SDK looks for the word, whatever the status.
  [/Throttling/, { kind: "throttled" }],
  [/^InvalidAccessKeyId\.(NotFound|NotExist|Inactive|Disabled)/i, { kind: "auth", reason: "unknownKey" }],
  [/^InvalidAccessKeyId/, { kind: "auth" }],
  [/^SignatureDoesNotMatch/, { kind: "auth", reason: "wrongSecret" }],
  [/^IncompleteSignature/, { kind: "auth" }],
  [/^(MissingAccessKeyId|MissingSecurityToken)/, { kind: "auth", reason: "missingCredentials" }],
  [/^(Invalid)?SecurityToken\.?Expired/i, { kind: "auth", reason: "expired" }],
  [/^InvalidSecurityToken/, { kind: "auth", reason: "wrongSecret" }],
  [/^(InvalidTimeStamp|IllegalTimestamp|RequestTimeTooSkewed)/i, { kind: "clock" }],
  // Each request has a nonce of its own, so this one came twice: a proxy repeats, or an answer was slow.
  [/^SignatureNonceUsed/, { kind: "refused", reason: "duplicate" }],
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
  read({ status, headers, json }: ResponseBody): Words {
    const isFailure = status >= 300 || saysFailure(json);
    const { requestId = headers["x-acs-request-id"], ...given } = isFailure ? readEnvelope(json) : readOwnWords(json);
    return present({ ...given, requestId });
  },
  readOther: readXmlEnvelope,
  judge(reply: ResponseBody, { code = "", message = "" }: Words, action: string, now: number): Verdict | undefined {
    if (reply.status < 300 && !saysFailure(reply.json)) return undefined;
    const known = verdicts.find(([pattern]) => pattern.test(code))?.[1];
    const verdict = withReason(known ?? judgeStatus(reply.status), message);
    const denied = readDeniedAction(reply.json);
    if (verdict.reason === "missingRight") return { ...verdict, missingRight: denied ?? `ice:${action}` };
    // RAM's denial under a code that is not documented.
    if (!known && verdict.kind === "forbidden" && denied)
      return { kind: "forbidden", reason: "missingRight", missingRight: denied };
    if (verdict.kind !== "throttled") return verdict;
    return { ...verdict, ...present({ retryAfterMs: readAcsRetryAfter(reply.headers, now) }) };
  },
};

/** Some products send a code that leaves open what is wrong with the key, and say it in words alone. */
const unknownKeyText = /\baccess ?key\b.{0,200}?\b(?:not exist|not found|inactive|disabled)/i;

function withReason(verdict: Verdict, message: string): Verdict {
  const isOpen = verdict.kind === "auth" && verdict.reason === undefined;
  return isOpen && unknownKeyText.test(message) ? { ...verdict, reason: "unknownKey" } : verdict;
}

/** `Success` can be false in a 200, in whatever case and type. */
function saysFailure(json: unknown): boolean {
  if (!isObject(json)) return false;
  const said = Object.entries(json).filter(([name]) => plainName(name) === "success");
  return said.some(([, value]) =>
    typeof value === "string" ? ["false", "0"].includes(value.trim().toLowerCase()) : isNo(value),
  );
}

function isNo(value: unknown): boolean {
  return value === false || value === 0;
}

/** Of a success what it says of itself: the job in it may have a message of its own. */
function readOwnWords(json: unknown): Words {
  const own = isObject(json) ? Object.entries(json).filter(([, value]) => typeof value !== "object") : [];
  return readEnvelope(Object.fromEntries(own));
}

/** AccessDeniedDetail is an object in some products' answers and its JSON text in others'. */
function readDeniedAction(json: unknown): string | undefined {
  if (!isObject(json)) return undefined;
  const action = readWord(asObject(json.AccessDeniedDetail ?? json.accessDeniedDetail).AuthAction);
  return action && cutWord(action);
}

function asObject(value: unknown): Json {
  if (isObject(value)) return value;
  if (typeof value !== "string") return {};
  try {
    const parsed: unknown = parseJson(value);
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}
