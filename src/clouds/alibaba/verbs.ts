// Everything that the description of Alibaba can be asked to do; loaded when the first of it is.
export { open } from "./api.js";
export { kinds } from "./creation.js";
export { readDownload, readVariables } from "./foundKeys.js";
export { findProfileKeys, readProfileKey, readProfileSource } from "./profile.js";
export { unsupportedModes } from "./unsupportedModes.js";
