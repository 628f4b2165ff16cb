// Alibaba's gateway: signature, date, nonce and security token, then the rights of the RAM user (vendor documentation B5, B6).

import { alibabaAccount } from "../keys.js";
import { isSame, sha256Hex } from "../server/encoding.js";
import type { Answer, Request } from "../server/messages.js";
import { alibabaRefusal } from "./answers.js";
import {
  alibabaCanonicalRequest,
  alibabaHeadersToSign,
  alibabaSignature,
  alibabaStringToSign,
  readAcsDate,
  readAlibabaAuthorization,
} from "./signature.js";

const skew = 15 * 60_000;

export interface KeyPair {
  readonly secret: string;
  readonly securityToken?: string;
  readonly isInactive?: boolean;
  readonly isDenied?: boolean;
  /** Milliseconds of the server's own clock. */
  readonly expires?: number;
}

export interface RoleKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken: string;
  readonly expires: number;
}

export class AlibabaGateway {
  /** Milliseconds of the server's own clock. */
  readonly #now: () => number;
  readonly #keys = new Map<string, KeyPair>([
    [alibabaAccount.accessKeyId, { secret: alibabaAccount.accessKeySecret }],
    [
      alibabaAccount.sts.accessKeyId,
      { secret: alibabaAccount.sts.accessKeySecret, securityToken: alibabaAccount.sts.securityToken },
    ],
    [alibabaAccount.deniedKey.accessKeyId, { secret: alibabaAccount.deniedKey.accessKeySecret, isDenied: true }],
    [alibabaAccount.inactiveKey.accessKeyId, { secret: alibabaAccount.inactiveKey.accessKeySecret, isInactive: true }],
  ]);
  /** Nonces of accepted requests by the time they came; those too old to be replayed within the skew are dropped. */
  readonly #nonces = new Map<string, number>();
  #isStsExpired = false;
  #roleKeys = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  expireTokens(): void {
    this.#isStsExpired = true;
    for (const [id, pair] of this.#keys) if (pair.expires !== undefined) this.#keys.set(id, { ...pair, expires: 0 });
  }

  /** A temporary key of a role, good for so many seconds. */
  issueRoleKey(seconds: number): RoleKey {
    const number = ++this.#roleKeys;
    const key = {
      accessKeyId: `STS.DEMO-FAKE-ROLE-KEY-ID-${number}`,
      accessKeySecret: `demo-fake-role-secret-${number}`,
      securityToken: `demo-fake-role-token-${number}/with+signs==`,
      expires: this.#now() + seconds * 1000,
    };
    const { accessKeySecret: secret, securityToken, expires } = key;
    this.#keys.set(key.accessKeyId, { secret, securityToken, expires });
    return key;
  }

  /** For the object store, which takes the same keys. */
  pairOf(accessKeyId: string): (KeyPair & { readonly hasEnded: boolean }) | undefined {
    const pair = this.#keys.get(accessKeyId);
    return pair && { ...pair, hasEnded: this.#hasEnded(pair) };
  }

  /** Undefined for who may pass. */
  refusal(request: Request, operation: string, product = "ice"): Answer | undefined {
    const refuse = (status: number, code: string, message: string): Answer => alibabaRefusal(request, status, code, message);
    const { headers } = request;
    if (headers.authorization === undefined)
      return refuse(400, "MissingAccessKeyId", "AccessKeyId is mandatory for this action.");
    const authorization = readAlibabaAuthorization(headers.authorization);
    if (!authorization)
      return refuse(400, "IncompleteSignature", "The request signature does not conform to Alibaba Cloud standards.");
    for (const name of ["x-acs-signature-nonce", "x-acs-content-sha256"]) {
      if (!headers[name]) return refuse(400, "MissingParameter", `The header ${name} is mandatory for this action.`);
    }
    const time = headers["x-acs-date"];
    if (!time)
      return refuse(
        400,
        "IllegalTimestamp",
        "The input parameter x-acs-date that is mandatory for processing this request is not supplied.",
      );
    const date = readAcsDate(time);
    if (date === undefined)
      return refuse(400, "InvalidTimeStamp.Format", "Specified time stamp or date value is not well formatted.");
    if (Math.abs(this.#now() - date) > skew)
      return refuse(400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.");

    const pair = this.#keys.get(authorization.accessKeyId);
    if (!pair) return refuse(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.");
    if (pair.isInactive) return refuse(403, "InvalidAccessKeyId.Inactive", "Specified access key is disabled.");
    const canonical = alibabaCanonicalRequest(request, authorization.signedHeaders);
    const isWhole = alibabaHeadersToSign(request).every((name) => authorization.signedHeaders.includes(name));
    const isBodyAsSaid = headers["x-acs-content-sha256"] === sha256Hex(request.body);
    if (!isWhole || !isBodyAsSaid || !isSame(authorization.signature, alibabaSignature(canonical, pair.secret))) {
      return signatureMismatch(request, alibabaStringToSign(canonical));
    }
    const token = headers["x-acs-security-token"];
    if (token !== pair.securityToken)
      return refuse(400, "InvalidSecurityToken.Malformed", "Specified SecurityToken is malformed.");
    if (token !== undefined && this.#hasEnded(pair))
      return refuse(400, "InvalidSecurityToken.Expired", "Specified SecurityToken is expired.");
    if (!this.#isFresh(`${authorization.accessKeyId} ${headers["x-acs-signature-nonce"]}`)) {
      return refuse(400, "SignatureNonceUsed", "Specified signature nonce was used already.");
    }
    return pair.isDenied ? denial(request, product, operation) : undefined;
  }

  #hasEnded({ securityToken, expires }: KeyPair): boolean {
    if (securityToken === undefined) return false;
    return expires === undefined ? this.#isStsExpired : this.#now() >= expires;
  }

  #isFresh(nonce: string): boolean {
    const now = this.#now();
    for (const [old, came] of this.#nonces) {
      // Oldest first: a Map keeps the order of insertion.
      if (Math.abs(now - came) <= 2 * skew) break;
      this.#nonces.delete(old);
    }
    if (this.#nonces.has(nonce)) return false;
    this.#nonces.set(nonce, now);
    return true;
  }
}

/** The real message holds the server's string to sign (B5). */
function signatureMismatch(request: Request, calculated: string): Answer {
  const message = `Specified signature is not matched with our calculation. server string to sign is:${calculated}`;
  return alibabaRefusal(request, 400, "SignatureDoesNotMatch", message);
}

export function echoAlibabaCanonical(request: Request): Answer {
  const signed = readAlibabaAuthorization(request.headers.authorization ?? "")?.signedHeaders ?? alibabaHeadersToSign(request);
  const canonical = alibabaCanonicalRequest(request, signed);
  return signatureMismatch(request, `${alibabaStringToSign(canonical)};server CanonicalRequest:${canonical}`);
}

/** A RAM denial names the missing right in AccessDeniedDetail. */
function denial(request: Request, product: string, operation: string): Answer {
  return alibabaRefusal(
    request,
    403,
    "NoPermission",
    "You are not authorized to perform this operation. The RAM user lacks the required policy.",
    {
      AccessDeniedDetail: {
        AuthAction: `${product}:${operation}`,
        AuthPrincipalDisplayName: "200000000000000002",
        AuthPrincipalOwnerId: alibabaAccount.accountId,
        AuthPrincipalType: "SubUser",
        NoPermissionType: "ImplicitDeny",
        PolicyType: "AccountLevelIdentityBasedPolicy",
        EncodedDiagnosticMessage: "DEMOFAKEDIAGNOSTICMESSAGE",
      },
    },
  );
}
