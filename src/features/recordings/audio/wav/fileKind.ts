// Recognises what a file really is by its first bytes, whatever its name says.
import type { FileKind } from "./wavFile.js";

/** Bytes that are enough to tell. */
export const telling = 512;

interface Signature {
  readonly is: FileKind;
  readonly at: number;
  readonly text: string;
}

const signatures: readonly Signature[] = [
  { is: "lfsPointer", at: 0, text: "version https://git-lfs" },
  { is: "rifx", at: 0, text: "RIFX" },
  { is: "w64", at: 0, text: "riff" },
  { is: "aiff", at: 0, text: "FORM" },
  { is: "ogg", at: 0, text: "OggS" },
  { is: "flac", at: 0, text: "fLaC" },
  { is: "mp3", at: 0, text: "ID3" },
  { is: "amr", at: 0, text: "#!AMR" },
  { is: "au", at: 0, text: ".snd" },
  { is: "m4a", at: 4, text: "ftyp" },
  { is: "zip", at: 0, text: "PK\u0003\u0004" },
  { is: "zip", at: 0, text: "PK\u0005\u0006" },
  { is: "webm", at: 0, text: "\u001aE\u00df\u00a3" },
  { is: "wma", at: 0, text: "0&\u00b2u\u008ef\u00cf\u0011" },
];

/** `head`: the first bytes of the file. A WAV is not among the answers: its reader knows better. */
export function fileKind(head: Uint8Array): FileKind {
  if (head.length === 0) return "empty";
  const text = latin1(head);
  const found = signatures.find((signature) => text.startsWith(signature.text, signature.at));
  if (found) return found.is;
  if (text.startsWith("RIFF")) return text.startsWith("AVI ", 8) ? "avi" : "unknown";
  if (isMpegFrame(head)) return "mp3";
  if (head[0] === 0xff && (head[1]! & 0xf6) === 0xf0) return "aac";
  if (head.every((byte) => byte === 0)) return "zeros";
  const words = text
    .replace(/^\u00ef\u00bb\u00bf/, "")
    .trimStart()
    .toLowerCase();
  if (/^<(!doctype|html|\?xml|head|body|script|!--)/.test(words)) return "html";
  if (/^[{[]\s*["{[\]}]/.test(words)) return "json";
  return isText(head) ? "text" : "unknown";
}

export function latin1(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** A frame header of MPEG audio: eleven set bits, then a layer, a bit rate and a rate that exist. */
function isMpegFrame([first = 0, second = 0, third = 0]: Uint8Array): boolean {
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return false;
  const [version, layer, bitRate, rate] = [(second >> 3) & 3, (second >> 1) & 3, third >> 4, (third >> 2) & 3];
  return version !== 1 && layer !== 0 && bitRate !== 0 && bitRate !== 15 && rate !== 3;
}

function isText(head: Uint8Array): boolean {
  return head.every((byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13);
}
