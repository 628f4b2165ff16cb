// Calls the local cloud as a well-behaved client would, or badly where a test wants that; written apart from both signers it judges.
import { createHash, createHmac, randomUUID } from "node:crypto";
import { request } from "node:http";
import type { DemoCloud } from "../../../src/demoCloud/index.js";

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The answer read as JSON; undefined where it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
  readonly json: any;
}

export interface Call {
  readonly method?: string;
  readonly path?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export function send(origin: string, { method = "GET", path = "/", query = {}, headers = {}, body = "" }: Call): Promise<Reply> {
  const text = queryText(query);
  return new Promise((resolve, reject) => {
    const outgoing = request(origin + path + (text && `?${text}`), { method, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () => {
        const all = Buffer.concat(chunks).toString("utf8");
        resolve({
          status: incoming.statusCode!,
          headers: incoming.headers as Record<string, string>,
          text: all,
          json: parsed(all),
        });
      });
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const hmac = (key: string, text: string): string => createHmac("sha256", key).update(text).digest("hex");

function queryText(query: Readonly<Record<string, string>>): string {
  return Object.keys(query)
    .sort()
    .map((name) => `${encode(name)}=${encode(query[name]!)}`)
    .join("&");
}

export interface HuaweiManner {
  readonly accessKeyId?: string;
  readonly secret?: string;
  /** Milliseconds at which the request says that it was signed. */
  readonly time?: number;
  /** X-Project-Id; null sends none. */
  readonly projectId?: string | null;
  readonly securityToken?: string;
  /** Headers that are sent without being signed. */
  readonly unsigned?: readonly string[];
  /** Changes the headers after signing. */
  readonly afterwards?: Readonly<Record<string, string>>;
}

export function huaweiPath(demo: DemoCloud, rest = "", projectId: string = demo.huawei.projectId): string {
  return `/v1/${projectId}/voice-training-manage/user/jobs${rest}`;
}

export function callHuawei(demo: DemoCloud, call: Call, manner: HuaweiManner = {}): Promise<Reply> {
  const { accessKeyId = demo.huawei.accessKeyId, secret = demo.huawei.secretAccessKey, time = Date.now() } = manner;
  const { method = "GET", path = huaweiPath(demo), query = {}, body = "" } = call;
  const projectId = manner.projectId === undefined ? demo.huawei.projectId : manner.projectId;
  const headers: Record<string, string> = {
    host: new URL(demo.origin).host,
    "x-sdk-date": new Date(time).toISOString().replace(/[-:]|\.\d+/g, ""),
    ...(projectId === null ? {} : { "x-project-id": projectId }),
    ...(manner.securityToken === undefined ? {} : { "x-security-token": manner.securityToken }),
    ...(body === "" ? {} : { "content-type": "application/json" }),
    ...call.headers,
  };
  const signed = Object.keys(headers)
    .filter((name) => name !== "content-type" && !manner.unsigned?.includes(name))
    .sort();
  const canonical = [
    method,
    `${path.split("/").map(decodeURIComponent).map(encode).join("/")}/`,
    queryText(query),
    signed.map((name) => `${name}:${headers[name]}\n`).join(""),
    signed.join(";"),
    sha256(body),
  ].join("\n");
  const signature = hmac(secret, `SDK-HMAC-SHA256\n${headers["x-sdk-date"]}\n${sha256(canonical)}`);
  headers.authorization = `SDK-HMAC-SHA256 Access=${accessKeyId}, SignedHeaders=${signed.join(";")}, Signature=${signature}`;
  return send(demo.origin, { method, path, query, body, headers: { ...headers, ...manner.afterwards } });
}

export interface AlibabaManner {
  readonly accessKeyId?: string;
  readonly secret?: string;
  readonly time?: number;
  readonly nonce?: string;
  readonly securityToken?: string;
  readonly unsigned?: readonly string[];
  /** Headers that are neither sent nor signed. */
  readonly without?: readonly string[];
  readonly afterwards?: Readonly<Record<string, string>>;
}

export function callAlibaba(
  demo: DemoCloud,
  action: string,
  query: Readonly<Record<string, string>> = {},
  manner: AlibabaManner = {},
  { method = "POST", body = "", headers: more = {} }: Call = {},
): Promise<Reply> {
  const { accessKeyId = demo.alibaba.accessKeyId, secret = demo.alibaba.accessKeySecret, time = Date.now() } = manner;
  const headers: Record<string, string> = {
    host: new URL(demo.origin).host,
    "x-acs-action": action,
    "x-acs-version": "2020-11-09",
    "x-acs-date": new Date(time).toISOString().replace(/\.\d+/, ""),
    "x-acs-signature-nonce": manner.nonce ?? randomUUID(),
    "x-acs-content-sha256": sha256(body),
    ...(manner.securityToken === undefined ? {} : { "x-acs-security-token": manner.securityToken }),
    ...more,
  };
  for (const name of manner.without ?? []) delete headers[name];
  const signed = Object.keys(headers)
    .filter((name) => !manner.unsigned?.includes(name))
    .sort();
  const canonical = [
    method,
    "/",
    queryText(query),
    signed.map((name) => `${name}:${headers[name]}\n`).join(""),
    signed.join(";"),
    sha256(body),
  ].join("\n");
  const signature = hmac(secret, `ACS3-HMAC-SHA256\n${sha256(canonical)}`);
  headers.authorization = `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${signed.join(";")},Signature=${signature}`;
  return send(demo.origin, { method, query, body, headers: { ...headers, ...manner.afterwards } });
}
