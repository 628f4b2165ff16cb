// Words what goes wrong with a file: what the file system said, and what to do.
import * as l10n from "@vscode/l10n";

/** `thrown`: of the file system. Undefined = it is no such failure. */
export function fileTrouble(thrown: unknown): string | undefined {
  const code = typeof thrown === "object" && thrown !== null ? (thrown as { readonly code?: unknown }).code : undefined;
  if (typeof code !== "string") return undefined;
  switch (code) {
    case "EACCES":
    case "EPERM":
    case "EROFS":
    case "NoPermissions":
      return l10n.t("The file could not be written: you do not have permission to write there. Choose another folder.");
    case "ENOSPC":
    case "EDQUOT":
      return l10n.t("The file could not be written: the disk is full.");
    case "ENOENT":
    case "ENOTDIR":
    case "FileNotFound":
      return l10n.t("The file could not be written: the folder does not exist.");
    case "EISDIR":
    case "ENOTEMPTY":
    case "FileIsADirectory":
      return l10n.t("The file could not be written: there is a folder of that name.");
    case "EBUSY":
      return l10n.t("The file could not be written: another program has it open.");
    default:
      return /^E[A-Z0-9]+$|^(Unavailable|Unknown|FileExists)$/.test(code)
        ? l10n.t("The file could not be written ({0}).", code)
        : undefined;
  }
}
