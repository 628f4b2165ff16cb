// Profiles of the Alibaba Cloud CLI (aliyun), as its configuration file holds them and the vendor's credentials package reads them.
import type { Exchanged } from "../../../core/cloud/credentialKind.js";
import type { KeyFlaw, KeySearch } from "../../../core/cloud/keySource.js";
import type { Connection, Credentials } from "../../../core/connection.js";
import type { Machine } from "../../../core/ports/ports.js";
import { type Json, readWord } from "../../shared/api/lenient.js";
import { requireCredentials } from "../../shared/api/validate.js";
import {
  flawOfMode,
  isSameMode,
  keysInProfiles,
  quotedName,
  refuseFlaw,
  requireProfile,
} from "../../shared/credentials/cliProfiles.js";
import { foundKey, knownRegion, type SearchedKey, type Whereabouts } from "../../shared/credentials/foundKey.js";
import { accessKey, profile as profileKind, regions } from "../description/forms.js";
import { configuration } from "./sourceFiles.js";
import { assumeRole, type Role } from "./sts.js";
import { unsupportedModes } from "./unsupportedModes.js";

/** What the file holds for each mode is all that is needed. */
type Mode = "AK" | "StsToken" | "RamRoleArn" | "CloudSSO";
const modes: readonly Mode[] = ["AK", "StsToken", "RamRoleArn", "CloudSSO"];

/** The file is read again for each use: renewing the profile, hourly say, renews the connection. A role is kept for its life. */
export async function readProfileKey(
  connection: Connection,
  credentials: Credentials,
  machine: Machine,
  signal: AbortSignal,
): Promise<Exchanged> {
  const { profile: name = "" } = requireCredentials([profileKind], credentials);
  const { profile } = await requireProfile(configuration, machine, name);
  const found = findKey(profile, name, machine.now());
  if ("unusable" in found) throw refuseFlaw(found.unusable.flaw, configuration.tool);
  const key = found.key.credentials;
  if (modeOf(profile) !== "RamRoleArn") return { credentials: key, expiresAt: 0 };
  return assumeRole(connection, key, roleOf(profile), machine, signal);
}

/** Of the profile what a key is made of; the rest of the file may change at any time. */
export async function readProfileSource({ values }: Credentials, machine: Machine): Promise<string> {
  try {
    const name = values.profile ?? "";
    const { profile } = await requireProfile(configuration, machine, name);
    const found = findKey(profile, name, machine.now());
    return "key" in found ? JSON.stringify([found.key.credentials.values, roleOf(profile)]) : "";
  } catch {
    return "";
  }
}

/** A permanent key is copied; of one that ends, the profile is what is kept. */
export function findProfileKeys(text: string | undefined, now = 0): KeySearch {
  return keysInProfiles(text, configuration.path, (profile, name) => {
    const where = { region: knownRegion(regions, readWord(profile.region_id)) };
    const found = findKey(profile, name, now, where);
    if ("unusable" in found || modeOf(profile) === "AK") return found;
    return foundKey(profileKind, name, { profile: name }, { profile: "name" }, where);
  });
}

/** The key as it stands in the file: what is signed with, or what a role is taken on with. */
function findKey(profile: Json, name: string, now: number, where: Whereabouts = {}): SearchedKey {
  const mode = modeOf(profile);
  const flaw = flawOfMode(mode, modes, unsupportedModes) ?? flawOfSignIn(profile, mode, name, now);
  if (flaw) return { unusable: { name, flaw } };
  const needed = [...(mode === "StsToken" ? ["sts_token"] : []), ...(mode === "RamRoleArn" ? ["ram_role_arn"] : [])];
  const missing = ["access_key_id", "access_key_secret", ...needed].filter(
    (part) => readWord(profile[part])?.trim() === undefined,
  );
  if (missing.length > 0) return { unusable: { name, flaw: { kind: "incomplete", missing } } };
  const values = {
    accessKeyId: readWord(profile.access_key_id),
    secretAccessKey: readWord(profile.access_key_secret),
    // The CLI keeps an empty or an old one in profiles of the mode AK.
    securityToken: mode === "AK" ? undefined : readWord(profile.sts_token),
  };
  return foundKey(accessKey, name, values, properties, where);
}

const properties = { accessKeyId: "access_key_id", secretAccessKey: "access_key_secret", securityToken: "sts_token" };

/** The CLI keeps the key that it has got for a sign-in, and fetches another where that has ended. Seconds since 1970. */
function flawOfSignIn(profile: Json, mode: string, name: string, now: number): KeyFlaw | undefined {
  if (mode !== "CloudSSO") return undefined;
  const isKept = [profile.access_key_id, profile.access_key_secret, profile.sts_token].every(
    (part) => readWord(part) !== undefined,
  );
  const ends = Number(readWord(profile.sts_expiration) ?? Number.NaN) * 1000;
  if (isKept && !(ends <= now)) return undefined;
  const isSignedIn = Number(readWord(profile.cloud_sso_access_token_expire) ?? 0) * 1000 > now;
  const profileName = quotedName(name);
  // Any call of the CLI fetches another key while the sign-in lasts.
  const command = isSignedIn
    ? `aliyun sts GetCallerIdentity --profile ${profileName}`
    : `aliyun configure --profile ${profileName} --mode CloudSSO`;
  return { kind: "expired", command };
}

/** As the CLI does where none is written: by what is there. */
function modeOf(profile: Json): string {
  const written = readWord(profile.mode);
  if (written !== undefined) return modes.find((mode) => isSameMode(mode, written)) ?? written;
  if (readWord(profile.sts_token) !== undefined) return "StsToken";
  return readWord(profile.ram_role_arn) === undefined ? "AK" : "RamRoleArn";
}

function roleOf(profile: Json): Role {
  return {
    arn: readWord(profile.ram_role_arn) ?? "",
    sessionName: readWord(profile.ram_session_name),
    externalId: readWord(profile.external_id),
    seconds: Number(readWord(profile.expired_seconds) ?? 0),
    region: readWord(profile.sts_region),
  };
}
