// Profiles of KooCLI (hcloud), as its configuration file holds them: the documents name the file and its options, not its format.
import type { Exchanged } from "../../../core/cloud/credentialKind.js";
import type { KeySearch } from "../../../core/cloud/keySource.js";
import type { Connection, Credentials } from "../../../core/connection.js";
import type { Machine } from "../../../core/ports/ports.js";
import { type Json, readWord } from "../../shared/api/lenient.js";
import { requireCredentials } from "../../shared/api/validate.js";
import { flawOfMode, keysInProfiles, refuseFlaw, requireProfile } from "../../shared/credentials/cliProfiles.js";
import { fitting, foundKey, knownRegion, type SearchedKey, type Whereabouts } from "../../shared/credentials/foundKey.js";
import { accessKey, connectionFields, profile as profileKind, regions } from "../description/forms.js";
import { configuration } from "./sourceFiles.js";
import { unsupportedModes } from "./unsupportedModes.js";

/** Read again for each use: renewing the profile, hourly say, renews the connection. */
export async function readProfileKey(connection: Connection, credentials: Credentials, machine: Machine): Promise<Exchanged> {
  const { profile: name = "" } = requireCredentials([profileKind], credentials);
  const { whole, profile } = await requireProfile(configuration, machine, name);
  const found = findKey(profile, name, whole);
  if ("unusable" in found) throw refuseFlaw(found.unusable.flaw, configuration.tool);
  return { credentials: found.key.credentials, expiresAt: 0, values: projectOf(profile, connection.region) };
}

/** A permanent key is copied; a temporary one would be stale within hours, so its profile is what is kept. */
export function findProfileKeys(text?: string): KeySearch {
  return keysInProfiles(text, configuration.path, (profile, name, whole) => {
    const region = knownRegion(regions, readWord(profile.region));
    const where = { region, values: projectOf(profile, region) };
    const found = findKey(profile, name, whole, where);
    const isTemporary = "key" in found && found.key.credentials.values.securityToken !== undefined;
    return isTemporary ? foundKey(profileKind, name, { profile: name }, { profile: "name" }, where) : found;
  });
}

/** The key as it stands in the file. */
function findKey(profile: Json, name: string, whole: Json, where: Whereabouts = {}): SearchedKey {
  const flaw = flawOfMode(readWord(profile.mode) ?? "AKSK", ["AKSK"], unsupportedModes);
  if (flaw) return { unusable: { name, flaw } };
  if (isEncrypted(whole, profile)) {
    return { unusable: { name, flaw: { kind: "encrypted", command: "hcloud configure set --cli-auth-encrypt=false" } } };
  }
  const values = {
    accessKeyId: readWord(profile.accessKeyId),
    secretAccessKey: readWord(profile.secretAccessKey),
    securityToken: readWord(profile.securityToken),
  };
  return foundKey(accessKey, name, values, properties, where);
}

/** The tool's names are ours. */
const properties = { accessKeyId: "accessKeyId", secretAccessKey: "secretAccessKey", securityToken: "securityToken" };

/** A project belongs to one region: another region's is of no use. */
function projectOf(profile: Json, region: string | undefined): Readonly<Record<string, string>> {
  if (region === undefined || readWord(profile.region)?.trim().toLowerCase() !== region) return {};
  return fitting(connectionFields, { projectId: readWord(profile.projectId) });
}

/**
 * `--cli-auth-encrypt` is on unless it was turned off (KooCLI 5.2.7, vendor's user guide), and before it existed keys were always
 * encrypted. The file says so in `authEncrypt`, as a text; where it does not, an access key id of the usual shape is a plain one.
 */
function isEncrypted(whole: Json, profile: Json): boolean {
  const { authEncrypt } = whole;
  const said = typeof authEncrypt === "boolean" ? String(authEncrypt) : readWord(authEncrypt)?.trim().toLowerCase();
  if (said === "true" || said === "false") return said === "true";
  const keyId = readWord(profile.accessKeyId) ?? "";
  return keyId !== "" && !/^[A-Z0-9]{16,40}$/.test(keyId.trim());
}
