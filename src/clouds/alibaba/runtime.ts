// Everything that the description of Alibaba can be asked to do; loaded when the first of it is.
export { open } from "./api/jobApi.js";
export { findProfileKeys, readProfileKey, readProfileSource } from "./credentials/cliProfile.js";
export { keySources } from "./credentials/keySources.js";
export { kinds } from "./description/creationKinds.js";
export { recordingRequirements } from "./description/recordings.js";
export { speech } from "./description/speech.js";
export { ownStorage } from "./description/storage.js";
