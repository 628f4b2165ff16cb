// Profiles of the Alibaba Cloud CLI (aliyun), as its configuration file holds them and the vendor's credentials package reads them.
import type { Exchanged, FoundKey } from "../../core/cloud.js";
import type { Connection, Credentials } from "../../core/connection.js";
import type { Machine } from "../../core/ports.js";
import { foundKey, knownRegion } from "../shared/found.js";
import { type Json, readWord } from "../shared/lenient.js";
import { requireCredentials } from "../shared/opening.js";
import { profilesOf, readProfileFile, refuseProfile, requireProfile, wordOfMode } from "../shared/profiles.js";
import { accessKey, profile as profileKind, regions } from "./inputs.js";
import { configuration } from "./keySources.js";

/** Read anew for each use: whoever renews the profile, hourly say, has renewed the connection. */
export async function readProfileKey(_connection: Connection, credentials: Credentials, machine: Machine): Promise<Exchanged> {
  const { profile: name = "" } = requireCredentials([profileKind], credentials);
  const { profile } = await requireProfile(configuration, machine, name);
  const values = keyOf(profile);
  if (!values) {
    // Roles, browsers and programs: the key would be the answer to a call that only the CLI makes.
    const mode = wordOfMode(modeOf(profile));
    throw refuseProfile("UnsupportedMode", `The CLI profile has the mode ${mode}; only AK and StsToken can be used here`);
  }
  const [key] = isWhole(profile) ? foundKey(accessKey, name, values) : [];
  if (!key) throw refuseProfile("Incomplete", "The CLI profile has no complete access key");
  return { credentials: key.credentials, expiresAt: 0 };
}

/** A permanent key is copied; a temporary one would be stale within the hour, so its profile is what is kept. */
export function findProfileKeys(text = ""): readonly FoundKey[] {
  const whole = readProfileFile(text);
  if (!whole) return [];
  return profilesOf(whole).flatMap(([name, profile]) => {
    const values = keyOf(profile);
    if (!values || !isWhole(profile)) return [];
    const where = { region: knownRegion(regions, readWord(profile.region_id)) };
    const keys = foundKey(accessKey, name, values, where);
    return keys.length > 0 && values.securityToken ? foundKey(profileKind, name, { profile: name }, where) : keys;
  });
}

function modeOf(profile: Json): string {
  return readWord(profile.mode) ?? "AK";
}

/** Undefined for modes whose key is not in the file. The CLI keeps an empty `sts_token` in profiles of the mode AK. */
function keyOf(profile: Json): Readonly<Record<string, string | undefined>> | undefined {
  const mode = modeOf(profile);
  if (mode !== "AK" && mode !== "StsToken") return undefined;
  return {
    accessKeyId: readWord(profile.access_key_id),
    secretAccessKey: readWord(profile.access_key_secret),
    securityToken: mode === "StsToken" ? readWord(profile.sts_token) : undefined,
  };
}

/** A temporary key without its token would be refused as an unknown one. */
function isWhole(profile: Json): boolean {
  return modeOf(profile) !== "StsToken" || readWord(profile.sts_token) !== undefined;
}
