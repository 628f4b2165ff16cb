// Where the vendor's tools keep keys: environment variables and the file of the command line.
import type { ProfileFile } from "../../shared/credentials/cliProfiles.js";
import type { VariableSet } from "../../shared/credentials/variables.js";

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
