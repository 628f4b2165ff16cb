// Huawei Cloud MetaStudio, described.
import type { Cloud } from "../../core/cloud.js";
import { languages, sexes, tags, types } from "./choices.js";
import { consoleUrl } from "./consoleUrl.js";
import { jobFields } from "./fields.js";
import { connectionFields, regions, submitFields } from "./inputs.js";
import { jobIdPattern } from "./jobId.js";
import { keySources } from "./keySources.js";
import { credentialKinds } from "./kinds.js";
import { life, states } from "./states.js";
import { story } from "./storyOutline.js";

export const huawei: Cloud = {
  id: "huawei",
  title: "Huawei Cloud MetaStudio",
  shortTitle: "Huawei",
  regions,
  connectionFields,
  credentialKinds,
  states,
  life,
  values: { type: types, tag: tags, language: languages, sex: sexes },
  jobFields,
  visits: "reject_times",
  story,
  jobId: jobIdPattern,
  listing: {
    countsByState: true,
    serves: ["states", "types", "tags", "batches"],
    findsNames: true,
    sortsByUpdate: true,
    sortsByCreation: true,
    burst: 10,
  },
  projects: {
    field: "projectId",
    find: async (...given) => (await import("./verbs.js")).findProjects(...given),
  },
  keySources,
  submitFields,
  // What a delete takes along is not documented (C3).
  removal: {
    loss: "The job and everything that was uploaded for it are gone for good: recordings, texts and the authorization letter.",
    unclear:
      "The documents do not say whether a finished voice stays when its job is deleted, nor in which states a job can be deleted.",
  },
  consoleUrl,
  advice: async () => (await import("./advice.js")).advice,
  open: async (...given) => (await import("./verbs.js")).open(...given),
};
