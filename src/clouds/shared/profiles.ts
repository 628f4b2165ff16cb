// Named profiles in a JSON file of a vendor's command-line tool: both vendors keep `current` and a list `profiles`.
import type { VoiceError } from "../../core/errors.js";
import type { Machine } from "../../core/ports.js";
import { isObject, type Json, readWord } from "./lenient.js";
import { refuseCredentials } from "./opening.js";

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
  | "Incomplete";

export function refuseProfile(flaw: ProfileFlaw, message: string): VoiceError {
  return refuseCredentials("missingCredentials", message, `Profile.${flaw}`);
}

/** The whole file; undefined where it is none of the tool's. */
export function readProfileFile(text: string): Json | undefined {
  try {
    const whole: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return isObject(whole) && Array.isArray(whole.profiles) ? whole : undefined;
  } catch {
    // The parser's own message quotes the file, so it goes nowhere.
    return undefined;
  }
}

/** Every profile that has a name, and the name. */
export function profilesOf(whole: Json): readonly (readonly [name: string, profile: Json])[] {
  const profiles: readonly unknown[] = Array.isArray(whole.profiles) ? whole.profiles : [];
  return profiles.filter(isObject).flatMap((profile) => {
    const name = readWord(profile.name);
    return name === undefined ? [] : [[name, profile] as const];
  });
}

/** Reads the file anew. */
export async function requireProfile(
  { tool, path }: ProfileFile,
  machine: Machine,
  name: string,
): Promise<{ whole: Json; profile: Json }> {
  let text: string | undefined;
  try {
    text = await machine.readHomeFile?.(path);
  } catch {
    throw refuseProfile("Unreadable", `The configuration of ${tool}, ~/${path}, cannot be read`);
  }
  if (text === undefined) throw refuseProfile("FileMissing", `${tool} has no configuration here: there is no ~/${path}`);
  const whole = readProfileFile(text);
  if (!whole) throw refuseProfile("Unreadable", `~/${path} is not a configuration of ${tool}`);
  const profile = profilesOf(whole).find(([known]) => known === name)?.[1];
  if (!profile) throw refuseProfile("NotFound", `${tool} has no profile of this name in ~/${path}`);
  return { whole, profile };
}

/** A mode as the tool writes it, short enough for a message. */
export function wordOfMode(mode: string): string {
  return /^[\w-]{1,40}$/.test(mode) ? mode : "unknown";
}
