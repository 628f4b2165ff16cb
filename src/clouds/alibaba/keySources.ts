// Where people already have Alibaba keys: variables of the vendor's tools, the downloaded file, profiles of the CLI.
import type { KeySource } from "../../core/cloud.js";
import { cellOf, readCsv } from "../shared/csv.js";
import { environmentSource, foundKey } from "../shared/found.js";
import { accessKey } from "./inputs.js";
import { configuration, findProfileKeys } from "./profile.js";

const environment = environmentSource(accessKey, [
  {
    name: "ALIBABA_CLOUD_ACCESS_KEY_ID",
    key: {
      accessKeyId: "ALIBABA_CLOUD_ACCESS_KEY_ID",
      secretAccessKey: "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
      securityToken: "ALIBABA_CLOUD_SECURITY_TOKEN",
    },
  },
]);

/** The console's own columns are the key's two; a file of new RAM users has more, in the language of the console. */
const columns = {
  name: ["User Logon Name", "User Principal Name", "User Name", "用户登录名称", "用户名"],
  accessKeyId: ["AccessKey ID", "AccessKey", "访问密钥ID"],
  secretAccessKey: ["AccessKey Secret", "访问密钥密码"],
} as const;

const download: KeySource = {
  id: "download",
  title: "Downloaded AccessKey file",
  pickedFile: ["csv"],
  read({ text = "" }) {
    return readCsv(text).flatMap((row) => {
      const accessKeyId = cellOf(row, columns.accessKeyId);
      const secretAccessKey = cellOf(row, columns.secretAccessKey);
      return foundKey(accessKey, cellOf(row, columns.name) ?? "AccessKey.csv", { accessKeyId, secretAccessKey });
    });
  },
};

const profiles: KeySource = {
  id: "profiles",
  title: "Profiles of the Alibaba Cloud CLI",
  homeFile: configuration.path,
  read: ({ text = "" }) => findProfileKeys(text),
};

export const keySources: readonly KeySource[] = [environment, download, profiles];
