// Where people already have Huawei keys: variables of the vendor's tools, the downloaded file, profiles of KooCLI.
import type { KeySource } from "../../core/cloud.js";
import { cellOf, readCsv } from "../shared/csv.js";
import { environmentSource, foundKey, type VariableSet } from "../shared/found.js";
import { accessKey, connectionFields } from "./inputs.js";
import { configuration, findProfileKeys } from "./profile.js";

/** The second set is read by every SDK of the vendor, the first stands in all its examples; the third is Terraform's. */
const sets: readonly VariableSet[] = [
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
];

const environment = environmentSource(accessKey, sets, connectionFields);

/** `credentials.csv` of My Credentials: User Name, Access Key Id, Secret Access Key (vendor's KooCLI guide), or the same in Chinese. */
const columns = {
  name: ["User Name", "用户名称", "用户名", "IAM用户名"],
  accessKeyId: ["Access Key Id", "Access Key", "AK", "访问密钥ID", "访问密钥"],
  secretAccessKey: ["Secret Access Key", "Secret Key", "SK", "秘密访问密钥", "私有访问密钥"],
} as const;

const download: KeySource = {
  id: "download",
  title: "Downloaded file credentials.csv",
  pickedFile: ["csv"],
  read({ text = "" }) {
    return readCsv(text).flatMap((row) => {
      const accessKeyId = cellOf(row, columns.accessKeyId);
      const secretAccessKey = cellOf(row, columns.secretAccessKey);
      return foundKey(accessKey, cellOf(row, columns.name) ?? "credentials.csv", { accessKeyId, secretAccessKey });
    });
  },
};

const profiles: KeySource = {
  id: "profiles",
  title: "Profiles of KooCLI",
  homeFile: configuration.path,
  read: ({ text = "" }) => findProfileKeys(text),
};

export const keySources: readonly KeySource[] = [environment, download, profiles];
