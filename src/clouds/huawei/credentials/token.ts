// Makes a token of a password, and reads from a pasted token how long it lasts and for which project it is.
import { fallback, object, optional, parse, string } from "valibot";
import type { Exchanged } from "../../../core/cloud/credentialKind.js";
import type { Connection, Credentials } from "../../../core/connection.js";
import { asVoiceError, type ErrorKind, VoiceError } from "../../../core/errors.js";
import { findProblem } from "../../../core/forms/field.js";
import type { Machine } from "../../../core/ports/ports.js";
import type { Success, Verdict } from "../../shared/api/exchange.js";
import { isObject, moment } from "../../shared/api/lenient.js";
import { requireCredentials, secretsOf } from "../../shared/api/validate.js";
import { fitting } from "../../shared/credentials/foundKey.js";
import { connectionFields, password, token } from "../description/forms.js";
import { askIam, hasIam, regionOf } from "./iam.js";

/** Documented, where an answer does not say (vendor documentation A14). */
const lifeMs = 24 * 60 * 60_000;
/** More than any token is given. */
const longestLifeMs = 30 * lifeMs;

/** POST /v3/auth/tokens, with the scope of one project: a token of the whole account opens nothing here (vendor documentation A14). */
export async function logIn(
  connection: Connection,
  credentials: Credentials,
  machine: Machine,
  signal: AbortSignal,
): Promise<Exchanged> {
  return exchangePassword({ project: scopeOf(connection) }, connection, credentials, machine, signal);
}

/** With the scope of the whole account, which opens no project but can tell which ones there are. */
export async function logInToAccount(
  connection: Connection,
  credentials: Credentials,
  machine: Machine,
  signal: AbortSignal,
): Promise<Exchanged> {
  return exchangePassword({ domain: { name: credentials.values.domain } }, connection, credentials, machine, signal);
}

async function exchangePassword(
  scope: unknown,
  connection: Connection,
  credentials: Credentials,
  machine: Machine,
  signal: AbortSignal,
): Promise<Exchanged> {
  const values = requireCredentials([password], credentials);
  const user = { domain: { name: values.domain }, name: values.user, password: values.password };
  const auth = { identity: { methods: ["password"], password: { user } }, scope };
  const call = {
    action: "KeystoneCreateUserTokenByPassword",
    method: "POST",
    path: "/v3/auth/tokens",
    query: [["nocatalog", "true"]],
    body: JSON.stringify({ auth }),
    secrets: secretsOf([password], credentials),
    meaning: meaningOfLogin,
  } as const;
  const answer = await askIam(connection, machine, call, signal).catch((thrown: unknown) => {
    throw tokenTooLong(thrown);
  });
  const given = { kind: token.id, values: { token: answer.headers["x-subject-token"] ?? "" } };
  if (token.fields.some((field) => findProblem(field, given.values.token))) throw answer.unexpectedShape();
  return {
    expiresAt: machine.now() + lifeMs,
    ...readToken(answer, machine.now(), "issued"),
    credentials: given,
  };
}

/**
 * GET /v3/auth/tokens, by which a user may verify their own token without any right (vendor's API reference, "Verifying a Token"). The
 * token is used all the same where IAM cannot be asked; only a token that IAM calls invalid is refused.
 */
export async function checkToken(
  connection: Connection,
  credentials: Credentials,
  machine: Machine,
  signal: AbortSignal,
): Promise<Exchanged> {
  const values = requireCredentials([token], credentials);
  if (!hasIam(connection)) return { credentials };
  const call = {
    action: "KeystoneValidateToken",
    method: "GET",
    path: "/v3/auth/tokens",
    query: [["nocatalog", "true"]],
    headers: { "X-Subject-Token": values.token ?? "" },
    credentials,
    secrets: secretsOf([token], credentials),
    meaning: meaningOfCheck,
  } as const;
  try {
    return {
      ...readToken(await askIam(connection, machine, call, signal), machine.now(), "checked"),
      credentials,
    };
  } catch (thrown) {
    const error = asVoiceError(thrown);
    if (decisive.has(error.kind)) throw error;
    return { credentials };
  }
}

/** The token is the one long thing in the headers of that answer. */
function tokenTooLong(thrown: unknown): unknown {
  if (!(thrown instanceof VoiceError) || thrown.reason !== "responseHeadersTooLarge") return thrown;
  return new VoiceError(thrown.kind, thrown.message, { ...thrown, code: "Token.TooLong" });
}

/** What would go wrong with the service too, or a cancellation. */
const decisive: ReadonlySet<ErrorKind> = new Set(["auth", "cancelled", "bug"]);

function scopeOf(connection: Connection): { readonly id: string } | { readonly name: string } {
  const id = connection.values.projectId;
  if (id) return { id };
  const name = regionOf(connection);
  if (name !== undefined) return { name };
  const details = { reason: "wrongProject", wasSent: false, code: "Connection.ProjectMissing" } as const;
  throw new VoiceError("forbidden", "The connection's endpoint hides the region, so the project ID must be typed", details);
}

/** IAM does not tell a wrong password from an unknown user or account, so that names cannot be guessed. */
function meaningOfLogin(verdict: Verdict): Verdict {
  if (verdict.kind === "auth") return { reason: "wrongSecret", ...verdict };
  return verdict.kind === "notFound" ? { kind: "forbidden", reason: "wrongProject" } : verdict;
}

function meaningOfCheck(verdict: Verdict): Verdict {
  if (verdict.kind === "notFound") return { kind: "auth", reason: "expired" };
  return verdict.kind === "auth" ? { reason: "expired", ...verdict } : verdict;
}

const answered = object({
  token: object({
    expires_at: moment,
    issued_at: moment,
    project: fallback(optional(object({ id: fallback(optional(string()), undefined) })), undefined),
  }),
});

/**
 * This machine's clock may be off by days, so what is left of a token is reckoned by the cloud's own times and counted from now on.
 * `now`: milliseconds since 1970. A token that was just issued has its whole life before it.
 */
function readToken(
  answer: Success,
  now: number,
  state: "issued" | "checked",
): Pick<Exchanged, "expiresAt" | "aheadMs" | "values"> {
  if (!isObject(answer.json) || !isObject(answer.json.token)) throw answer.unexpectedShape();
  const { expires_at: expiresAt, issued_at: issuedAt, project } = parse(answered, answer.json).token;
  const values = fitting(connectionFields, { projectId: project?.id });
  const given = Date.parse(answer.headers.date ?? "");
  const date = Number.isNaN(given) ? undefined : given;
  const cloudNow = state === "issued" ? (issuedAt ?? date) : date;
  const clock = date === undefined ? {} : { aheadMs: now - date };
  if (expiresAt === undefined) return { values, ...clock };
  const left = expiresAt - (cloudNow ?? now);
  // What was just issued and is over already by the same cloud's words is no time to go by.
  if (state === "issued" && left <= 0) return { values, ...clock };
  return { values, ...clock, expiresAt: now + Math.min(left, longestLifeMs) };
}
