// The commands that check recordings of this computer; what they do is loaded with the first of them.
import * as vscode from "vscode";
import type { Handlers } from "../../../ui/commands/handlers.js";
import type { UiKernel } from "../../../ui/uiKernel.js";

export function recordingsCommands({
  recordings,
}: Pick<UiKernel, "recordings">): Handlers<"checkRecordingsFolder" | "checkRecordingFiles"> {
  return {
    checkRecordingsFolder: async (_target, _targets, argument, others) => {
      const chosen = urisOf(argument, others) ?? (await ask({ canSelectFolders: true, canSelectFiles: false }));
      if (chosen) await (await recordings()).check(chosen);
    },
    checkRecordingFiles: async (_target, _targets, argument, others) => {
      const chosen = urisOf(argument, others) ?? (await ask({ canSelectMany: true, filters: filters() }));
      if (chosen) await (await recordings()).check(chosen);
    },
  };
}

/** The explorer hands over the one that was clicked, and all that are selected. */
function urisOf(argument: unknown, others: unknown): readonly vscode.Uri[] | undefined {
  const given = Array.isArray(others) && others.length > 0 ? others : [argument];
  const uris = given.filter((each) => each instanceof vscode.Uri);
  return uris.length > 0 ? uris : undefined;
}

function ask(options: vscode.OpenDialogOptions): Thenable<readonly vscode.Uri[] | undefined> {
  return vscode.window.showOpenDialog({
    ...options,
    title: vscode.l10n.t("Recordings to Check"),
    openLabel: vscode.l10n.t("Check"),
  });
}

function filters(): Readonly<Record<string, string[]>> {
  return { [vscode.l10n.t("Recordings")]: ["wav", "wave", "mp3", "m4a", "zip"] };
}
