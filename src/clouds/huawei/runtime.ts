// Everything that the description of Huawei can be asked to do; loaded when the first of it is.
export { open } from "./api/jobApi.js";
export { readProfileKey } from "./credentials/cliProfile.js";
export { keySources } from "./credentials/keySources.js";
export { findProjects } from "./credentials/projects.js";
export { checkToken, logIn } from "./credentials/token.js";
export { kinds } from "./description/creationKinds.js";
export { recordingRequirements } from "./description/recordings.js";
export { speech } from "./description/speech.js";
export { uploadPartsOf } from "./description/uploadParts.js";
