// Where people already have Alibaba keys: variables of the vendor's tools, the downloaded file, profiles of the CLI.
import type { KeySource, UnsupportedMode } from "../../core/cloud.js";
import type { ProfileFile } from "../shared/profiles.js";
import { type VariableSet, variablesOf } from "../shared/variables.js";

/** Today's names, those of the older command-line tools, and Terraform's. */
export const variableSets: readonly VariableSet[] = [
  ...["ALIBABA_CLOUD", "ALIBABACLOUD", "ALICLOUD"].map((prefix) => ({
    name: `${prefix}_ACCESS_KEY_ID`,
    key: {
      accessKeyId: `${prefix}_ACCESS_KEY_ID`,
      secretAccessKey: `${prefix}_ACCESS_KEY_SECRET`,
      securityToken: `${prefix}_SECURITY_TOKEN`,
    },
  })),
  {
    name: "ALICLOUD_ACCESS_KEY",
    key: {
      accessKeyId: "ALICLOUD_ACCESS_KEY",
      secretAccessKey: "ALICLOUD_SECRET_KEY",
      securityToken: "ALICLOUD_SECURITY_TOKEN",
    },
  },
];

export const configuration: ProfileFile = { tool: "the Alibaba Cloud CLI", path: ".aliyun/config.json" };

/** The modes of the CLI whose key only the CLI or a certain machine can get. */
export const unsupportedModes: readonly UnsupportedMode[] = [
  {
    mode: "ChainableRamRoleArn",
    hint: "Only the CLI follows one profile to another. Use a profile with the mode RamRoleArn, which has the key and the role in one.",
  },
  { mode: "EcsRamRole", hint: "Its key is on a cloud server. Use a profile with the mode AK or RamRoleArn." },
  { mode: "RamRoleArnWithRoleName", hint: "Its key is on a cloud server. Use a profile with the mode AK or RamRoleArn." },
  { mode: "RsaKeyPair", hint: "The vendor has given it up. Use a profile with the mode AK or RamRoleArn." },
  {
    mode: "External",
    hint: "Its key comes from a program that only the CLI runs. Use a profile with the mode AK, StsToken or RamRoleArn.",
  },
  {
    mode: "CredentialsURI",
    hint: "Its key comes from an address that only the CLI asks. Use a profile with the mode AK, StsToken or RamRoleArn.",
  },
  {
    mode: "OIDC",
    hint: "Its key comes for a token that only the CLI hands in. Use a profile with the mode AK, RamRoleArn or CloudSSO.",
  },
  { mode: "OAuth", hint: "Only the CLI signs in with the browser. Use a profile with the mode AK, RamRoleArn or CloudSSO." },
  {
    mode: "BearerToken",
    hint: "The service does not take bearer tokens from here. Use a profile with the mode AK or RamRoleArn.",
  },
  { mode: "Anonymous", hint: "It has no key. Use a profile with the mode AK or RamRoleArn." },
];

export const keySources: readonly KeySource[] = [
  {
    id: "environment",
    title: "Environment variables",
    variables: variablesOf(variableSets),
    read: async (found) => (await import("./verbs.js")).readVariables(found.environment),
  },
  {
    id: "download",
    title: "Downloaded AccessKey file",
    pickedFile: ["csv"],
    read: async (found) => (await import("./verbs.js")).readDownload(found.text),
  },
  {
    id: "profiles",
    title: "Profiles of the Alibaba Cloud CLI",
    homeFile: configuration.path,
    unsupportedModes,
    read: async (found) => (await import("./verbs.js")).findProfileKeys(found.text, found.now),
  },
];
