// Reads the keys that people already have: of variables and of the downloaded file.
import type { KeySearch } from "../../../core/cloud/keySource.js";
import { keysInTable, keysInVariables } from "../../shared/credentials/foundKey.js";
import { accessKey, connectionFields } from "../description/forms.js";
import { variableSets } from "./sourceFiles.js";

export function readVariables(environment: Readonly<Record<string, string | undefined>>): KeySearch {
  return keysInVariables(accessKey, variableSets, environment, connectionFields);
}

/** `credentials.csv` of My Credentials: User Name, Access Key Id, Secret Access Key (vendor's KooCLI guide), or the same in Chinese. */
const columns = {
  name: ["User Name", "用户名称", "用户名", "IAM用户名"],
  accessKeyId: ["Access Key Id", "Access Key", "AK", "访问密钥ID", "访问密钥"],
  secretAccessKey: ["Secret Access Key", "Secret Key", "SK", "秘密访问密钥", "私有访问密钥"],
} as const;

export function readDownload(text = ""): KeySearch {
  return keysInTable(accessKey, text, columns, "credentials.csv");
}
