// Asks Huawei's IAM, which gives tokens and knows projects: where it is, what its refusals mean.
import type { Connection, Credentials } from "../../../core/connection.js";
import { VoiceError } from "../../../core/errors.js";
import { plainOrigin } from "../../../core/parsing/origin.js";
import type { Machine } from "../../../core/ports/ports.js";
import { callApi, type Dialect, type Success, type Verdict } from "../../shared/api/exchange.js";
import { requireOrigin, requireValues } from "../../shared/api/validate.js";
import { dialect } from "../api/errors.js";
import { type Outline, urlOf, vouchFor } from "../api/request.js";
import { connectionFields, regions } from "../description/forms.js";

export interface IamCall extends Omit<Outline, "headers" | "names"> {
  /** As the vendor names it. */
  readonly action: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Absent = the call carries its own proof. */
  readonly credentials?: Credentials;
  readonly secrets: readonly string[];
  /** What a refusal means for this call. */
  meaning(verdict: Verdict): Verdict;
}

/** Nothing here changes anything, so every call is a read; a token that is not received does no harm. */
export async function askIam(connection: Connection, machine: Machine, call: IamCall, signal: AbortSignal): Promise<Success> {
  const origin = requireIam(connection);
  const headers = { Accept: "application/json", "Content-Type": "application/json;charset=utf8", ...call.headers };
  const outline: Outline = { ...call, headers };
  return callApi(dialectFor(call), machine, {
    action: call.action,
    effect: "read",
    signal,
    host: origin.host,
    secrets: call.secrets,
    prepare: () => {
      if (call.credentials) return vouchFor(outline, origin, call.credentials, machine.now());
      const body = call.body === undefined ? {} : { body: new TextEncoder().encode(call.body) };
      return { method: call.method, url: urlOf(call, origin), headers, ...body };
    },
  });
}

/** The region by its own name, wherever the connection tells it. */
export function regionOf({ region, endpoint }: Connection): string | undefined {
  return (endpoint && regionOfHost(endpoint)) ?? regions.find(({ id }) => id === region)?.id;
}

/** Whether IAM can be asked at all; an endpoint of one's own may hide where it is. */
export function hasIam(connection: Connection): boolean {
  return iamOrigin(connection) !== undefined;
}

function requireIam(connection: Connection): URL {
  // The whole connection is checked first: a damaged one sends no password anywhere.
  requireOrigin(regions, connection);
  requireValues(connectionFields, connection.values);
  const origin = iamOrigin(connection);
  if (origin !== undefined) return new URL(origin);
  const details = { wasSent: false, code: "Connection.IamEndpointMissing" };
  throw new VoiceError("refused", "The connection has an endpoint of its own and no IAM endpoint", details);
}

/** Regional, as the vendor recommends (vendor documentation A1). A key is never taken from an endpoint of one's own to the vendor's. */
function iamOrigin({ region, endpoint, values }: Connection): string | undefined {
  if (values.iamEndpoint) return plainOrigin(values.iamEndpoint);
  const id = endpoint === undefined ? regions.find((each) => each.id === region)?.id : regionOfHost(endpoint);
  return id && `https://iam.${id}.myhuaweicloud.com`;
}

function regionOfHost(endpoint: string): string | undefined {
  return /^https:\/\/[a-z0-9-]+\.([a-z]+(?:-[a-z]+)+-\d+)\.myhuaweicloud\.com$/.exec(plainOrigin(endpoint))?.[1];
}

/** Fifteen minutes after wrong passwords (vendor's page on locked accounts: 401, "The account is locked."). */
const lockMs = 15 * 60_000;

function dialectFor({ meaning }: IamCall): Dialect {
  return {
    ...dialect,
    judge(reply, words, action, now) {
      const verdict = dialect.judge(reply, words, action, now);
      if (!verdict) return undefined;
      if (verdict.kind === "auth" && /\b(?:account|user) (?:is|has been) locked/i.test(words.message ?? "")) {
        return { kind: "auth", reason: "locked", retryAfterMs: lockMs };
      }
      return meaning(verdict);
    },
  };
}
