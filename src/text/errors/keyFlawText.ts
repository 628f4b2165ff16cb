// Words why a key that lies on this computer cannot be used, and what to do about it.
import * as l10n from "@vscode/l10n";
import type { KeyFlaw } from "../../core/cloud/keySource.js";
import { problemText } from "../forms/formText.js";
import { inOneBreath, named, sentences } from "../punctuation.js";
import { translate } from "../translate.js";

/** Not escaped: every place where it is shown does that for itself. */
export function keyFlawText(flaw: KeyFlaw): string {
  switch (flaw.kind) {
    case "fileMissing":
      return l10n.t("There is no file {0}.", flaw.path);
    case "fileUnreadable":
      return l10n.t("The file {0} cannot be read. Check its permissions; it must be smaller than 1 MB.", flaw.path);
    case "notJson":
      return l10n.t("The file {0} is not valid JSON: see line {1}, column {2}.", flaw.path, flaw.line, flaw.column);
    case "noProfiles":
      return l10n.t("The file {0} holds no profiles.", flaw.path);
    case "noHeader":
      return l10n.t("No row of the file names the columns {0}.", inOneBreath(flaw.columns));
    case "incomplete":
      return l10n.t("Not complete. What is missing: {0}.", inOneBreath(flaw.missing.map(translate)));
    case "malformed":
      return named(translate(flaw.part), problemText(flaw.problem));
    case "sameName":
      return l10n.t("A profile before it in the file has the same name, and that one is used. Rename one of the two.");
    case "encrypted":
      return l10n.t(
        "Encrypted: only its own tool can read it. Run “{0}” to turn that off, or enter the key itself.",
        flaw.command,
      );
    case "unsupportedMode":
      return sentences(
        l10n.t("The mode {0} cannot be used here.", flaw.mode),
        flaw.hint === undefined ? l10n.t("Choose a profile with an access key, or enter the key itself.") : translate(flaw.hint),
      );
    case "expired":
      return l10n.t("Expired. Run “{0}”, then try again.", flaw.command);
  }
}
