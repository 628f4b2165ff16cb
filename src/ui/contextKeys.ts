// Tells the editor what menus and the walkthrough ask for.
import * as vscode from "vscode";
import { contextKeys } from "../contributions.js";

/** What menus and the walkthrough go by; an editor without it shows them as if it were not set. */
export function setContext(key: string, value: boolean): void {
  vscode.commands.executeCommand("setContext", key, value).then(undefined, () => undefined);
}

/** A job went out from this window: the last step of the walkthrough is done then. */
export function noteSubmitted(): void {
  setContext(contextKeys.hasSubmitted, true);
}
