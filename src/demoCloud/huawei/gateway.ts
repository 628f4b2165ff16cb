// Huawei's gateway: lets in who signs well or brings a valid token, and locks a key that fails five times in a row (vendor documentation A13-A15).

import { huaweiAccount } from "../keys.js";
import { isSame, sha256Hex } from "../server/encoding.js";
import type { Answer, Request } from "../server/messages.js";
import { gatewayRefusal, iamFailure, serviceRefusal } from "./answers.js";
import { huaweiCanonicalRequest, huaweiSignature, readHuaweiAuthorization, readSdkDate } from "./signature.js";

const minute = 60_000;
const skew = 15 * minute;
const lock = { failures: 5, duration: 5 * minute };
const tokenLife = 24 * 60 * minute;

/** Projects of the region that this host serves. */
const served: ReadonlySet<string> = new Set([huaweiAccount.projectId, huaweiAccount.subProject.id]);

interface Token {
  readonly projectId: string | undefined;
  readonly expires: number;
}

interface KeyPair {
  readonly secret: string;
  readonly securityToken?: string;
}

export class HuaweiGateway {
  /** Milliseconds of the server's own clock. */
  readonly #now: () => number;
  readonly #keys = new Map<string, KeyPair>([
    [huaweiAccount.accessKeyId, { secret: huaweiAccount.secretAccessKey }],
    [
      huaweiAccount.temporaryAccessKeyId,
      { secret: huaweiAccount.temporarySecretAccessKey, securityToken: huaweiAccount.securityToken },
    ],
  ]);
  readonly #tokens = new Map<string, Token>([
    [huaweiAccount.token, { projectId: huaweiAccount.projectId, expires: Number.POSITIVE_INFINITY }],
  ]);
  /** Consecutive failures per key, and until when the key is locked. */
  readonly #failures = new Map<string, { count: number; lockedUntil: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Undefined for who may pass; `projectId` is the project in the path, where the path has one. */
  refusal(request: Request, projectId?: string): Answer | undefined {
    if (request.headers.authorization !== undefined) return this.#signatureRefusal(request, projectId);
    const token = request.headers["x-auth-token"];
    if (token === undefined || token === "") return iamFailure(request, "x-auth-token not found");
    const known = this.#tokens.get(token);
    if (!known) return iamFailure(request, "decrypt token fail");
    if (known.expires <= this.#now()) return iamFailure(request, "token expires");
    return projectId === undefined || projectId === known.projectId ? undefined : wrongProject();
  }

  issue(projectId: string | undefined): { readonly token: string; readonly issued: number; readonly expires: number } {
    const issued = this.#now();
    const expires = issued + tokenLife;
    // A real token is several KB long and must still fit into a header (A14).
    const token = `DEMO-FAKE-TOKEN-${this.#tokens.size}-${sha256Hex(`${this.#tokens.size} ${issued}`).repeat(30)}`;
    this.#tokens.set(token, { projectId, expires });
    return { token, issued, expires };
  }

  /** What IAM tells of a token that is still good; the one that lasts for ever has always just been issued. */
  known(token: string): (Token & { readonly issued: number }) | undefined {
    const found = this.#tokens.get(token);
    if (!found || found.expires <= this.#now()) return undefined;
    const expires = Number.isFinite(found.expires) ? found.expires : this.#now() + tokenLife;
    return { ...found, expires, issued: expires - tokenLife };
  }

  expireTokens(): void {
    for (const [token, known] of this.#tokens) this.#tokens.set(token, { ...known, expires: this.#now() });
  }

  unlock(): void {
    this.#failures.clear();
  }

  changeSecret(secret: string): void {
    this.#keys.set(huaweiAccount.accessKeyId, { secret });
  }

  #signatureRefusal(request: Request, projectId: string | undefined): Answer | undefined {
    const authorization = readHuaweiAuthorization(request.headers.authorization!);
    if (!authorization) return iamFailure(request, "verify aksk signature fail, authorization format is incorrect");
    const { accessKeyId, signedHeaders, signature } = authorization;
    const failures = this.#failures.get(accessKeyId);
    if (failures && failures.lockedUntil > this.#now())
      return iamFailure(request, "AK access failed to reach the limit,forbidden.");

    const date = request.headers["x-sdk-date"] ?? "";
    const time = readSdkDate(date);
    if (time === undefined) return iamFailure(request, "verify aksk signature fail, x-sdk-date is missing or malformed");
    if (Math.abs(this.#now() - time) > skew) return iamFailure(request, "signature expired");

    const pair = this.#keys.get(accessKeyId);
    if (!pair) return this.#fail(request, accessKeyId, `Get secretKey failed,ak:${accessKeyId},err:ak not exist`);
    const isSigned = ["host", "x-sdk-date"].every((name) => signedHeaders.includes(name));
    const isWhole = signedHeaders.every((name) => request.headers[name] !== undefined);
    const canonical = huaweiCanonicalRequest(request, signedHeaders);
    if (!isSigned || !isWhole || !isBodyAsSaid(request) || !isSame(signature, huaweiSignature(canonical, date, pair.secret))) {
      return this.#fail(request, accessKeyId, "verify aksk signature fail");
    }
    if (request.headers["x-security-token"] !== pair.securityToken) return this.#fail(request, accessKeyId, "decrypt token fail");
    this.#failures.delete(accessKeyId);

    // Mandatory with AK/SK wherever the path names a project (A3); IAM's own calls go without (A15).
    const named = request.headers["x-project-id"];
    if (projectId === undefined) return undefined;
    return named === projectId && served.has(projectId) ? undefined : wrongProject();
  }

  #fail(request: Request, accessKeyId: string, reason: string): Answer {
    const count = (this.#failures.get(accessKeyId)?.count ?? 0) + 1;
    const isLocked = count >= lock.failures;
    this.#failures.set(accessKeyId, { count: isLocked ? 0 : count, lockedUntil: isLocked ? this.#now() + lock.duration : 0 });
    return iamFailure(request, reason);
  }
}

function isBodyAsSaid(request: Request): boolean {
  const said = request.headers["x-sdk-content-sha256"];
  return said === undefined || said === "UNSIGNED-PAYLOAD" || said === sha256Hex(request.body);
}

function wrongProject(): Answer {
  return serviceRefusal(400, "MSS.00010009", "The tenant in the URL is different from the tenant in the token.");
}

/** A signature failure that shows the server's canonical request with `|` for newlines, as the real gateway may (A13). */
export function echoCanonical(request: Request): Answer {
  const signed =
    readHuaweiAuthorization(request.headers.authorization ?? "")?.signedHeaders ?? Object.keys(request.headers).sort();
  const canonical = huaweiCanonicalRequest(request, signed).replaceAll("\n", "|");
  return gatewayRefusal(
    request,
    401,
    "APIGW.0301",
    `Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:${canonical}`,
  );
}
