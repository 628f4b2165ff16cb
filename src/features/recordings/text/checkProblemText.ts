// Says why a folder could not be checked, or a package not be made.
import * as l10n from "@vscode/l10n";
import type { PackageProblem } from "../package/packageError.js";

/** `code`: of a CheckError. */
export function checkProblemText(code: string): string {
  switch (code) {
    case "cancelled":
      return l10n.t("The check was stopped.");
    case "ENOENT":
      return l10n.t("The folder or file does not exist.");
    case "EACCES":
    case "EPERM":
      return l10n.t("You do not have permission to read this folder or file.");
    case "noFolder":
    case "zipDamaged":
      return l10n.t("This is not a ZIP archive, or it is damaged.");
    case "failed":
      return l10n.t("The check stopped unexpectedly.");
    default:
      return l10n.t("The recordings could not be read ({0}).", code);
  }
}

/** For a job whose kind asks for something that this version does not know. */
export function unknownKindText(): string {
  return l10n.t("The recording requirements of this kind of job are not known here. Choose a ready zip file.");
}

/** `id`: the recording that is meant. Undefined = the person stopped it. */
export function packageProblemText(problem: PackageProblem, id: string | undefined): string | undefined {
  switch (problem) {
    case "cancelled":
      return undefined;
    case "empty":
      return l10n.t("No package was made: there is no recording to pack.");
    case "missingText":
      return l10n.t("No package was made: {0} has no text.", id ?? "");
    case "severalFiles":
      return l10n.t("No package was made: one recording is asked for, and there are several. Leave out the others.");
    case "tooLarge":
      return l10n.t("No package was made: it would be larger than 4 GB.");
    case "changed":
      return l10n.t("No package was made: {0} changed meanwhile.", id ?? "");
    case "original":
      return l10n.t("No package was made: it would replace the archive that is packed. Choose another name.");
    case "EEXIST":
    case "ENOTEMPTY":
    case "ENOTDIR":
    case "EISDIR":
      return l10n.t("No package was made: there is something of that name already.");
    case "ENOSPC":
      return l10n.t("No package was made: the disk is full.");
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return l10n.t("No package was made: you do not have permission to write there. Choose another folder.");
    default:
      return l10n.t("No package was made ({0}).", problem);
  }
}
