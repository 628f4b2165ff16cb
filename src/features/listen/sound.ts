// A sound in memory, what kind it is by its own first bytes, and what can be wrong with what came in its place.

export interface Sound {
  readonly bytes: Uint8Array;
  /** MIME type, for the player. */
  readonly type: string;
  /** Without the dot. */
  readonly extension: string;
}

/**
 * `notSecure`: the address is none that is fetched. `denied`: the host refuses it, as it does once its time is over. `missing`: there is no
 * such file. `status`: another status than success. `page`: a web page. `wrongType`: said to be something else than a sound. `empty`:
 * nothing. `cutOff`: it breaks off. `tooLarge`: more bytes than are fetched. `moved`: sent on to another address.
 */
export type SoundFlaw =
  | "notSecure"
  | "denied"
  | "missing"
  | "status"
  | "page"
  | "wrongType"
  | "empty"
  | "cutOff"
  | "tooLarge"
  | "moved";

/** `message` is for logs, without any address: who has that has the sound. */
export class SoundError extends Error {
  override readonly name = "SoundError";

  constructor(
    readonly flaw: SoundFlaw,
    /** That was asked; empty where there is none. */
    readonly host: string,
    readonly facts: { readonly status?: number; readonly type?: string } = {},
  ) {
    super(`${host}: ${flaw}${facts.status === undefined ? "" : ` (HTTP ${facts.status})`}`);
  }
}

interface Kind {
  readonly type: string;
  readonly extension: string;
}

const wav: Kind = { type: "audio/wav", extension: "wav" };
const mp3: Kind = { type: "audio/mpeg", extension: "mp3" };
const ogg: Kind = { type: "audio/ogg", extension: "ogg" };
const flac: Kind = { type: "audio/flac", extension: "flac" };
const mp4: Kind = { type: "audio/mp4", extension: "m4a" };

/** By what it begins with. */
export function kindOf(bytes: Uint8Array): Kind | undefined {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (text(0, 4) === "RIFF" && text(8, 12) === "WAVE") return wav;
  if (text(0, 3) === "ID3" || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2)) return mp3;
  if (text(0, 4) === "OggS") return ogg;
  if (text(0, 4) === "fLaC") return flac;
  return text(4, 8) === "ftyp" ? mp4 : undefined;
}

/** A WAV file that says that it has more bytes than there are. One that is written while it is recorded says no true size. */
export function isCutOff(bytes: Uint8Array): boolean {
  if (kindOf(bytes) !== wav) return false;
  const said = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(4, true);
  return said > 0 && said < 0x7fff_ffff && said + 8 > bytes.byteLength;
}

/** Looks like a page of a network or of an error, whatever it is called. */
export function isPage(bytes: Uint8Array): boolean {
  const begin = new TextDecoder().decode(bytes.subarray(0, 200)).trimStart();
  return /^<(!doctype html|html|head|body)\b/i.test(begin);
}

/** Stores call a sound what they were told when it came, or nothing in particular. */
export function isSoundType(contentType: string | undefined): boolean {
  const [type = ""] = (contentType ?? "").toLowerCase().split(";", 1);
  return /^(|audio\/[\w.+-]+|video\/(ogg|mp4)|application\/(ogg|octet-stream)|binary\/octet-stream)$/.test(type.trim());
}
