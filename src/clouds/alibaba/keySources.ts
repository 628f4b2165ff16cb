// Where people already have Alibaba keys: variables of the vendor's tools, the downloaded file, profiles of the CLI.
import type { KeySource } from "../../core/cloud.js";
import type { ProfileFile } from "../shared/profiles.js";
import { type VariableSet, variablesOf } from "../shared/variables.js";

export const variableSets: readonly VariableSet[] = [
  {
    name: "ALIBABA_CLOUD_ACCESS_KEY_ID",
    key: {
      accessKeyId: "ALIBABA_CLOUD_ACCESS_KEY_ID",
      secretAccessKey: "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
      securityToken: "ALIBABA_CLOUD_SECURITY_TOKEN",
    },
  },
];

export const configuration: ProfileFile = { tool: "the Alibaba Cloud CLI", path: ".aliyun/config.json" };

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
    read: async (found) => (await import("./verbs.js")).findProfileKeys(found.text),
  },
];
