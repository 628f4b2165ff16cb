// What a person fills in for Alibaba: the connection and its credentials.

import type { Region } from "../../../core/cloud/cloud.js";
import type { CredentialKind } from "../../../core/cloud/credentialKind.js";
import type { Field } from "../../../core/forms/field.js";
import type { RecordingsKind } from "../../../core/jobs/jobCreation.js";
import { visibleAscii } from "../../shared/description/visibleAscii.js";

/** Vendor documentation B4; the vendor's SDK has other hosts for five of them, the endpoint page is newer. */
export const regions: readonly Region[] = [
  { id: "cn-shanghai", title: "China (Shanghai)", endpoint: "https://ice.cn-shanghai.aliyuncs.com" },
  { id: "cn-beijing", title: "China (Beijing)", endpoint: "https://ice.cn-beijing.aliyuncs.com" },
  { id: "cn-hangzhou", title: "China (Hangzhou)", endpoint: "https://ice.cn-hangzhou.aliyuncs.com" },
  { id: "cn-shenzhen", title: "China (Shenzhen)", endpoint: "https://ice.cn-shenzhen.aliyuncs.com" },
  { id: "ap-southeast-1", title: "Singapore", endpoint: "https://ice.ap-southeast-1.aliyuncs.com" },
  { id: "us-west-1", title: "US (Silicon Valley)", endpoint: "https://ice.us-west-1.aliyuncs.com" },
];

/** Where STS is: of the whole cloud, or of the region that a profile of the CLI names (vendor's list of STS endpoints). */
export function stsOrigin(region: string | undefined): string {
  return region && /^[a-z]{2,}(-[a-z0-9]+)+$/.test(region) ? `https://sts.${region}.aliyuncs.com` : "https://sts.aliyuncs.com";
}

export const connectionFields: readonly Field[] = [
  {
    id: "stsEndpoint",
    title: "STS endpoint",
    isForOwnEndpoint: true,
    isRare: true,
    hint: "Only with an endpoint of your own and a CLI profile with a role: used to take on the role.",
    maxLength: 300,
    isOrigin: true,
  },
];

type Way = Omit<CredentialKind, "exchange" | "readSource">;

/** Permanent access key IDs begin with LTAI, temporary ones with STS and a dot. */
const keyIdFormat = /^(LTAI|STS\.)/;

/** Signs every request. */
export const accessKey: Way = {
  id: "aksk",
  title: "Access key",
  hint: "AccessKey ID and secret.",
  temporary: { title: "Temporary access key", hint: "AccessKey ID, secret and security token, made by STS." },
  fields: [
    {
      id: "accessKeyId",
      title: "AccessKey ID",
      required: true,
      isKeyId: true,
      format: keyIdFormat,
      charset: "token",
      pattern: visibleAscii,
    },
    { id: "secretAccessKey", title: "AccessKey secret", required: true, secret: true, charset: "token" },
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

/** Is looked up in a file at each use. */
export const profile: Way = {
  id: "profile",
  title: "Alibaba Cloud CLI profile",
  hint: "The key of a profile in ~/.aliyun/config.json, read each time it is used.",
  fields: [{ id: "profile", title: "Profile", hint: "Its name in ~/.aliyun/config.json.", required: true, maxLength: 128 }],
};

/** Of whatever begins a training. */
export const sampleField: Field = {
  id: "DemoAudioMediaURL",
  title: "Sample address",
  hint: "Where in your OSS the cloud puts a sample of the finished voice. Without an address there is none.",
  placeholder: "For example https://your-bucket.oss-cn-shanghai.aliyuncs.com/demo.mp3",
  isUnique: true,
  maxLength: 2048,
  pattern: { test: /^(https?|oss):\/\/\S+$/, problem: "Type an address that begins with https:// or oss://, without spaces." },
};

/** Of a Basic job (vendor documentation B2): the cloud knows its recordings by the voice. */
export const submitFields: readonly Field[] = [
  {
    id: "VoiceId",
    title: "Voice ID",
    hint: "Taken from the job: the cloud finds the checked recordings by it.",
    from: "VoiceId",
    isFixed: true,
    isUnique: true,
    required: true,
    maxLength: 128,
  },
  sampleField,
];

export const recordings: RecordingsKind = {
  title: "Check Recordings",
  hint: "The cloud requires 20 given sentences, each recorded and checked before the job is submitted: WAV or PCM, 16 bit, mono, 48 kHz, in your own OSS in the same region.",
  address: {
    id: "RecordUrl",
    title: "Recording address",
    hint: "In your own OSS in the same region. WAV or PCM, 16 bit, mono, 48 kHz.",
    placeholder: "For example https://your-bucket.oss-cn-shanghai.aliyuncs.com/record1.wav",
    required: true,
    maxLength: 2048,
    pattern: { test: /^https?:\/\/\S+$/, problem: "Type an address that begins with https://, without spaces." },
  },
};
/** The format is not documented, and the documents' own example is masked with asterisks; the id is a parameter, so any of these is safe. */
export const jobIdPattern = /^[\x21-\x7e]{1,128}$/;
