// Where people already have Huawei keys: variables of the vendor's tools, the downloaded file, profiles of KooCLI.
import type { KeySource } from "../../../core/cloud.js";
import type { ProfileFile } from "../../shared/credentials/cliProfiles.js";
import { type VariableSet, variablesOf } from "../../shared/credentials/variables.js";

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

export const keySources: readonly KeySource[] = [
  {
    id: "environment",
    title: "Environment variables",
    variables: variablesOf(variableSets),
    read: async (found) => (await import("../runtime.js")).readVariables(found.environment),
  },
  {
    id: "download",
    title: "Downloaded file credentials.csv",
    pickedFile: ["csv"],
    read: async (found) => (await import("../runtime.js")).readDownload(found.text),
  },
  {
    id: "profiles",
    title: "Profiles of KooCLI",
    homeFile: configuration.path,
    unsupportedModes: async () => (await import("../runtime.js")).unsupportedModes,
    read: async (found) => (await import("../runtime.js")).findProfileKeys(found.text),
  },
];
