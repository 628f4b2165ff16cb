// Reads the keys that people already have: of variables and of the downloaded file.
import type { FoundKey } from "../../core/cloud.js";
import { cellOf, readCsv } from "../shared/csv.js";
import { foundKey, keysInVariables } from "../shared/found.js";
import { accessKey, connectionFields } from "./inputs.js";
import { variableSets } from "./keySources.js";

export function readVariables(environment: Readonly<Record<string, string | undefined>>): readonly FoundKey[] {
  return keysInVariables(accessKey, variableSets, environment, connectionFields);
}

/** `credentials.csv` of My Credentials: User Name, Access Key Id, Secret Access Key (vendor's KooCLI guide), or the same in Chinese. */
const columns = {
  name: ["User Name", "用户名称", "用户名", "IAM用户名"],
  accessKeyId: ["Access Key Id", "Access Key", "AK", "访问密钥ID", "访问密钥"],
  secretAccessKey: ["Secret Access Key", "Secret Key", "SK", "秘密访问密钥", "私有访问密钥"],
} as const;

export function readDownload(text = ""): readonly FoundKey[] {
  return readCsv(text).flatMap((row) => {
    const accessKeyId = cellOf(row, columns.accessKeyId);
    const secretAccessKey = cellOf(row, columns.secretAccessKey);
    return foundKey(accessKey, cellOf(row, columns.name) ?? "credentials.csv", { accessKeyId, secretAccessKey });
  });
}
