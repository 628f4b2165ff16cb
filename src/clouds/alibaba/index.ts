// Alibaba Cloud Intelligent Media Services (IMS), described.
import type { Cloud } from "../../core/cloud.js";
import { genders, scenarios, types } from "./choices.js";
import { consoleUrl } from "./consoleUrl.js";
import { jobFields } from "./fields.js";
import { connectionFields, recordings, regions, submitFields } from "./inputs.js";
import { jobIdPattern } from "./jobId.js";
import { keySources } from "./keySources.js";
import { credentialKinds } from "./kinds.js";
import { life, states } from "./states.js";

export const alibaba: Cloud = {
  id: "alibaba",
  title: "Alibaba Cloud IMS",
  shortTitle: "Alibaba",
  regions,
  connectionFields,
  credentialKinds,
  states,
  life,
  values: { type: types, tag: scenarios, language: [], sex: genders },
  jobFields,
  jobId: jobIdPattern,
  // No limit is published; 5 per second is a tenth of a sibling product's (vendor documentation B5).
  listing: { countsByState: false, serves: ["types"], typesApart: types.map(({ value }) => value), burst: 5 },
  keySources,
  submitFields,
  kinds: async () => (await import("./verbs.js")).kinds,
  recordings,
  removal: {
    loss: "The job and the recordings that the cloud holds for it are gone for good. Files in your own OSS are not touched.",
    unclear: "The documents do not say whether a finished voice stays when its job is deleted, nor whether work under way stops.",
  },
  consoleUrl,
  advice: async () => (await import("./advice.js")).advice,
  open: async (...given) => (await import("./verbs.js")).open(...given),
};
