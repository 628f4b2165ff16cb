// What to do about profiles of KooCLI whose key is not in the file.
import type { UnsupportedMode } from "../../../core/cloud/keySource.js";

/** The other modes of KooCLI (vendor's user guide, "Specifying Authentication Mode"). */
export const unsupportedModes: readonly UnsupportedMode[] = [
  { mode: "SSO", hint: "Its key is known to KooCLI alone. Use a profile with the mode AKSK, or enter an access key." },
  { mode: "ecsAgency", hint: "Its key is on a cloud server. Use a profile with the mode AKSK, or enter an access key." },
  { mode: "AssumeRole", hint: "KooCLI fetches its key for each call. Use a profile with the mode AKSK, or enter an access key." },
  { mode: "agency", hint: "KooCLI fetches its key for each call. Use a profile with the mode AKSK, or enter an access key." },
  { mode: "token", hint: "Use a profile with the mode AKSK, or enter the token itself in a connection of the kind Token." },
];
