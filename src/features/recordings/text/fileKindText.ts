// Names what a file really is.
import * as l10n from "@vscode/l10n";
import { type FileKind, fileKinds } from "../audio/wav/wavFile.js";

/** `kind`: of `FileKind`, or `pcm`. */
export function fileKindTitle(kind: string): string {
  if (kind === "pcm") return l10n.t("raw PCM without a header");
  return kindTitle(fileKinds.find((each) => each === kind) ?? "unknown");
}

function kindTitle(kind: FileKind): string {
  switch (kind) {
    case "empty":
      return l10n.t("an empty file");
    case "html":
      return l10n.t("a web page");
    case "lfsPointer":
      return l10n.t("a Git LFS pointer, whose file was not downloaded");
    case "text":
      return l10n.t("a text");
    case "json":
      return l10n.t("a JSON text");
    case "zip":
      return l10n.t("a ZIP archive");
    case "zeros":
      return l10n.t("nothing but zeros");
    case "rifx":
      return l10n.t("a WAV for big-endian machines (RIFX)");
    case "unknown":
      return l10n.t("a file of an unknown kind");
    case "mp3":
    case "m4a":
    case "aac":
    case "ogg":
    case "flac":
    case "aiff":
    case "amr":
    case "wma":
    case "au":
    case "w64":
    case "avi":
      return kind.toUpperCase();
    case "webm":
      return "WebM";
  }
}
