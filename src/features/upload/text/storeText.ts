// Words what all uploads have: how large a file is, and that a store refused it.
import * as l10n from "@vscode/l10n";
import type { VoiceError } from "../../../core/errors.js";

export function sizeText(bytes: number, locale: string): string {
  const number = (value: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value);
  if (bytes < 1024 ** 2) return l10n.t("{0} KB", number(bytes / 1024));
  return bytes < 1024 ** 3 ? l10n.t("{0} MB", number(bytes / 1024 ** 2)) : l10n.t("{0} GB", number(bytes / 1024 ** 3));
}

export function refusalText({ host = "", status, code }: VoiceError): string {
  const answer = [status, code].filter((each) => each !== undefined).join(" ");
  return l10n.t("{0} refused the upload and answered {1}.", host, answer);
}
