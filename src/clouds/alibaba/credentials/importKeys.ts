// Reads the keys that people already have: of variables and of the downloaded file.
import type { KeySearch } from "../../../core/cloud/keySource.js";
import { keysInTable, keysInVariables } from "../../shared/credentials/foundKey.js";
import { accessKey } from "../description/forms.js";
import { variableSets } from "./sourceFiles.js";

export function readVariables(environment: Readonly<Record<string, string | undefined>>): KeySearch {
  return keysInVariables(accessKey, variableSets, environment);
}

/** The console's own columns are the key's two; a file of new RAM users has more, in the language of the console. */
const columns = {
  name: ["User Logon Name", "User Principal Name", "User Name", "用户登录名称", "用户名"],
  accessKeyId: ["AccessKey ID", "AccessKey", "访问密钥ID"],
  secretAccessKey: ["AccessKey Secret", "访问密钥密码"],
} as const;

export function readDownload(text = ""): KeySearch {
  return keysInTable(accessKey, text, columns, "AccessKey.csv");
}
