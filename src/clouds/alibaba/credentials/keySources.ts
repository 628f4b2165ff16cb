// Where people already have Alibaba keys: variables of the vendor's tools, the downloaded file, profiles of the CLI.
import type { KeySource } from "../../../core/cloud.js";
import type { ProfileFile } from "../../shared/credentials/cliProfiles.js";
import { type VariableSet, variablesOf } from "../../shared/credentials/variables.js";

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

export const keySources: readonly KeySource[] = [
  {
    id: "environment",
    title: "Environment variables",
    variables: variablesOf(variableSets),
    read: async (found) => (await import("../runtime.js")).readVariables(found.environment),
  },
  {
    id: "download",
    title: "Downloaded AccessKey file",
    pickedFile: ["csv"],
    read: async (found) => (await import("../runtime.js")).readDownload(found.text),
  },
  {
    id: "profiles",
    title: "Profiles of the Alibaba Cloud CLI",
    homeFile: configuration.path,
    unsupportedModes: async () => (await import("../runtime.js")).unsupportedModes,
    read: async (found) => (await import("../runtime.js")).findProfileKeys(found.text, found.now),
  },
];
