// What happens once the editor is up: nothing, unless a submit was left open or demo data was asked for from outside.
import * as vscode from "vscode";
import { commands } from "../ids.js";
import type { Submitter } from "../services/submitter.js";
import type { SubmitFlow } from "./submitFlow.js";

/** `VOICE_JOBS_DEMO=1` in the environment shows demo jobs at once; `npm start` sets it. */
export function startUp(
  submitter: Submitter,
  submitFlow: SubmitFlow,
  environment: Readonly<Record<string, string | undefined>>,
): void {
  if (submitter.hasUnsettled()) void submitFlow.tellLeftovers();
  if (environment.VOICE_JOBS_DEMO === "1") void vscode.commands.executeCommand(commands.tryDemo);
}
