// Alibaba Cloud Intelligent Media Services (IMS), described.
import type { Cloud } from "../../core/cloud/cloud.js";
import { credentialKinds } from "./credentials/credentialKinds.js";
import { consoleUrl } from "./description/consoleUrl.js";
import { connectionFields, jobIdPattern, recordings, regions, submitFields } from "./description/forms.js";
import { jobFields } from "./description/jobFields.js";
import { life, states } from "./description/states.js";
import { genders, scenarios, types } from "./description/values.js";

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
  keySources: async () => (await import("./runtime.js")).keySources,
  submitFields,
  kinds: async () => (await import("./runtime.js")).kinds,
  recordings,
  ownStorage: async () => (await import("./runtime.js")).ownStorage,
  removal: {
    loss: "The recordings that the cloud holds are gone for good as well. Files in your own OSS are not touched.",
    unclear: "The documents do not say whether work in progress stops when its job is deleted.",
    // "Deletes a job that is not in Training or Success" (vendor documentation of DeleteCustomizedVoiceJob).
    notIn: ["Training", "Success"],
  },
  consoleUrl,
  recordingRequirements: async () => (await import("./runtime.js")).recordingRequirements,
  speech: async () => (await import("./runtime.js")).speech,
  advice: async () => (await import("./advice/index.js")).advice,
  open: async (...given) => (await import("./runtime.js")).open(...given),
};
