// Alibaba Cloud Intelligent Media Services (IMS), described.
import type { Cloud } from "../../core/cloud.js";
import { jobIdPattern, open } from "./api.js";
import { genders, scenarios, types } from "./choices.js";
import { jobFields } from "./fields.js";
import { accessKey, connectionFields, profile, regions } from "./inputs.js";
import { keySources } from "./keySources.js";
import { readProfileKey } from "./profile.js";
import { life, states } from "./states.js";

export const alibaba: Cloud = {
  id: "alibaba",
  title: "Alibaba Cloud IMS",
  shortTitle: "Alibaba",
  regions,
  connectionFields,
  credentialKinds: [accessKey, { ...profile, exchange: readProfileKey }],
  states,
  life,
  values: { type: types, tag: scenarios, language: [], sex: genders },
  jobFields,
  jobId: jobIdPattern,
  // No limit is published; 5 per second is a tenth of a sibling product's (vendor documentation B5).
  listing: { countsByState: false, typesApart: types.map(({ value }) => value), burst: 5 },
  keySources,
  open,
};
