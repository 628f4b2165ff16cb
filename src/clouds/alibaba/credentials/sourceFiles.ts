// Where the vendor's tools keep keys: environment variables and the file of the command line.
import type { ProfileFile } from "../../shared/credentials/cliProfiles.js";
import type { VariableSet } from "../../shared/credentials/variables.js";

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
