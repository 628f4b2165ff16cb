// Reports and previews were documents once, made from memory: a tab that an older version left open says that it is gone.
import * as vscode from "vscode";
import { diagnosisScheme, requestScheme } from "../contributions.js";

export function registerGoneDocuments(): vscode.Disposable {
  const provideTextDocumentContent = () =>
    vscode.l10n.t("This was made before the window was reloaded and is not kept. Run the command again for a new one.");
  const schemes = [diagnosisScheme, requestScheme];
  return vscode.Disposable.from(
    ...schemes.map((scheme) => vscode.workspace.registerTextDocumentContentProvider(scheme, { provideTextDocumentContent })),
  );
}
