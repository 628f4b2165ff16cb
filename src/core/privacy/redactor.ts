// The one function through which every log line, error and report goes: no credential, signed link or phone number passes.
//
// Every key that is opened is made known here. knownSecrets.ts finds it whole or in part and however a server has encoded it;
// mask.ts hides phone numbers and signed links before a job leaves the panel or reaches another extension; persistableJob.ts
// decides what may lie on a disk; text/escape.ts makes every text from elsewhere harmless for the place where it is shown.

import type { Log } from "../ports/ports.js";
import { KnownSecrets } from "./knownSecrets.js";
import { maskPhone } from "./mask.js";

/** Stands where something was. */
export const hidden = "[hidden]";

/** UTF-16 code units of a line, an error or a report: what is longer tells no more. */
const longest = 50_000;
/** So much more is looked at, since half of what is hidden would not be recognised; and dropped. */
const margin = 2_000;

export class Redactor {
  private readonly secrets = new KnownSecrets();
  /** Access key ids, shown by their last four characters. */
  private readonly keyIds = new Set<string>();

  /** From now on no piece of it (8 characters or more) passes, plain or encoded. */
  know(secret: string): void {
    this.secrets.add(secret);
  }

  /** Not secret, but private: its last four characters tell a person which key it is. */
  knowKeyId(keyId: string): void {
    if (keyId.trim().length >= 8) this.keyIds.add(keyId.trim());
  }

  redact(text: string): string {
    if (text.length > longest) return `${this.redactWhole(text.slice(0, longest)).slice(0, -margin)}…`;
    return this.redactWhole(text);
  }

  /** Known secrets alone: for what a person asked to see as it is, their own phone number with it. */
  hideKnown(text: string): string {
    return this.secrets.hide(text, hidden);
  }

  private redactWhole(text: string): string {
    let shown = this.secrets.hide(text, hidden);
    for (const keyId of this.keyIds) shown = shown.replaceAll(keyId, lastFour(keyId));
    for (const rule of rules) shown = rule(shown);
    return shown;
  }

  /** A log that redacts every line on its way to this one. */
  logTo(log: Log): Log {
    return {
      debug: (message) => log.debug(this.redact(message)),
      info: (message) => log.info(this.redact(message)),
      warn: (message) => log.warn(this.redact(message)),
      error: (message) => log.error(this.redact(message)),
    };
  }
}

type Rule = (text: string) => string;

/** Between a name and its value: `=`, `:`, the end of a JSON name, or any of these URL-encoded. */
const joint = String.raw`(?:\\*["'])?\s*(?:[:=]|%3A|%3D)\s*`;
/** A JSON string, plain or itself inside a JSON string, closed or cut off; else anything up to a blank, `|`, `&`, quote or backslash. */
const value = String.raw`"(?:\\.|[^"\\])*"?|'[^']*'?|\\+"(?:\\\\\\.|(?!\\+").)*(?:\\+")?|(?:(?!%26|%7C)[^\s|&"'\\])+`;

const secretNames = [
  "(?:x-)?(?:[a-z]{2,8}-)?(?:auth|subject|security|session|access|refresh|id)[-_]?token",
  "secret[-_]?(?:access[-_]?)?key|access[-_]?key[-_]?secret|client[-_]?secret",
  "password|passwd|passphrase|pwd",
  "phone(?:[-_]?number)?|mobile|telephone",
].join("|");

const rules: readonly Rule[] = [
  hideQueries,
  hideAuthorization,
  named(String.raw`[\w-]*(?:${secretNames})`, joint),
  // Short words are secrets only as names in JSON: prose has them too.
  named(`["'](?:secret|sk|token)`, String.raw`\\*["']\s*:\s*`),
  named("(?:[a-z]+-)*signature", String.raw`\\*["']\s*:\s*|\s*=\s*|%3D`),
  shortenKeyIds,
  hideTokens,
  (text) => maskPhone(text, hidden),
];

function named(names: string, between: string): Rule {
  const pattern = new RegExp(`(?<![\\w-])(${names})(${between})(${value})`, "gi");
  return (text) =>
    text.replace(pattern, (_, name: string, joined: string, found: string) => {
      const quote = /^\\*["']/.exec(found)?.[0] ?? "";
      return name + joined + quote + hidden + quote;
    });
}

/** Keeps where a request went, drops who asked and what is signed. */
function hideQueries(text: string): string {
  const character = String.raw`(?:[^\s"'<>|\\]|\\/|\\u00[0-9a-f]{2})`;
  const address = new RegExp(String.raw`\b([a-z][a-z0-9+.-]{0,20}:(?:\\?/){2})(${character}+)`, "gi");
  return text
    .replace(address, (_, scheme: string, rest: string) => {
      const end = rest.search(/[?#]/);
      const place = end < 0 ? rest : rest.slice(0, end);
      const host = place.search(/\\?\//) < 0 ? place : place.slice(0, place.search(/\\?\//));
      const path = place.slice(host.length);
      return scheme + host.slice(host.lastIndexOf("@") + 1) + path + (end < 0 ? "" : `?${hidden}`);
    })
    .replace(/[^\s"'<>|\\&]+/g, hideEncodedQuery);
}

/** Of a piece of text without blanks, in which an address may be URL-encoded. What is encoded ends where a plain query begins. */
function hideEncodedQuery(piece: string): string {
  const step = /[a-z0-9+.-](%(?:25)*3A%(?:25)*2F%(?:25)*2F)|(%(?:25)*(?:3F|23))|([?#])/gi;
  let isInAddress = false;
  for (const { index, 1: begin, 2: query, 3: plain } of piece.matchAll(step)) {
    if (query && isInAddress) return `${piece.slice(0, index)}?${hidden}`;
    isInAddress = begin ? true : plain ? false : isInAddress;
  }
  return piece;
}

/** Of both signature schemes the scheme, the last characters of the key id and the signed names stay, to find a wrong signature by. */
function hideAuthorization(text: string): string {
  const header = new RegExp(String.raw`((?:proxy-)?authorization|(?:set-)?cookie2?)(${joint})(\\*["'])?([^\r\n|"'\\]+)`, "gi");
  return text.replace(header, (_, name: string, joined: string, quote = "", found: string) => {
    const scheme = /^(?:SDK|ACS3|V11|OBS|OSS)-?[A-Z0-9-]*\s+(?:Access|Credential)=[^,\s]+,\s*(SignedHeaders=[\w;-]*,)?/.exec(
      found,
    );
    const shown = scheme ? shortenKeyIds(scheme[0].trimEnd()) + ` Signature=${hidden}` : hidden;
    return name + joined + quote + shown;
  });
}

/** Access key ids of both clouds, by name or by shape. */
function shortenKeyIds(text: string): string {
  const byName =
    /(?<![\w-])((?:x-acs-|oss|obs)?-?access[-_]?key[-_]?id|access|credential|ak)((?:\\*["']\s*:\s*\\*["'])|\s*=\s*|%3D|(?<=id)\s*:\s*)([A-Za-z0-9.]{8,})/gi;
  const byShape =
    /(?<![\w.])(?:LTAI[0-9A-Za-z]{8,30}|STS\.[0-9A-Za-z]{10,}|(?=[A-Z]*[0-9])(?=[0-9]*[A-Z])[A-Z0-9]{20})(?![\w.])/g;
  return text
    .replace(byName, (_, name: string, joined: string, keyId: string) => name + joined + lastFour(keyId))
    .replace(byShape, lastFour);
}

function lastFour(keyId: string): string {
  return `…${keyId.slice(-4)}`;
}

/** Tokens without a name: JWTs, and long base64 that is neither a path nor a hash. */
function hideTokens(text: string): string {
  return text
    .replace(/[\w.-]+/g, hideJwt)
    .replace(/(?<![\w+/=-])[\w+/-]{60,}={0,2}/g, (found) => (isRandom(found) ? hidden : found));
}

/** Parts between dots: a JWT begins in one and goes on in the next. */
function hideJwt(word: string): string {
  const parts = word.split(".");
  let start = 0;
  for (const [at, part] of parts.entries()) {
    const begin = part.search(/\beyJ/);
    if (begin >= 0 && part.length - begin >= 11 && (parts[at + 1]?.length ?? 0) >= 8)
      return word.slice(0, start + begin) + hidden;
    start += part.length + 1;
  }
  return word;
}

/** In base64 upper case comes and goes with every other character; in words and paths it begins a word, in hex ids there is but one case. */
function isRandom(text: string): boolean {
  if (!/[A-Z]/.test(text) || !/[a-z]/.test(text) || !/[0-9]/.test(text)) return false;
  const changes = text.match(/[A-Z](?=[^A-Z])|[^A-Z](?=[A-Z])/g)?.length ?? 0;
  return changes / text.length > 0.3;
}
