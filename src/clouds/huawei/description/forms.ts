// What a person fills in for Huawei: the connection, its credentials, and the submit form.

import type { Region } from "../../../core/cloud/cloud.js";
import type { CredentialKind } from "../../../core/cloud/credentialKind.js";
import type { Field } from "../../../core/forms/field.js";
import { visibleAscii } from "../../shared/description/visibleAscii.js";
import { languages, sexes, tags } from "./values.js";

/** Vendor documentation A1; limits per operation: A12. Writes: create and submit; the text on deletes in Singapore is clipped (?). */
export const regions: readonly Region[] = [
  {
    id: "cn-north-4",
    title: "CN North-Beijing4",
    endpoint: "https://metastudio.cn-north-4.myhuaweicloud.com",
    callsPerSecond: { read: 20, write: 10 },
  },
  {
    id: "cn-east-3",
    title: "CN East-Shanghai1",
    hint: "Test environment, activated on request with a ticket.",
    endpoint: "https://metastudio.cn-east-3.myhuaweicloud.com",
    callsPerSecond: { read: 10, write: 3 },
  },
  {
    id: "ap-southeast-3",
    title: "AP-Singapore",
    endpoint: "https://metastudio.ap-southeast-3.myhuaweicloud.com",
    callsPerSecond: { read: 10, write: 3 },
  },
];

export const connectionFields: readonly Field[] = [
  {
    id: "projectId",
    title: "Project ID",
    hint: "Each region has its own project ID. The cloud's console shows it under My Credentials.",
    placeholder: "32 letters and digits",
    charset: "token",
    // Found by the key where the region is known; a call without one is refused before it goes out.
    maxLength: 64,
    pattern: { test: /^[A-Za-z0-9_-]+$/, problem: "Use letters, digits, hyphens and underscores only." },
  },
  {
    id: "appUserId",
    title: "Customer ID",
    isRare: true,
    hint: "Sent as X-App-UserId if you serve users of your own. Leave it empty otherwise.",
    maxLength: 256,
    pattern: visibleAscii,
  },
  {
    id: "iamEndpoint",
    title: "IAM endpoint",
    isForOwnEndpoint: true,
    hint: "Only with an endpoint of your own: used to get tokens for passwords, and to find projects.",
    maxLength: 300,
    isOrigin: true,
  },
];

type Way = Omit<CredentialKind, "exchange">;

/** Access key IDs of this cloud: 20 capitals and digits; those of two other vendors are made so as well, but for their first letters. */
const keyIdFormat = /^(?!LTAI|AKIA|ASIA)[A-Z0-9]{20}$/;

/** Signs every request. */
export const accessKey: Way = {
  id: "aksk",
  title: "Access key",
  hint: "AK and SK. The vendor recommends this.",
  temporary: { title: "Temporary access key", hint: "AK, SK and security token." },
  fields: [
    {
      id: "accessKeyId",
      title: "Access key ID (AK)",
      required: true,
      isKeyId: true,
      format: keyIdFormat,
      charset: "token",
      pattern: visibleAscii,
    },
    { id: "secretAccessKey", title: "Secret access key (SK)", required: true, secret: true, charset: "token" },
    {
      id: "securityToken",
      title: "Security token",
      hint: "Only with temporary keys.",
      secret: true,
      charset: "token",
      pattern: visibleAscii,
    },
  ],
};

/** Goes along with every request. */
export const token: Way = {
  id: "token",
  title: "Token",
  hint: "An IAM token of the project. It expires after 24 hours.",
  uses: ["iamEndpoint"],
  fields: [
    {
      id: "token",
      title: "Token",
      hint: "Value of X-Subject-Token.",
      required: true,
      secret: true,
      charset: "token",
      pattern: visibleAscii,
    },
  ],
};

/** Becomes a token (vendor documentation A14). */
export const password: Way = {
  id: "password",
  title: "IAM user and password",
  uses: ["iamEndpoint"],
  hint: "Signs in to IAM. The token is kept in memory only and renewed automatically.",
  // IAM has another call for the first, and its FAQs name the others; its answer tells none of them from a wrong password.
  refusal:
    "Sign-in protection (MFA), a HUAWEI ID or missing programmatic access can also be the reason: then even the right password is refused. Use an access key instead.",
  fields: [
    {
      id: "domain",
      title: "Account name",
      hint: "The account that the IAM user belongs to.",
      required: true,
      charset: "name",
      maxLength: 256,
    },
    {
      id: "user",
      title: "IAM user",
      hint: "A HUAWEI ID cannot sign in this way.",
      required: true,
      charset: "name",
      maxLength: 256,
    },
    { id: "password", title: "Password", required: true, secret: true, charset: "password" },
  ],
};

/** Is looked up in a file at each use. */
export const profile: Way = {
  id: "profile",
  title: "KooCLI profile",
  hint: "The key of a profile in ~/.hcloud/config.json, read each time it is used.",
  fields: [{ id: "profile", title: "Profile", hint: "Its name in ~/.hcloud/config.json.", required: true, maxLength: 128 }],
};

/** The kinds that requests can be made with; the others become one of these. */
export const signable: readonly Way[] = [accessKey, token];

/** No document lists its values: CN, EN and names of dialects were seen in answers. */
export const outputLanguage: Field = {
  id: "output_language",
  title: "Output language",
  hint: "The language that the voice speaks, as the cloud abbreviates it, such as CN or EN.",
  from: "output_language",
};

/** Presumably what the sample of the finished voice says; no answer repeats it. */
export const customText: Field = {
  id: "custom_text",
  title: "Preview text",
  hint: "Your own text for the preview of the voice.",
  isUnique: true,
};

/** All optional (vendor documentation A6); `description` is in no answer, so it is never prefilled. */
export const submitFields: readonly Field[] = [
  {
    id: "voice_name",
    title: "Voice name",
    hint: "Becomes the voice's name in the asset library.",
    isUnique: true,
    from: "voice_name",
  },
  { id: "sex", title: "Sex", choices: sexes, from: "sex" },
  { id: "language", title: "Language", choices: languages, from: "language" },
  { id: "tag", title: "Tag", choices: tags, from: "tag" },
  { id: "description", title: "Description", hint: "Shown in the asset library." },
  { id: "phone", title: "Phone", personal: true, from: "phone" },
  {
    id: "app_user_id",
    title: "Customer ID",
    hint: "The user of your own application.",
    maxLength: 256,
    pattern: visibleAscii,
    from: "app_user_id",
  },
  outputLanguage,
  customText,
];
/**
 * The id stands in the path, so it keeps to characters that no encoder touches (vendor documentation A15); "." and ".." would name
 * another path.
 */
export const jobIdPattern = /^(?!\.{1,2}$)[A-Za-z0-9\-._~]{1,128}$/;
