// What a person fills in for Alibaba: the connection and its credentials.
import type { CredentialKind, Region } from "../../core/cloud.js";
import type { Field } from "../../core/field.js";
import { visibleAscii } from "../shared/patterns.js";

/** Vendor documentation B4; the vendor's SDK has other hosts for five of them, the endpoint page is newer. */
export const regions: readonly Region[] = [
  { id: "cn-shanghai", title: "China (Shanghai)", endpoint: "https://ice.cn-shanghai.aliyuncs.com" },
  { id: "cn-beijing", title: "China (Beijing)", endpoint: "https://ice.cn-beijing.aliyuncs.com" },
  { id: "cn-hangzhou", title: "China (Hangzhou)", endpoint: "https://ice.cn-hangzhou.aliyuncs.com" },
  { id: "cn-shenzhen", title: "China (Shenzhen)", endpoint: "https://ice.cn-shenzhen.aliyuncs.com" },
  { id: "ap-southeast-1", title: "Singapore", endpoint: "https://ice.ap-southeast-1.aliyuncs.com" },
  { id: "us-west-1", title: "US (Silicon Valley)", endpoint: "https://ice.us-west-1.aliyuncs.com" },
];

export const connectionFields: readonly Field[] = [];

type Way = Omit<CredentialKind, "exchange">;

/** Signs every request. */
export const accessKey: Way = {
  id: "aksk",
  title: "Access key",
  hint: "AccessKey ID and secret, permanent or temporary (STS).",
  fields: [
    { id: "accessKeyId", title: "AccessKey ID", required: true, isKeyId: true, pattern: visibleAscii },
    { id: "secretAccessKey", title: "AccessKey secret", required: true, secret: true },
    { id: "securityToken", title: "Security token", hint: "Only with temporary keys.", secret: true, pattern: visibleAscii },
  ],
};

/** Is looked up in a file at each use. */
export const profile: Way = {
  id: "profile",
  title: "Alibaba Cloud CLI profile",
  hint: "The key of a profile in ~/.aliyun/config.json, read anew at each use.",
  fields: [{ id: "profile", title: "Profile", hint: "Its name in ~/.aliyun/config.json.", required: true, maxLength: 128 }],
};
