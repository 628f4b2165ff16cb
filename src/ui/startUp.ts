// What happens once the editor is up: nothing, unless a submit was left open or demo data was asked for from outside.
import * as vscode from "vscode";
import type { KeyValue } from "../core/ports.js";
import { commands } from "../ids.js";
import { unsettledSubmits } from "../services/unsettled.js";
import type { LoadActs } from "./commands.js";

/** `VOICE_JOBS_DEMO=1` in the environment shows demo jobs at once; `npm start` sets it. */
export function startUp(state: KeyValue, acts: LoadActs, environment: Readonly<Record<string, string | undefined>>): void {
  if (unsettledSubmits(state).length > 0) void acts().then(({ submitFlow }) => submitFlow.tellLeftovers());
  if (environment.VOICE_JOBS_DEMO === "1") void vscode.commands.executeCommand(commands.tryDemo);
}
