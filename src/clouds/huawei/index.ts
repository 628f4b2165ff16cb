// Huawei Cloud MetaStudio, described.
import type { Cloud } from "../../core/cloud/cloud.js";
import { timeFormats } from "../../core/jobs/filter/jobQuery.js";
import { credentialKinds } from "./credentials/credentialKinds.js";
import { consoleUrl } from "./description/consoleUrl.js";
import { connectionFields, jobIdPattern, regions, submitFields } from "./description/forms.js";
import { history } from "./description/history.js";
import { jobFields } from "./description/jobFields.js";
import { life, states } from "./description/states.js";
import { languages, sexes, tags, types } from "./description/values.js";

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
  history,
  jobId: jobIdPattern,
  listing: {
    countsByState: true,
    serves: ["states", "types", "tags", "batches", "onDemand", "ids"],
    timeFormats,
    findsNames: true,
    sortsByUpdate: true,
    sortsByCreation: true,
    burst: 10,
  },
  projects: {
    field: "projectId",
    find: async (...given) => (await import("./runtime.js")).findProjects(credentialKinds, ...given),
  },
  keySources: async () => (await import("./runtime.js")).keySources,
  submitFields,
  kinds: async () => (await import("./runtime.js")).kinds,
  uploadParts: async (job) => (await import("./runtime.js")).uploadPartsOf(job),
  // What a delete takes along is not documented (C3).
  removal: {
    loss: "Everything that was uploaded is gone for good as well: recordings, texts and the authorization letter.",
    unclear:
      "The documents do not say whether a finished voice stays when its job is deleted, nor in which states a job can be deleted.",
  },
  consoleUrl,
  recordingRequirements: async () => (await import("./runtime.js")).recordingRequirements,
  speech: async () => (await import("./runtime.js")).speech,
  advice: async () => (await import("./advice/index.js")).advice,
  open: async (...given) => (await import("./runtime.js")).open(...given),
};
