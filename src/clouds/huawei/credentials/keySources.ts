// Where people already have Huawei keys: variables of the vendor's tools, the downloaded file, profiles of KooCLI.
import type { KeySource } from "../../../core/cloud/keySource.js";
import { variablesOf } from "../../shared/credentials/variables.js";
import { findProfileKeys } from "./cliProfile.js";
import { readDownload, readVariables } from "./importKeys.js";
import { configuration, variableSets } from "./sourceFiles.js";
import { unsupportedModes } from "./unsupportedModes.js";

export const keySources: readonly KeySource[] = [
  {
    id: "environment",
    title: "Environment variables",
    variables: variablesOf(variableSets),
    read: async (found) => readVariables(found.environment),
  },
  {
    id: "download",
    title: "Downloaded file credentials.csv",
    pickedFile: ["csv"],
    read: async (found) => readDownload(found.text),
  },
  {
    id: "profiles",
    title: "Profiles of KooCLI",
    homeFile: configuration.path,
    unsupportedModes: async () => unsupportedModes,
    read: async (found) => findProfileKeys(found.text),
  },
];
