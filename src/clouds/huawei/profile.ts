// Profiles of KooCLI (hcloud), as its configuration file holds them: the documents name the file and its options, not its format.
import type { Exchanged, FoundKey } from "../../core/cloud.js";
import type { Connection, Credentials } from "../../core/connection.js";
import type { Machine } from "../../core/ports.js";
import { fitting, foundKey, knownRegion } from "../shared/found.js";
import { type Json, readWord } from "../shared/lenient.js";
import { requireCredentials } from "../shared/opening.js";
import { profilesOf, readProfileFile, refuseProfile, requireProfile, wordOfMode } from "../shared/profiles.js";
import { accessKey, connectionFields, profile as profileKind, regions } from "./inputs.js";
import { configuration } from "./keySources.js";

/** Read anew for each use: whoever renews the profile, hourly say, has renewed the connection. */
export async function readProfileKey(connection: Connection, credentials: Credentials, machine: Machine): Promise<Exchanged> {
  const { profile: name = "" } = requireCredentials([profileKind], credentials);
  const { whole, profile } = await requireProfile(configuration, machine, name);
  const mode = modeOf(profile);
  if (mode !== "AKSK") {
    throw refuseProfile("UnsupportedMode", `The KooCLI profile has the mode ${wordOfMode(mode)}; only AKSK can be used here`);
  }
  if (isEncrypted(whole, profile)) {
    const remedy = "hcloud configure set --cli-auth-encrypt=false";
    throw refuseProfile("Encrypted", `KooCLI keeps the keys of its profiles encrypted; "${remedy}" turns that off`);
  }
  const [key] = foundKey(accessKey, name, keyOf(profile));
  if (!key) throw refuseProfile("Incomplete", "The KooCLI profile has no complete access key");
  return { credentials: key.credentials, expiresAt: 0, values: projectOf(profile, connection.region) };
}

/** A permanent key is copied; a temporary one would be stale within hours, so its profile is what is kept. */
export function findProfileKeys(text = ""): readonly FoundKey[] {
  const whole = readProfileFile(text);
  if (!whole) return [];
  return profilesOf(whole).flatMap(([name, profile]) => {
    if (modeOf(profile) !== "AKSK" || isEncrypted(whole, profile)) return [];
    const [key] = foundKey(accessKey, name, keyOf(profile));
    const region = knownRegion(regions, readWord(profile.region));
    const where = { region, values: projectOf(profile, region) };
    if (!key?.credentials.values.securityToken) return foundKey(accessKey, name, keyOf(profile), where);
    return foundKey(profileKind, name, { profile: name }, where);
  });
}

function modeOf(profile: Json): string {
  return readWord(profile.mode) ?? "AKSK";
}

function keyOf(profile: Json): Readonly<Record<string, string | undefined>> {
  return {
    accessKeyId: readWord(profile.accessKeyId),
    secretAccessKey: readWord(profile.secretAccessKey),
    securityToken: readWord(profile.securityToken),
  };
}

/** A project belongs to one region: another region's is of no use. */
function projectOf(profile: Json, region: string | undefined): Readonly<Record<string, string>> {
  if (region === undefined || readWord(profile.region) !== region) return {};
  return fitting(connectionFields, { projectId: readWord(profile.projectId) });
}

/**
 * `--cli-auth-encrypt` is on unless it was turned off (KooCLI 5.2.7, vendor's user guide), and before it existed keys were always
 * encrypted. The file says so in `authEncrypt`, as a text; where it does not, an access key id of the usual shape is a plain one.
 */
function isEncrypted(whole: Json, profile: Json): boolean {
  const said = String(whole.authEncrypt ?? "").toLowerCase();
  if (said === "true" || said === "false") return said === "true";
  return !/^[A-Z0-9]{16,40}$/.test(readWord(profile.accessKeyId) ?? "");
}
