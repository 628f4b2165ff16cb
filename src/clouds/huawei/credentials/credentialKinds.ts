// The ways into Huawei, each with what has to happen before requests can be made with it.
import type { CredentialKind } from "../../../core/cloud/credentialKind.js";
import { accessKey, password, profile, token } from "../description/forms.js";

export const credentialKinds: readonly CredentialKind[] = [
  accessKey,
  { ...token, exchange: async (...given) => (await import("../runtime.js")).checkToken(...given) },
  { ...password, exchange: async (...given) => (await import("../runtime.js")).logIn(...given) },
  {
    ...profile,
    exchange: async (place, stored, machine) => (await import("../runtime.js")).readProfileKey(place, stored, machine),
  },
];
