// The ways into Alibaba, each with what has to happen before requests can be made with it.
import type { CredentialKind } from "../../../core/cloud/credentialKind.js";
import { accessKey, profile } from "../description/forms.js";

export const credentialKinds: readonly CredentialKind[] = [
  accessKey,
  {
    ...profile,
    exchange: async (...given) => (await import("../runtime.js")).readProfileKey(...given),
    readSource: async (...given) => (await import("../runtime.js")).readProfileSource(...given),
  },
];
