// Where people already have Huawei keys: variables of the vendor's tools, the downloaded file, profiles of KooCLI.
import type { KeySource, UnsupportedMode } from "../../core/cloud.js";
import type { ProfileFile } from "../shared/profiles.js";
import { type VariableSet, variablesOf } from "../shared/variables.js";

/** The second set is read by every SDK of the vendor, the first stands in all its examples; the others are Terraform's, new and old. */
export const variableSets: readonly VariableSet[] = [
  { name: "CLOUD_SDK_AK", key: { accessKeyId: "CLOUD_SDK_AK", secretAccessKey: "CLOUD_SDK_SK" } },
  {
    name: "HUAWEICLOUD_SDK_AK",
    key: {
      accessKeyId: "HUAWEICLOUD_SDK_AK",
      secretAccessKey: "HUAWEICLOUD_SDK_SK",
      securityToken: "HUAWEICLOUD_SDK_SECURITY_TOKEN",
    },
    values: { projectId: "HUAWEICLOUD_SDK_PROJECT_ID" },
  },
  {
    name: "HW_ACCESS_KEY",
    key: { accessKeyId: "HW_ACCESS_KEY", secretAccessKey: "HW_SECRET_KEY", securityToken: "HW_SECURITY_TOKEN" },
    values: { projectId: "HW_PROJECT_ID" },
  },
  {
    name: "OS_ACCESS_KEY",
    key: { accessKeyId: "OS_ACCESS_KEY", secretAccessKey: "OS_SECRET_KEY" },
    values: { projectId: "OS_PROJECT_ID" },
  },
];

export const configuration: ProfileFile = { tool: "KooCLI", path: ".hcloud/config.json" };

/** The other modes of KooCLI (vendor's user guide, "Specifying Authentication Mode"). */
export const unsupportedModes: readonly UnsupportedMode[] = [
  { mode: "SSO", hint: "Its key is known to KooCLI alone. Use a profile with the mode AKSK, or enter an access key." },
  { mode: "ecsAgency", hint: "Its key is on a cloud server. Use a profile with the mode AKSK, or enter an access key." },
  { mode: "AssumeRole", hint: "KooCLI fetches its key for each call. Use a profile with the mode AKSK, or enter an access key." },
  { mode: "agency", hint: "KooCLI fetches its key for each call. Use a profile with the mode AKSK, or enter an access key." },
  { mode: "token", hint: "Use a profile with the mode AKSK, or enter the token itself in a connection of the kind Token." },
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
    title: "Downloaded file credentials.csv",
    pickedFile: ["csv"],
    read: async (found) => (await import("./verbs.js")).readDownload(found.text),
  },
  {
    id: "profiles",
    title: "Profiles of KooCLI",
    homeFile: configuration.path,
    unsupportedModes,
    read: async (found) => (await import("./verbs.js")).findProfileKeys(found.text),
  },
];
