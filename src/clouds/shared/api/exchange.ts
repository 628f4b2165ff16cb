// One request and its answer: sends, reads, and makes every refusal a VoiceError in the words of the cloud that was asked.
import { asVoiceError, type ErrorKind, type ErrorReason, VoiceError } from "../../../core/errors.js";
import type { HttpRequest, Machine } from "../../../core/ports/ports.js";
import { encode } from "./canonicalRequest.js";
import { isObject, present, readWord } from "./lenient.js";
import { cutText, cutWord } from "./limits.js";
import { type ResponseBody, readResponseBody } from "./responseBody.js";
import { readRetryAfter } from "./retryAfter.js";

/** What a cloud says about an answer, wherever it puts it. */
export interface Words {
  readonly code?: string;
  readonly message?: string;
  readonly requestId?: string;
}

export interface Verdict {
  readonly kind: ErrorKind;
  readonly reason?: ErrorReason;
  readonly missingRight?: string;
  readonly retryAfterMs?: number;
}

/** How a cloud tells success from failure. */
export interface Dialect {
  /** Id of the cloud. */
  readonly cloud: string;
  read(reply: ResponseBody): Words;
  /** Of a refusal that is no JSON what it would say as such; undefined = it is none of the cloud's. */
  readOther?(text: string): unknown;
  /** Nothing = success. `action`: the call as the cloud names it. `now`: milliseconds since 1970. */
  judge(reply: ResponseBody, words: Words, action: string, now: number): Verdict | undefined;
}

export interface CloudQuestion {
  /** The call as the cloud names it; for errors. */
  readonly action: string;
  readonly effect: "read" | "write";
  readonly signal: AbortSignal;
  /** As in the Host header. */
  readonly host: string;
  /** Taken out of whatever the cloud echoes. */
  readonly secrets: readonly string[];
  /** A success may have no body. */
  readonly isBodyOptional?: boolean;
  prepare(): HttpRequest;
}

export interface Success {
  /** Undefined where an optional body is absent. */
  readonly json: unknown;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly requestId?: string;
  /** The error for a body that is not the one that was asked for; its own code and words, if it has any, come with it. */
  unexpectedShape(): VoiceError;
}

export async function callApi(dialect: Dialect, machine: Machine, question: CloudQuestion): Promise<Success> {
  const reply = readResponseBody(await send(machine, question), dialect.readOther);
  const words = dialect.read(reply);
  const verdict = judgeTransport(reply, question) ?? dialect.judge(reply, words, question.action, machine.now());
  if (verdict) throw makeError(dialect, question, reply, words, withRetryAfter(verdict, reply, machine.now()));
  return {
    json: reply.json,
    headers: reply.headers,
    ...(words.requestId === undefined ? {} : { requestId: cutWord(words.requestId) }),
    unexpectedShape: () => {
      const given = { ...findWords(reply.json), ...words };
      return makeError(dialect, question, reply, given, { kind: "protocol", reason: "unexpectedShape" });
    },
  };
}

/** What a gateway or another server that is not the cloud says in an answer whose status is that of a success. */
function findWords(json: unknown): Words {
  if (!isObject(json)) return {};
  const first = (names: readonly string[]) => names.map((name) => readWord(json[name])).find((word) => word !== undefined);
  return present({
    code: first(["code", "Code", "error_code", "errorCode", "ErrorCode"]),
    message: first(["message", "Message", "error_msg", "errorMessage", "ErrorMessage", "msg"]),
  });
}

/** The request id of a success, to be spread into what is handed on. */
export function requestIdOf({ requestId }: Pick<Success, "requestId">): { readonly requestId?: string } {
  return requestId === undefined ? {} : { requestId };
}

async function send(machine: Machine, question: CloudQuestion) {
  try {
    return await machine.http.send(() => question.prepare(), { effect: question.effect, signal: question.signal });
  } catch (thrown) {
    throw asVoiceError(thrown);
  }
}

/** They say the same from any server: too many requests, and a header that is too long. */
const clearStatuses: readonly number[] = [429, 431, 494];

/** What can be said before a cloud's own words are read. */
function judgeTransport(reply: ResponseBody, question: CloudQuestion): Verdict | undefined {
  const { status, flaw } = reply;
  if (status === 407) return { kind: "network", reason: "proxy" };
  if (status >= 300 && status < 400) return { kind: "protocol", reason: "redirect" };
  if (status < 200 || status > 599) return { kind: "protocol", reason: "unexpectedShape" };
  // Both clouds refuse in an envelope. A page or a line of text in its place is a gateway's or a wrong host's: it says nothing about the
  // key or the job, and a half envelope does not say what.
  if (flaw && flaw !== "empty" && status >= 400 && status < 500 && !clearStatuses.includes(status))
    return { kind: "protocol", reason: flaw };
  if (status >= 300 || flaw === undefined) return undefined;
  if (flaw === "empty") return question.isBodyOptional ? undefined : { kind: "protocol", reason: "notJson" };
  return { kind: "protocol", reason: flaw };
}

/** The meaning of a status that comes without a code the cloud documents. */
export function judgeStatus(status: number): Verdict {
  if (status === 401) return { kind: "auth" };
  if (status === 403) return { kind: "forbidden" };
  if (status === 404) return { kind: "notFound" };
  if (status === 429) return { kind: "throttled" };
  // 494 is how gateways built on nginx say 431 (vendor documentation A13).
  if (status === 431 || status === 494) return { kind: "refused", reason: "requestHeadersTooLarge" };
  return { kind: status >= 500 ? "unavailable" : "refused" };
}

function makeError(dialect: Dialect, question: CloudQuestion, reply: ResponseBody, words: Words, verdict: Verdict): VoiceError {
  const { kind, ...facts } = verdict;
  // Cut last: half a secret would not be recognised.
  const code = words.code && cutWord(hide(words.code, question.secrets));
  // Without the cloud's own message, which can echo headers of the request (vendor documentation A13, B5).
  const given = `${dialect.cloud} ${question.action}: HTTP ${reply.status}` + (code ? ` ${code.slice(0, 80)}` : "");
  return new VoiceError(kind, given.replace(/[\u0000-\u001f\u007f]/g, " "), {
    ...facts,
    status: reply.status,
    host: question.host,
    ...(code ? { code } : {}),
    ...(words.message ? { cloudMessage: cutText(hide(words.message, question.secrets)) } : {}),
    ...(words.requestId ? { requestId: cutWord(hide(words.requestId, question.secrets)) } : {}),
  });
}

/** Only here are the secrets known by value: nothing above has to recognise them. */
function hide(text: string, secrets: readonly string[]): string {
  return secrets
    .flatMap((secret) => [secret, encode(secret), JSON.stringify(secret).slice(1, -1)])
    .filter((secret) => secret !== "")
    .reduce((hidden, secret) => hidden.replaceAll(secret, "•••"), text);
}

function withRetryAfter(verdict: Verdict, reply: ResponseBody, now: number): Verdict {
  if (verdict.retryAfterMs !== undefined || (verdict.kind !== "throttled" && verdict.kind !== "unavailable")) return verdict;
  const retryAfterMs = readRetryAfter(reply.headers, now);
  return retryAfterMs === undefined ? verdict : { ...verdict, retryAfterMs };
}
