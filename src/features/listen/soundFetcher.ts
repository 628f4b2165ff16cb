// Fetches the bytes of a sound from where a cloud says it lies: https, no key, no redirect, not too much, and nothing of the address is told.

import type { SoundLink } from "../../core/cloud/capabilities/speech.js";
import { VoiceError } from "../../core/errors.js";
import { isLoopback } from "../../core/forms/field.js";
import type { Http, HttpAnswer } from "../../core/ports/ports.js";
import { isCutOff, isPage, isSoundType, kindOf, type Sound, SoundError } from "./sound.js";

/** Bytes: an hour of speech as MP3, ten minutes as WAV. */
export const mostSoundBytes = 50_000_000;

/** `isLocal`: the connection leads to a cloud on this computer. Throws SoundError, or VoiceError where the network is to blame or the person stopped it. */
export async function fetchSound(http: Http, isLocal: boolean, link: SoundLink, signal: AbortSignal): Promise<Sound> {
  const url = safeAddress(link.address, isLocal);
  if (!url) throw new SoundError("notSecure", "");
  // Written once, so that what is checked is what is sent.
  const request = { method: "GET", url: url.href, headers: {} } as const;
  let answer: HttpAnswer;
  try {
    answer = await http.send(() => request, { effect: "read", signal, maxBytes: mostSoundBytes });
  } catch (thrown) {
    throw asSoundError(thrown, url.host);
  }
  return readSound(answer, url.host);
}

/** Stores take the same address over TLS. Plain HTTP is for a cloud on this computer, named by one that is there too. */
function safeAddress(address: string, isLocal: boolean): URL | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.username !== "" || url.password !== "") return undefined;
  url.hash = "";
  if (url.protocol === "https:") return isLoopback(url.hostname) && !isLocal ? undefined : url;
  if (url.protocol !== "http:") return undefined;
  if (isLoopback(url.hostname)) return isLocal ? url : undefined;
  if (url.port !== "") return undefined;
  url.protocol = "https:";
  return url;
}

function asSoundError(thrown: unknown, host: string): unknown {
  if (!(thrown instanceof VoiceError) || thrown.kind !== "protocol") return thrown;
  if (thrown.reason === "tooLarge") return new SoundError("tooLarge", host);
  if (thrown.reason === "truncated") return new SoundError("cutOff", host);
  if (thrown.reason === "redirect") return new SoundError("moved", host);
  return thrown;
}

function readSound({ status, headers, body }: HttpAnswer, host: string): Sound {
  const contentType = headers["content-type"];
  // A page of a portal may carry any status.
  if (isPage(body)) throw new SoundError("page", host, { status });
  if (status === 401 || status === 403) throw new SoundError("denied", host, { status });
  if (status === 404) throw new SoundError("missing", host, { status });
  if (status !== 200) throw new SoundError("status", host, { status });
  if (body.byteLength === 0) throw new SoundError("empty", host);
  const [said = ""] = (contentType ?? "").split(";", 1);
  if (!isSoundType(contentType)) throw new SoundError("wrongType", host, { type: said.trim().slice(0, 60) });
  if (isCutOff(body)) throw new SoundError("cutOff", host);
  const kind = kindOf(body);
  if (kind) return { bytes: body, ...kind };
  if (!/^audio\//i.test(said)) throw new SoundError("wrongType", host, { type: said.trim().slice(0, 60) });
  // The editor may know it; else it can be saved.
  const extension = said
    .trim()
    .toLowerCase()
    .replace(/^audio\/(x-)?/, "")
    .replace(/[^a-z0-9]/g, "")
    .slice(0, 8);
  return { bytes: body, type: said.trim().toLowerCase(), extension: extension || "bin" };
}
