// Everything that the description of Huawei can be asked to do; loaded when the first of it is.
export { open } from "./api.js";
export { readDownload, readVariables } from "./foundKeys.js";
export { checkToken, logIn } from "./login.js";
export { findProfileKeys, readProfileKey } from "./profile.js";
export { findProjects } from "./projects.js";
export { unsupportedModes } from "./unsupportedModes.js";
