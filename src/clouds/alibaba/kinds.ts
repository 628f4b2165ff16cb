// The ways into Alibaba, each with what has to happen before requests can be made with it.
import type { CredentialKind } from "../../core/cloud.js";
import { accessKey, profile } from "./inputs.js";

export const credentialKinds: readonly CredentialKind[] = [
  accessKey,
  {
    ...profile,
    exchange: async (...given) => (await import("./verbs.js")).readProfileKey(...given),
    readSource: async (...given) => (await import("./verbs.js")).readProfileSource(...given),
  },
];
