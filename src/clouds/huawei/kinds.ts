// The ways into Huawei, each with what has to happen before requests can be made with it.
import type { CredentialKind } from "../../core/cloud.js";
import { accessKey, password, profile, token } from "./inputs.js";
import { checkToken, logIn } from "./login.js";
import { readProfileKey } from "./profile.js";

export const credentialKinds: readonly CredentialKind[] = [
  accessKey,
  { ...token, exchange: checkToken },
  { ...password, exchange: logIn },
  { ...profile, exchange: readProfileKey },
];
