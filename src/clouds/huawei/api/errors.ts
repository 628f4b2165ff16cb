// What Huawei's refusals mean: the service's, the gateway's and IAM's envelopes, told apart by status and code.
import { plainName, readEnvelope } from "../../shared/api/errorEnvelope.js";
import { type Dialect, judgeStatus, type Verdict, type Words } from "../../shared/api/exchange.js";
import { isObject } from "../../shared/api/lenient.js";
import type { ResponseBody } from "../../shared/api/responseBody.js";

/** Vendor documentation A13. The gateway writes the same numbers with the prefix APIGW. or APIG. (A10.10). */
const verdicts: ReadonlyMap<string, Verdict> = new Map(
  Object.entries<Verdict>({
    "MSS.00000001": { kind: "auth" },
    // "Invalid token in the header": an authentication failure that comes with status 400.
    "MSS.00010008": { kind: "auth", reason: "wrongSecret" },
    "MSS.00010009": { kind: "forbidden", reason: "wrongProject" },
    // Authentication failures that come with status 500.
    "MSS.00021014": { kind: "auth" },
    "MSS.00021016": { kind: "auth", reason: "wrongSecret" },
    // Refusals of a text or picture that come with status 500 (vendor documentation: error codes).
    "MSS.10010011": { kind: "refused" },
    "MSS.10010012": { kind: "refused" },
    // The host, the path or the method is wrong, not the job's id.
    "APIG.0101": { kind: "refused" },
    "APIG.0308": { kind: "throttled" },
    "APIG.0402": { kind: "forbidden", reason: "sourceAddress" },
    "APIG.0501": { kind: "quota" },
    "APIG.0502": { kind: "quota" },
    "APIG.1002": { kind: "auth", reason: "wrongSecret" },
    "APIG.1005": { kind: "forbidden", reason: "missingRight" },
  }),
);

/** "More than 5 consecutive AK/SK failures lock that key for 5 minutes" (vendor documentation A13). */
const lockMs = 5 * 60_000;

/**
 * APIG.0301 covers all of these; only its error_msg tells them apart (vendor documentation A13 and FAQs of its services, which word one
 * thing in several ways). Looked at in this order. Bounded, since the texts come from outside.
 */
const authTexts: readonly (readonly [RegExp, Verdict])[] = [
  [/AK access failed to reach the limit/i, { kind: "auth", reason: "locked", retryAfterMs: lockMs }],
  [/signature (?:is |has )?expire[sd]/i, { kind: "clock" }],
  [/token (?:is |has )?expire[sd]|token must be updated/i, { kind: "auth", reason: "expired" }],
  [/Get secretKey failed/i, { kind: "auth", reason: "unknownKey" }],
  [/(?:verify|calc) (?:ak ?sk )?signature fail|decrypt token fail/i, { kind: "auth", reason: "wrongSecret" }],
  [/x-auth-token (?:is )?not found/i, { kind: "auth", reason: "missingCredentials" }],
  // "ak X not exist", "The access key X is inactive."
  [/\b(?:ak|access key)\b.{0,200}?\b(?:not exist|not found|inactive|disabled)/i, { kind: "auth", reason: "unknownKey" }],
];

/** The text says more than the code. */
function judgeAuth(message: string, verdict: Verdict): Verdict {
  return authTexts.find(([pattern]) => pattern.test(message))?.[1] ?? verdict;
}

export const dialect: Dialect = {
  cloud: "huawei",
  read({ status, headers, json }: ResponseBody): Words {
    const envelope = status < 300 && !saysFailure(json) ? {} : readEnvelope(json);
    const requestId = headers["x-request-id"] ?? envelope.requestId;
    return requestId === undefined ? envelope : { ...envelope, requestId };
  },
  judge({ status }: ResponseBody, { code, message }: Words): Verdict | undefined {
    if (status < 300 && code === undefined) return undefined;
    const number = code?.replace(/^APIGW\./, "APIG.");
    const known = number === undefined ? undefined : verdicts.get(number);
    const verdict = number === "APIG.0301" ? { kind: "auth" as const } : (known ?? judgeStatus(status));
    return verdict.kind === "auth" ? judgeAuth(message ?? "", verdict) : verdict;
  },
};

/** In a success only an `error_code` says that it is none: there and in the error or the first of the errors that it brings along. */
function saysFailure(json: unknown): boolean {
  if (!isObject(json)) return false;
  return Object.entries(json).some(([name, value]) => {
    const plain = plainName(name);
    if (plain === "errorcode") return (typeof value === "string" && value !== "") || typeof value === "number";
    const inner: unknown = plain === "errors" && Array.isArray(value) ? value[0] : plain === "error" ? value : undefined;
    return isObject(inner) && Object.keys(inner).some((key) => plainName(key) === "errorcode");
  });
}
