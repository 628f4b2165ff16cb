// Tells the editor that a job went out from this window: the last step of the walkthrough is done then.
import * as vscode from "vscode";
import { contextKeys } from "../ids.js";

export function noteSubmitted(): void {
  void vscode.commands.executeCommand("setContext", contextKeys.hasSubmitted, true);
}
