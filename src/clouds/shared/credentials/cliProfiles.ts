// Named profiles in a JSON file of a vendor's command-line tool: both vendors keep `current` and a list `profiles`.
import type { UnsupportedMode } from "../../../core/cloud/keySource.js";
import { type KeyFlaw, type KeySearch, nothingFound } from "../../../core/cloud/keySource.js";
import type { VoiceError } from "../../../core/errors.js";
import type { Machine } from "../../../core/ports/ports.js";
import { isObject, type Json, readWord } from "../api/lenient.js";
import { refuseCredentials } from "../api/validate.js";
import { type SearchedKey, searchOf } from "./foundKey.js";
import { findJsonFlaw } from "./jsonFlaw.js";

export interface ProfileFile {
  /** The tool's name, for developers. */
  readonly tool: string;
  /** Below the home directory. */
  readonly path: string;
}

/** Part of `VoiceError.code` behind `Profile.`: why a profile gives no key. */
export type ProfileFlaw =
  | "FileMissing"
  | "Unreadable"
  | "NotFound"
  | "Encrypted"
  /** The key would have to be fetched by a call of the tool's own. */
  | "UnsupportedMode"
  | "Incomplete"
  /** The tool has to renew it. */
  | "Expired";

function refuseProfile(code: ProfileFlaw, message: string, flaw?: KeyFlaw): VoiceError {
  return refuseCredentials("missingCredentials", message, `Profile.${code}`, flaw);
}

/** The flaw of one profile as an error. */
export function refuseFlaw(flaw: KeyFlaw, tool: string): VoiceError {
  switch (flaw.kind) {
    case "encrypted":
      return refuseProfile("Encrypted", `The profile of ${tool} is encrypted; "${flaw.command}" turns that off`, flaw);
    case "unsupportedMode":
      return refuseProfile("UnsupportedMode", `The profile of ${tool} has the mode ${flaw.mode}; it cannot be used here`, flaw);
    case "expired":
      return refuseProfile("Expired", `The key in the profile of ${tool} has expired`, flaw);
    default:
      return refuseProfile("Incomplete", `The profile of ${tool} has no complete access key`, flaw);
  }
}

/** The whole file, or why it is none of the tool's. */
function readProfileFile(text: string, path: string): { readonly whole: Json } | { readonly flaw: KeyFlaw } {
  const plain = text.replace(/^\uFEFF/, "");
  const written = `~/${path}`;
  try {
    const whole: unknown = JSON.parse(plain);
    return isObject(whole) && Array.isArray(whole.profiles) ? { whole } : { flaw: { kind: "noProfiles", path: written } };
  } catch {
    // The parser's own message quotes the file, so it goes nowhere.
    const { line, column } = findJsonFlaw(plain) ?? { line: 1, column: 1 };
    return { flaw: { kind: "notJson", path: written, line, column } };
  }
}

/** What every profile of a file gives. Profiles without a name are called by their place. */
export function keysInProfiles(
  text: string | undefined,
  path: string,
  find: (profile: Json, name: string, whole: Json) => SearchedKey,
): KeySearch {
  if (text === undefined) return nothingFound;
  const read = readProfileFile(text, path);
  if ("flaw" in read) return { ...nothingFound, flaw: read.flaw };
  const { whole } = read;
  const profiles = (whole.profiles as readonly unknown[]).filter(isObject);
  if (profiles.length === 0) return { ...nothingFound, flaw: { kind: "noProfiles", path: `~/${path}` } };
  const seen = new Set<string>();
  return searchOf(
    profiles.map((profile, at) => {
      const name = nameOf(profile);
      if (name === undefined) return { unusable: { name: `#${at + 1}`, flaw: { kind: "incomplete", missing: ["name"] } } };
      const found = find(profile, name, whole);
      const isHidden = seen.has(name.trim()) && "key" in found && found.key.credentials.values.profile !== undefined;
      seen.add(name.trim());
      return isHidden ? { unusable: { name, flaw: { kind: "sameName" } } } : found;
    }),
  );
}

/** As it is written; connections keep it without blanks at its ends. */
function nameOf(profile: Json): string | undefined {
  const name = readWord(profile.name);
  return name?.trim() ? name : undefined;
}

/** Every profile that has a name, and the name. */
function profilesOf(whole: Json): readonly (readonly [name: string, profile: Json])[] {
  const profiles: readonly unknown[] = Array.isArray(whole.profiles) ? whole.profiles : [];
  return profiles.filter(isObject).flatMap((profile) => {
    const name = nameOf(profile);
    return name === undefined ? [] : [[name, profile] as const];
  });
}

/** Reads the file again. */
export async function requireProfile(
  { tool, path }: ProfileFile,
  machine: Machine,
  name: string,
): Promise<{ whole: Json; profile: Json }> {
  const written = `~/${path}`;
  let text: string | undefined;
  try {
    text = await machine.readHomeFile?.(path);
  } catch {
    const flaw = { kind: "fileUnreadable", path: written } as const;
    throw refuseProfile("Unreadable", `The configuration of ${tool}, ${written}, cannot be read`, flaw);
  }
  if (text === undefined) {
    const flaw = { kind: "fileMissing", path: written } as const;
    throw refuseProfile("FileMissing", `${tool} has no configuration here: there is no ${written}`, flaw);
  }
  const read = readProfileFile(text, path);
  if ("flaw" in read) throw refuseProfile("Unreadable", `${written} is not a configuration of ${tool}`, read.flaw);
  const profile = profilesOf(read.whole).find(([known]) => known.trim() === name)?.[1];
  if (!profile) throw refuseProfile("NotFound", `${tool} has no profile of this name in ${written}`);
  return { whole: read.whole, profile };
}

/** Undefined for the modes that are supported. Modes are compared without regard to capitals. */
export function flawOfMode(mode: string, supported: readonly string[], known: readonly UnsupportedMode[]): KeyFlaw | undefined {
  if (supported.some((each) => isSameMode(each, mode))) return undefined;
  const hint = known.find((each) => isSameMode(each.mode, mode))?.hint;
  return { kind: "unsupportedMode", mode: wordOfMode(mode), ...(hint === undefined ? {} : { hint }) };
}

export function isSameMode(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** A mode as the tool writes it, short enough for a message. */
function wordOfMode(mode: string): string {
  return /^[\w-]{1,40}$/.test(mode) ? mode : "unknown";
}

/** A name as a shell takes it for one word. */
export function quotedName(name: string): string {
  return /^[\w.@/:+-]+$/.test(name) ? name : `"${name.replace(/["\\$`]/g, "\\$&")}"`;
}
